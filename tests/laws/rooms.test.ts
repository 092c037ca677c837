import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, read } from './project.ts'

// A room is a folder. Walls between files are drawn by dependency-cruiser; these are the ones between rooms.

const maxFiles = 15

type Sources = Map<string, string>

function sources(): Sources {
  const files = filesBelow(['src', 'worker'], /\.tsx?$/).filter(
    (file) => !/\.test\.tsx?$|\.d\.ts$/.test(file),
  )
  return new Map(files.map((file) => [file, read(file)]))
}

/** Which rooms a room's files import from. */
function doorsOf(files: Sources): Map<string, Set<string>> {
  const doors = new Map<string, Set<string>>()
  for (const [file, text] of files) {
    const room = dirname(file)
    const known = doors.get(room) ?? new Set()
    doors.set(room, known)
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      const target = name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? join(room, name) : ''
      const other = dirname(normalize(target))
      if (files.has(normalize(target)) && other !== room) known.add(other)
    }
  }
  return doors
}

/** Rooms from which a way of imports leads back to themselves. */
function circles(doors: Map<string, Set<string>>): string[] {
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(doors.get(from) ?? [])].some((room) => {
      if (room === goal) return true
      if (seen.has(room)) return false
      seen.add(room)
      return reaches(room, goal, seen)
    })
  return [...doors.keys()].filter((room) => reaches(room, room))
}

function crowded(files: Sources): string[] {
  const counts = new Map<string, number>()
  for (const file of files.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > maxFiles).map(([room]) => room)
}

describe('rooms', () => {
  it('import each other in one direction only', () => {
    expect(doorsOf(sources()).size).toBeGreaterThan(40)
    expect(circles(doorsOf(sources()))).toEqual([])
    const planted: Sources = new Map([
      ['src/a/one.ts', `import { two } from '../b/two.ts'`],
      ['src/b/two.ts', `import { three } from '#src/c/three.ts'`],
      ['src/c/three.ts', `export type { Other } from '../a/other.ts'`],
      ['src/a/other.ts', ''],
      ['src/d/four.ts', `import { one } from '../a/one.ts'`],
    ])
    expect(circles(doorsOf(planted))).toEqual(['src/a', 'src/b', 'src/c'])
  })

  it(`hold at most ${maxFiles} files`, () => {
    expect(crowded(sources())).toEqual([])
    const many = Array.from({ length: maxFiles + 1 }, (_, index) => [`src/a/${index}.ts`, ''] as const)
    expect(crowded(new Map(many))).toEqual(['src/a'])
    expect(crowded(new Map(many.slice(1)))).toEqual([])
  })
})

/** Files of a feature that may open a transaction or take one: the rest is nouns, which can be tested without a database. */
const mayUseDatabase =
  /\/(repository|service|access|jobs|sweeps)\.ts$|\/(queries|commands|runs)\/[^/]+\.ts$|\/live\/(live|events)\.ts$/

/** Catalogs name the values that a column may have, which stand in the tables. */
const usesDatabase = /from '#src\/lib\/db\/(?!schema\/)/

describe('features', () => {
  it('touch the database in the files that are named for it', () => {
    const using = [...sources()].filter(
      ([file, text]) => file.startsWith('src/features/') && usesDatabase.test(text),
    )
    expect(using.length).toBeGreaterThan(10)
    expect(using.map(([file]) => file).filter((file) => !mayUseDatabase.test(file))).toEqual([])
    expect('src/features/exports/record/failures.ts').not.toMatch(mayUseDatabase)
    expect(`import type { Tx } from '#src/lib/db/transaction.ts'`).toMatch(usesDatabase)
  })

  it('have components in rooms for components alone', () => {
    const views = filesBelow(['src/features'], /\.tsx$/)
    expect(views.length).toBeGreaterThan(20)
    expect(views.filter((file) => !/\/components\//.test(file))).toEqual([])
  })
})
