import { beforeAll, describe, expect, it } from 'vitest'
import { createExport } from '#src/features/exports/commands/create.ts'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import type { Context } from '#src/lib/context.ts'
import { runNow } from '../../../../tests/support/finished-export.ts'
import { connectShop, everyType, orders, refusal, type Shop } from '../../../../tests/support/shop.ts'
import type { SourceDatabase } from '../../../../tests/support/source-database.ts'
import { listRows } from '../queries/list-rows.ts'
import { listValues } from '../queries/list-values.ts'
import { sumRows } from '../queries/sum-rows.ts'
import { createDataset } from './commands/create.ts'
import { deleteDataset } from './commands/delete.ts'
import { updateDataset } from './commands/update.ts'
import { getDataset } from './queries/get.ts'
import { getRelation } from './queries/get-relation.ts'
import { previewDataset, previewDraft } from './queries/preview.ts'

let shop: Shop
let database: SourceDatabase
let admin: Context
let manager: Context
let stranger: Context
let source_id: string

beforeAll(async () => {
  shop = await connectShop()
  ;({ database, stranger, source_id } = shop)
  await refresh()
})

async function refresh(): Promise<void> {
  admin = await shop.admin()
  manager = await shop.manager()
}

async function made(relation: { schema: string; name: string }, more: object = {}) {
  const dataset = await createDataset.execute(admin, { source_id, ...relation, ...more })
  await refresh()
  return dataset
}

describe('a dataset of a table', () => {
  it('is suggested whole: types, labels, key and order, with what is personal hidden and passwords left out', async () => {
    const { columns, suggestion } = await getRelation.execute(admin, { id: source_id, ...everyType })
    expect(columns.find(({ name }) => name === 'password_hash')).toMatchObject({
      ...{ type: null, not_offered: 'looks like a password or secret' },
    })
    const offered = new Map(suggestion.columns.map((column) => [column.name, column]))
    expect(offered.has('password_hash')).toBe(false)
    expect(offered.has('bytes')).toBe(false)
    expect(offered.get('email')).toMatchObject({ shown: 'admins', type: 'text' })
    expect(offered.get('price')).toMatchObject({ type: 'decimal', scale: 3 })
    expect(offered.get('share')).toMatchObject({ type: 'decimal', scale: 2 })
    expect(offered.get('rounded')).toMatchObject({ type: 'decimal', scale: 0 })
    expect(offered.get('numbers')).toMatchObject({ type: 'json' })
    expect(offered.get('the id')).toMatchObject({ key: 'the_id', label: 'The ID', type: 'integer' })
    expect(offered.get('😀')?.key).toBe('column_2')
    expect(suggestion.row_key).toEqual(['the id'])
    const of = await getRelation.execute(admin, { id: source_id, ...orders })
    expect(of.suggestion).toMatchObject({
      ...{ key: 'own_orders', label: 'Orders', description: 'What customers have ordered.' },
      default_sort: [{ column: 'placed_on', direction: 'desc' }],
    })
    expect(of.suggestion.columns.find(({ name }) => name === 'amount')?.label).toBe('Amount in EUR')
    expect(of.suggestion.columns.find(({ name }) => name === 'salary')?.shown).toBe('admins')
  })

  it('refuses columns that are not there, or never offered, naming each', async () => {
    const asked = createDataset.execute(admin, {
      ...{ source_id, ...everyType },
      columns: [
        { name: 'nothing' },
        { name: 'password_hash' },
        { name: 'whole', key: 'whole' },
        { name: 'small', key: 'whole' },
      ],
    })
    await expect(asked).rejects.toMatchObject({
      code: 'invalid_request',
      details: {
        errors: [{ path: 'columns.0.name' }, { path: 'columns.1.name' }, { path: 'columns.3.key' }],
      },
    })
    expect(
      await refusal(createDataset.execute(admin, { source_id, schema: 'public', name: 'x' })),
    ).toMatchObject({
      code: 'not_found',
    })
  })

  it('is listed, filtered, summed and previewed by the same code as any other', async () => {
    const { key } = await made(orders, { key: 'own_listed', readers: ['super_admin', 'admin', 'manager'] })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listRows.execute(admin, {
        key,
        limit: 100,
        sort: 'customer',
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.rows.map((row) => row.key))
      cursor = page.pagination.next_cursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(500)
    const filters = JSON.stringify({
      search: 'customer 3',
      date_from: '2026-02-01',
      amount_min: 100,
      is_paid: true,
    })
    const { rows, sums } = await sumRows.execute(admin, { key, filters })
    const { rows: expected } = await database.run(
      `select count(*)::int as rows, sum(amount)::text as amount from public.orders
       where customer || order_no like '%3%' and placed_on >= '2026-02-01' and amount >= 100 and is_paid`,
    )
    expect({ rows, amount: sums.amount }).toEqual(expected[0])
    expect(rows).toBeGreaterThan(0)
    const { values } = await listValues.execute(admin, { key, filter: 'customer', search: '3' })
    expect(values).toEqual(['Customer 3'])
    const preview = await previewDataset.execute(manager, { key, rows: 5 })
    expect(preview.rows).toHaveLength(5)
    expect(preview.columns.map((column) => column.key)).not.toContain('salary')
    const offered = async (context: Context) =>
      (await listTypes.execute(context, {})).datasets
        .find((dataset) => dataset.key === key)
        ?.columns.map((column) => column.key)
    expect(await offered(admin)).toContain('salary')
    expect(await offered(manager)).not.toContain('salary')
    expect(await offered(stranger)).toBeUndefined()
    const draft = await previewDraft.execute(admin, {
      source_id,
      ...orders,
      columns: [{ name: 'amount' }],
      rows: 2,
    })
    expect(draft).toMatchObject({ columns: [{ key: 'amount' }], has_more: true })
  })

  it('is read by the roles that it names, and unknown to other companies', async () => {
    const { key } = await made(orders, { key: 'own_for_admins' })
    const asked = { export_name: 'Test', export_type: key, format: 'csv' }
    expect(await refusal(createExport.execute(manager, asked))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(listRows.execute(manager, { key }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(listRows.execute(stranger, { key }))).toMatchObject({ code: 'not_found' })
    expect(await refusal(createExport.execute(stranger, asked))).toMatchObject({ code: 'invalid_value' })
    const { id } = await createExport.execute(admin, asked)
    await updateDataset.execute(admin, { key, readers: ['super_admin'] })
    expect(await runNow(admin, id)).toMatchObject({ status: 'failed', error: { code: 'rights_lost' } })
    await deleteDataset.execute(admin, { key })
    expect(await refusal(getDataset.execute(admin, { key }))).toMatchObject({ code: 'not_found' })
  })
})
