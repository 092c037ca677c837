import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, read, readJson, root } from './project.ts'

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...filesBelow(['docs'], /\.md$/),
]
const folders = 'src|worker|scripts|tests|bench|drizzle|docs|public'
const inCode = new RegExp(`\`((?:${folders})(?:/[\\w.()\\[\\]-]+)*/?)\``, 'g')
const linked = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g

/** Paths that a text names and that are not there. */
function missing(file: string, text: string): string[] {
  const named = [...text.matchAll(inCode)].map(([, path]) => join(root, path!))
  const targets = [...text.matchAll(linked)].map(([, path]) => join(root, dirname(file), path!))
  return [...named, ...targets].filter((path) => !existsSync(path)).map((path) => `${file}: ${path}`)
}

/** Commands that a text tells to run and that package.json does not have. */
function unknownCommands(file: string, text: string): string[] {
  const { scripts } = readJson('package.json') as { scripts: Record<string, string> }
  const runs = [...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w-]*)/g)].map(([, name]) => name!)
  return runs.filter((name) => !scripts[name]).map((name) => `${file}: npm run ${name}`)
}

describe('documents', () => {
  it('name only files and folders that exist', () => {
    expect(documents.length).toBeGreaterThan(1)
    expect(documents.flatMap((file) => missing(file, read(file)))).toEqual([])
    expect(missing('README.md', 'see `src/lib/nothing.ts` and [this](docs/gone.md)')).toHaveLength(2)
  })

  it('tell only commands that package.json has', () => {
    expect(documents.flatMap((file) => unknownCommands(file, read(file)))).toEqual([])
    expect(unknownCommands('README.md', '`npm run --silent nothing`')).toHaveLength(1)
  })

  it('in comments and messages name only files that exist, too', () => {
    const code = filesBelow(['src', 'worker', 'scripts', 'bench'], /\.(ts|tsx|mjs)$/)
    const named = code.flatMap((file) =>
      [...read(file).matchAll(/\b((?:docs|tests|drizzle)\/[\w-]+(?:\/[\w-]+)*\.(?:md|ts|sql))\b/g)].map(
        ([, path]) => path!,
      ),
    )
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})
