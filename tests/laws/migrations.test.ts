import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { filesBelow, readJson, root } from './project.ts'

// Inside node_modules, where the tables' imports of drizzle resolve and nothing else looks.
const folder = mkdtempSync(join(root, 'node_modules', '.law-migrations-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The SQL that drizzle-kit would add to a copy of the migrations for tables as `edit` leaves them. */
async function missing(name: string, edit: (text: string) => string = (text) => text): Promise<string[]> {
  const work = join(folder, name)
  cpSync(join(root, 'drizzle'), join(work, 'drizzle'), { recursive: true })
  cpSync(join(root, 'src/lib'), join(work, 'src/lib'), { recursive: true })
  const tenants = join(work, 'src/lib/db/schema/tenants.ts')
  writeFileSync(tenants, edit(readFileSync(tenants, 'utf8')))
  for (const file of ['drizzle.config.ts', 'package.json']) cpSync(join(root, file), join(work, file))
  const before = migrationsIn(work)
  const bin = join(root, 'node_modules/drizzle-kit/bin.cjs')
  await promisify(execFile)(process.execPath, [bin, 'generate', '--name', 'drift'], { cwd: work })
  return migrationsIn(work)
    .filter((file) => !before.includes(file))
    .map((file) => readFileSync(join(work, 'drizzle', file), 'utf8'))
}

function migrationsIn(work: string): string[] {
  const journal = JSON.parse(readFileSync(join(work, 'drizzle/meta/_journal.json'), 'utf8'))
  return journal.entries.map(({ tag }: { tag: string }) => `${tag}.sql`)
}

describe('migrations', () => {
  it('are all in the journal, and the journal names no other', () => {
    const { entries } = readJson('drizzle/meta/_journal.json') as { entries: { tag: string }[] }
    const files = filesBelow(['drizzle'], /\.sql$/).map((file) => file.replace(/^drizzle\/|\.sql$/g, ''))
    expect(entries.map(({ tag }) => tag)).toEqual(files)
  })

  it('make every table as the code defines it', async () => {
    expect(await missing('current')).toEqual([])
  }, 120_000)

  it('are missed by this law when a column has none', async () => {
    const plant = (text: string) => text.replace('name: text()', 'planted: text(), name: text()')
    expect((await missing('planted', plant)).join()).toContain('ADD COLUMN "planted"')
  }, 120_000)
})
