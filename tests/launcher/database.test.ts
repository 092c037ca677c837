import { rmSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../scripts/launcher/database.ts'
import { startPostgres, stopPostgres } from '../../src/lib/db/embedded/postgres.ts'
import { makeFolder } from './node-process.ts'

const dir = makeFolder('waybill-database-')
let superuserUrl: string

beforeAll(async () => {
  superuserUrl = (await startPostgres({ dir, superuserPassword: 'x', settings: { fsync: 'off' } })).url
})
afterAll(async () => {
  await stopPostgres(dir)
  rmSync(dir, { recursive: true })
})

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('the owner owns the database, may make roles and databases, and is no superuser', async () => {
  const url = await createDatabase(superuserUrl, 'p@ss/word')
  expect(
    await query(
      url,
      `select current_user as me, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
         pg_get_userbyid(datdba) as owner, pg_has_role('pg_monitor', 'usage') as monitors
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    ),
  ).toEqual([
    {
      me: 'waybill',
      rolsuper: false,
      rolcreaterole: true,
      rolcreatedb: true,
      rolbypassrls: false,
      owner: 'waybill',
      monitors: true,
    },
  ])
  await query(url, 'create extension pg_trgm')
  expect(await query(url, 'select count(*) > 0 as counts from pg_stat_statements')).toEqual([
    { counts: true },
  ])
})

test('made again, it keeps what is there and takes the new password', async () => {
  const first = await createDatabase(superuserUrl, 'first')
  await query(first, 'create table kept as select 42 as answer')
  const second = await createDatabase(superuserUrl, 'second')
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }])
  await expect(query(first, 'select')).rejects.toThrow('password authentication failed')
})
