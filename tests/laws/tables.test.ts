import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, expect, it } from 'vitest'
import { filesBelow, read, root } from './project.ts'

/** Name in code and in SQL of every table. */
const tables = new Map<string, string>()

beforeAll(async () => {
  for (const file of filesBelow(['src/lib/db/schema'], /\.ts$/)) {
    const module = await import(pathToFileURL(join(root, file)).href)
    for (const [name, value] of Object.entries(module))
      if (is(value, PgTable)) tables.set(name, getTableName(value))
  }
})

/** What writes a table: a feature, or a room of lib. */
function ownerOf(file: string): string {
  return file.split('/').slice(0, 3).join('/')
}

/** The tables that a source file writes, through drizzle or as SQL. */
function writtenBy(text: string): string[] {
  const names = new Map([...tables].map(([code, sql]) => [sql, code]))
  const built = [...text.matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].map(([, name]) => name!)
  const typed = [...text.matchAll(/\b(?:insert into|update|delete from) (\w+)\b/gi)].map(([, name]) =>
    names.get(name!),
  )
  return [...built, ...typed].filter((name): name is string => name !== undefined && tables.has(name))
}

function writers(files: [file: string, text: string][]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [file, text] of files) {
    for (const table of writtenBy(text)) found.set(table, (found.get(table) ?? new Set()).add(ownerOf(file)))
  }
  return found
}

/** Written in two places on purpose, with the reason. */
const shared: Record<string, string> = {
  users:
    'lib/access notes sign-ins and sets the password behind a one-time link, at the door; accounts does the rest',
  apiKeys: 'lib/access notes when a key was last used, at the door; accounts does the rest',
}

it('every table has one writer', () => {
  const files = filesBelow(['src'], /\.tsx?$/).filter((file) => !/\.test\.ts$/.test(file))
  const found = writers(files.map((file) => [file, read(file)]))
  expect(found.size).toBeGreaterThan(8)
  const contested = [...found].filter(([table, owners]) => owners.size > 1 && !(table in shared))
  expect(contested.map(([table, owners]) => `${table}: ${[...owners].join(', ')}`)).toEqual([])
})

it('a second writer is found, however it writes', () => {
  const found = writers([
    ['src/features/exports/record/repository.ts', 'tx.update(dataExports).set(changes)'],
    ['src/features/accounts/repository.ts', 'sql`update data_exports set status = 1`'],
    ['src/lib/access/sign-in.ts', 'tx.delete(signInThrottles)'],
  ])
  expect([...found.get('dataExports')!]).toEqual(['src/features/exports', 'src/features/accounts'])
  expect([...found.get('signInThrottles')!]).toEqual(['src/lib/access'])
})
