import { buffer } from 'node:stream/consumers'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { formats } from '#src/encoding/formats.ts'
import { getManifest } from '#src/features/exports/proofs/service.ts'
import { partKey } from '#src/features/exports/record/stored-files.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { ownerRows } from '../../../../tests/support/owner.ts'
import { connectShop, everyType, orders, type Shop } from '../../../../tests/support/shop.ts'
import type { SourceDatabase } from '../../../../tests/support/source-database.ts'
import { createDataset } from './commands/create.ts'
import { getRelation } from './queries/get-relation.ts'

let shop: Shop
let database: SourceDatabase
let admin: Context
let source_id: string

beforeAll(async () => {
  shop = await connectShop()
  ;({ database, source_id } = shop)
  await refresh()
})

async function refresh(): Promise<void> {
  admin = await shop.admin()
}

async function made(relation: { schema: string; name: string }, more: object = {}) {
  const dataset = await createDataset.execute(admin, { source_id, ...relation, ...more })
  await refresh()
  return dataset
}

async function fileOf(id: string): Promise<Buffer> {
  const [file] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
    id,
  ])
  return buffer(await getStorage().read(partKey(file!.file_path, 1)))
}

describe('a file of a table', () => {
  it('has in its CSV, for every type, the text that PostgreSQL writes', async () => {
    const { key, columns } = await made(everyType, {
      columns: [
        ...(await getRelation.execute(admin, { id: source_id, ...everyType })).suggestion.columns,
        { name: 'bytes' },
      ].map(({ name }) => ({ name })),
      default_sort: [{ column: 'the_id', direction: 'asc' }],
    })
    const done = await finishedExport(admin, {
      ...{ export_type: key, format: 'csv', options: { formula_guard: 'off', time_zone: 'UTC' } },
    })
    expect(done).toMatchObject({ status: 'completed', record_count: 3 })
    const { data } = Papa.parse<string[]>((await fileOf(done.id)).toString('utf8').replace(/^\uFEFF/, ''), {
      delimiter: ',',
    })
    const [, ...rows] = data.filter((row) => row.length > 1)
    await database.run(`set timezone = 'UTC'; set intervalstyle = 'iso_8601'`)
    const { rows: expected } = await database.run(
      `select ${columns.map(({ name, kind }) => textOf(name, kind)).join(', ')} from "Sales ""2026"" 🚚"."every ""type"" 🧾" order by 1`,
    )
    const differences = expected.flatMap((row, at) =>
      columns.flatMap(({ name, kind }, column) => {
        const [right, found] = [row[name] ?? '', rows[at]![column]]
        return sameValue(kind, right, found ?? '') ? [] : [{ name, right, found }]
      }),
    )
    expect(differences).toEqual([])
    expect(rows).toHaveLength(3)
  })

  it('is exported in every format, with a manifest that says where its rows were read', async () => {
    const { key } = await made(orders, { key: 'own_all_formats' })
    for (const format of formats) {
      const done = await finishedExport(admin, { export_type: key, format: format.key })
      expect([format.key, done.status, done.record_count, done.error]).toEqual([
        format.key,
        'completed',
        500,
        null,
      ])
      const manifest = await getManifest.execute(admin, { id: done.id })
      expect(manifest).toMatchObject({
        rows_written: 500,
        dataset: { key, label: 'Orders' },
        source: {
          ...{ name: 'Shop', engine: 'postgresql', isolation: 'repeatable read', read_by: 'copy' },
          ...{ relation: 'public.orders', definition_version: 1, version: expect.stringMatching(/^\d+\./) },
        },
      })
    }
  })

  it.each([
    ['doubled', 1000],
    ['kept', 500],
    ['measured', 400],
    ['wide', 1],
  ])('%s is exported whole, with and without a key', async (name, count) => {
    const { key } = await made({ schema: 'public', name }, { key: `own_whole_${name}` })
    const done = await finishedExport(admin, { export_type: key })
    expect(done).toMatchObject({ status: 'completed', record_count: count })
  })

  it('reads names that look like placeholders, whatever is filtered by', async () => {
    await database.run(
      `create table "cost $1" (id integer primary key, "note $1" text, "100% $2\\" text);
       grant select on "cost $1" to public;
       insert into "cost $1" values (1, 'a" from nowhere --', 'x'), (2, 'b', 'y')`,
    )
    const { key, columns } = await made({ schema: 'public', name: 'cost $1' })
    expect(columns.map(({ name }) => name)).toEqual(['id', 'note $1', '100% $2\\'])
    const filters = { [columns[1]!.key]: ['a" from nowhere --'] }
    const done = await finishedExport(admin, { export_type: key, filters })
    expect(done).toMatchObject({ status: 'completed', record_count: 1, error: null })
    expect((await fileOf(done.id)).toString('utf8')).toContain('1,"a"" from nowhere --",x')
  })

  it('says whose right is missing where the table may no longer be read', async () => {
    const user = new URL(database.reader).username
    await database.run(
      `create table public.closed (id int primary key); grant select on public.closed to ${user}`,
    )
    const { key } = await made({ schema: 'public', name: 'closed' })
    await database.run(`revoke select on public.closed from ${user}`)
    const denied = await finishedExport(admin, { export_type: key })
    expect(denied.error).toMatchObject({
      ...{ code: 'source_permission_denied', message: expect.stringContaining('Grant SELECT') },
    })
  })

  it('is read in sessions that have time limits and can write nothing', async () => {
    await database.run(`
      create function public.session() returns text language sql volatile as
        $$ select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where name in
          ('default_transaction_read_only', 'transaction_read_only', 'transaction_isolation', 'statement_timeout',
           'lock_timeout', 'idle_in_transaction_session_timeout', 'search_path', 'application_name') $$;
      create view public.told as select public.session() as settings`)
    await database.run(`grant select on public.told to ${new URL(database.reader).username}`)
    const { key } = await made({ schema: 'public', name: 'told' })
    const done = await finishedExport(admin, { export_type: key })
    const text = (await fileOf(done.id)).toString('utf8')
    for (const setting of [
      `application_name=waybill export ${done.id}`,
      'default_transaction_read_only=on',
      'transaction_read_only=on',
      'transaction_isolation=repeatable read',
      'statement_timeout=600000',
      'lock_timeout=5000',
      'idle_in_transaction_session_timeout=60000',
      'search_path=""',
    ])
      expect(text.replaceAll('""', '"')).toContain(setting)
  })
})

/** The text that a file has of a value, as the database itself writes it. */
function textOf(name: string, kind: string): string {
  const column = `"${name.replaceAll('"', '""')}"`
  if (kind === 'array') return `to_json(${column})::text as ${column}`
  if (kind === 'bytes') return `replace(encode(${column}, 'base64'), chr(10), '') as ${column}`
  if (kind === 'text') return `concat(${column}) as ${column}`
  return `${column}::text as ${column}`
}

/** The same value: instants have a T between day and time, and booleans are words. */
function sameValue(kind: string, right: string, found: string): boolean {
  if (kind === 'timestamp')
    return (
      right.replace(' ', 'T').replace(/\+00$/, '') ===
      found.replace(/(\+00:00|Z|\+00)$/, '').replace(' ', 'T')
    )
  return right === found
}
