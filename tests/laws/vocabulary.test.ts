import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, hits, ourFolders, read } from './project.ts'

const code = filesBelow(ourFolders, /\.(ts|tsx|mjs|cjs)$/)
const inFeatures = filesBelow(['src/features'], /./)

const banned = /(^|[-.])(utils?|helpers?|common|misc|managers?|shared|stuff)([-.]|$)/
const registries = ['src/features/datasets/catalog/index.ts', 'src/lib/db/index.ts']

/** Why a file may not be called so, or undefined. */
function wrongName(file: string): string | undefined {
  const name = basename(file)
  if (file.split('/').some((part) => banned.test(part))) return `${file}: says nothing about what is in it`
  if (/^index\./.test(name) && !registries.includes(file)) return `${file}: only registries are an index`
  return undefined
}

/** What a feature's folder may hold: the fixed names, and things with a noun for a name. */
function isFeatureName(file: string): boolean {
  const name = basename(file)
  const noun = '[a-z][a-z0-9]*(-[a-z0-9]+)*'
  if (/\/components\//.test(file)) return new RegExp(`^${noun}(\\.test)?\\.(tsx|ts|module\\.css)$`).test(name)
  return new RegExp(`^${noun}(\\.db)?(\\.test)?\\.ts$`).test(name)
}

describe('names', () => {
  it('say what is in a file', () => {
    expect(code.flatMap((file) => wrongName(file) ?? [])).toEqual([])
    const planted = [
      'src/lib/utils.ts',
      'src/lib/date-helpers.ts',
      'src/features/exports/common/rows.ts',
      'src/features/exports/export-manager.ts',
      'src/components/index.ts',
    ]
    expect(planted.filter((file) => !wrongName(file))).toEqual([])
  })

  it('of a feature are its fixed files and nouns in kebab-case', () => {
    expect(inFeatures.filter((file) => !isFeatureName(file))).toEqual([])
    const planted = [
      'src/features/exports/exportService.ts',
      'src/features/exports/export.service.ts',
      'src/features/exports/view.tsx',
      'src/features/exports/components/ExportTable.tsx',
      'src/features/exports/notes.txt',
    ]
    expect(planted.filter(isFeatureName)).toEqual([])
  })

  it('server actions live in actions.ts alone', () => {
    const withDirective = code.filter((file) => /^['"]use server['"]/m.test(read(file)))
    expect(withDirective.length).toBeGreaterThan(0)
    expect(withDirective.filter((file) => basename(file) !== 'actions.ts')).toEqual([])
  })
})

describe('files', () => {
  it('have at most 300 lines', () => {
    const lines = (text: string) => text.split('\n').length - 1
    const long = filesBelow(ourFolders, /\.(ts|tsx|mjs|cjs|css)$/).filter((file) => lines(read(file)) > 300)
    expect(long).toEqual([])
    expect(code.length).toBeGreaterThan(150)
  })

  it('leave nothing undone and no test out', () => {
    const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`, 'g')
    const leftOut = /\b(it|test|describe)(\.concurrent)?\.(skip|only|todo|fixme|fails)\b|\bx(it|describe)\(/g
    expect(hits(code, unfinished)).toEqual([])
    expect(hits(code, leftOut)).toEqual([])
    expect('it' + '.only(').toMatch(leftOut)
    expect('test.describe' + '.skip(').toMatch(leftOut)
  })
})
