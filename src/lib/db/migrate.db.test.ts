import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownerRows } from '../../../tests/support/owner.ts'
import { query } from './index.ts'
import { migrate, pendingMigrations } from './migrate.ts'

const ownerUrl = process.env.OWNER_URL!

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-migrations-'))
})

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await ownerRows(`drop table if exists first, second, third`)
  await ownerRows(`delete from schema_migrations where name like 'test%'`)
})

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
const applied = async () =>
  names(
    await ownerRows(`select name from schema_migrations where name like 'test%' order by applied_at, name`),
  )

describe('migrations', () => {
  it('of this project are all applied, and the application may ask', async () => {
    expect(await pendingMigrations(query)).toEqual([])
    expect(await migrate(ownerUrl)).toEqual([])
  })

  it('are applied once, in the order of their names', async () => {
    write('test_2.sql', 'alter table first add column note text')
    write('test_1.sql', 'create table first (id int)')
    write('notes.txt', 'not SQL')
    expect(await pendingMigrations(query, folder)).toEqual(['test_1.sql', 'test_2.sql'])
    expect(await migrate(ownerUrl, folder)).toEqual(['test_1.sql', 'test_2.sql'])
    expect(await migrate(ownerUrl, folder)).toEqual([])
    expect(await pendingMigrations(query, folder)).toEqual([])
  })

  it('that were skipped are applied although later ones are', async () => {
    write('test_2.sql', 'create table second (id int)')
    await migrate(ownerUrl, folder)
    write('test_1.sql', 'create table first (id int)')
    expect(await pendingMigrations(query, folder)).toEqual(['test_1.sql'])
    expect(await migrate(ownerUrl, folder)).toEqual(['test_1.sql'])
  })

  it('that were changed after they were applied are refused, and nothing else is applied', async () => {
    write('test_1.sql', 'create table first (id int)')
    await migrate(ownerUrl, folder)
    write('test_1.sql', 'create table first (id bigint)')
    write('test_2.sql', 'create table second (id int)')
    await expect(migrate(ownerUrl, folder)).rejects.toThrow('test_1.sql was changed after it was applied')
    expect(await applied()).toEqual(['test_1.sql'])
  })

  it('that fail leave nothing of themselves, keep those before, and say which one it was', async () => {
    write('test_1.sql', 'create table first (id int)')
    write('test_2.sql', 'create table second (id int); select 1 / 0')
    write('test_3.sql', 'create table third (id int)')
    await expect(migrate(ownerUrl, folder)).rejects.toThrow('test_2.sql failed: division by zero')
    expect(await applied()).toEqual(['test_1.sql'])
    const tables = await ownerRows<{ name: string }>(
      `select relname as name from pg_class where relname in ('first', 'second', 'third')`,
    )
    expect(names(tables)).toEqual(['first'])
  })

  it('are applied by one of many that start at the same moment', async () => {
    write('test_1.sql', 'create table first (id int); select pg_sleep(0.2)')
    write('test_2.sql', 'create table second (id int)')
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(ownerUrl, folder)))
    expect(runs.flat()).toEqual(['test_1.sql', 'test_2.sql'])
  })
})
