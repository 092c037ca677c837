import { beforeEach, describe, expect, it } from 'vitest'
import { createSupplier } from '#src/features/suppliers/commands/create.ts'
import { replaceItems } from '#src/features/suppliers/commands/replace-items.ts'
import type { Context } from '#src/lib/context.ts'
import { apply, undo, uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { listImportErrors } from './queries/list-errors.ts'

let admin: Context
let manager: Context
let steel: string
let nut: string

beforeEach(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  steel = await addSupplier('V-1', 'Steel & Sons', 10)
  await addSupplier('V-2', 'Screws Ltd')
  await addSupplier('V-3', 'Screws Ltd')
  nut = await addProduct('NUT', 'Wing nut')
  await addProduct('TWIN', 'Left')
  await addProduct('TWIN', 'Right')
})

async function addSupplier(supplier_no: string, name: string, lead_time_days?: number): Promise<string> {
  const given = { supplier_no, name, currency: 'EUR', lead_time_days }
  return (await createSupplier.execute(admin, given)).id
}

async function addProduct(sku: string, name: string): Promise<string> {
  const [row] = await ownerRows<{ id: string }>(
    `insert into products (tenant_id, sku, name, category, unit_price, unit_cost)
     values ($1, $2, $3, 'Metal', 10, 5) returning id`,
    [admin.principal.tenantId, sku, name],
  )
  return row!.id
}

const check = (lines: string[], context = manager) =>
  uploadAndCheck(context, lines.join('\n'), 'prices.csv', 'prices')

interface Row {
  id: string
  supplier_no: string
  name: string
  version: number
  price: string
  currency: string
  pack_size: number
  lead_time_days: number | null
  from: string
  until: string | null
}

const rows = () =>
  ownerRows<Row>(
    `select i.id, s.supplier_no, p.name, s.version, i.price, i.currency, i.pack_size, i.lead_time_days,
       i.valid_from::text as from, i.valid_until::text as until
     from supplier_items i join suppliers s on s.id = i.supplier_id join products p on p.id = i.product_id
     where i.tenant_id = $1 order by supplier_no, p.name, valid_from`,
    [admin.principal.tenantId],
  )

const headings = 'Supplier no.;Supplier;SKU;Product;Price;Currency;Pack size;Valid from;Valid to'
const three = [
  headings,
  'V-1;;NUT;;2,5;;10;2026-01-01;31.12.2026',
  'V-1;Steel & Sons;NUT;Wing nut;3;USD;;01.01.2027;',
  ';Steel & Sons;TWIN;Left;0,1234;;;2026-01-01;',
]

describe('a file of prices', () => {
  it('changes nothing when it is checked, adds them when it is applied, and nothing the second time', async () => {
    const checked = await check(three)
    expect(checked).toMatchObject({
      ...{ status: 'checked', content: 'prices', problem: null },
      counts: { rows: 3, created: 3, changed: 0, unchanged: 0, movements: 0, errors: 0 },
    })
    expect(await rows()).toEqual([])
    expect(await apply(manager, checked.id)).toMatchObject({ status: 'applied' })
    expect(await rows()).toMatchObject([
      { name: 'Left', price: '0.1234', currency: 'EUR', pack_size: 1, until: null },
      { name: 'Wing nut', price: '2.5000', pack_size: 10, from: '2026-01-01', until: '2026-12-31' },
      { name: 'Wing nut', price: '3.0000', currency: 'USD', from: '2027-01-01', version: 2 },
    ])
    expect((await check(three)).counts).toMatchObject({ created: 0, changed: 0, unchanged: 3, errors: 0 })
  })

  it('names row, column and what was expected, and applies nothing while a row is wrong', async () => {
    const checked = await check([
      headings,
      'V-1;;NUT;;2;;;2026-01-01;2026-06-30',
      'V-9;;NUT;;2;;;2026-01-01;',
      ';Nobody;NUT;;2;;;2026-01-01;',
      ';Screws Ltd;NUT;;2;;;2026-01-01;',
      'V-1;Screws Ltd;NUT;;2;;;2026-07-01;',
      'V-1;;BOLT;;2;;;2026-01-01;',
      'V-1;;NUT;Bolt;2;;;2026-07-01;',
      'V-1;;TWIN;;2;;;2026-01-01;',
      'V-2;;NUT;;;;;2026-01-01;',
      'V-2;;NUT;;2;euro;;2026-01-01;',
      'V-2;;NUT;;2;;0;2026-01-02;',
      'V-2;;NUT;;2;;;2026-02-30;',
      'V-2;;NUT;;2;;;1/2/2026;',
      'V-2;;NUT;;2;;;2026-01-03;2026-01-02',
      'V-1;;NUT;;3;;;2026-06-30;',
      'V-1;;NUT;;3;;;2026-01-01;',
      'V-2;;NUT;;2;;;;',
    ])
    expect(checked.counts).toMatchObject({ rows: 17, created: 1, error_rows: 16 })
    const { items } = await listImportErrors.execute(manager, { id: checked.id })
    expect(items.map(({ row, column, expected }) => [row, column, expected])).toEqual([
      [3, 'Supplier no.', 'the number of one of your suppliers'],
      [4, 'Supplier', 'the name of one of your suppliers'],
      [5, 'Supplier no.', 'a number: several suppliers have this name'],
      [6, 'Supplier', '"Steel & Sons", which has this number'],
      [7, 'SKU', 'the SKU of one of your items'],
      [8, 'Product', '"Wing nut", which has this SKU'],
      [9, 'SKU', 'an ID or the exact name beside it: 2 items have this SKU'],
      [10, 'Price', expect.stringContaining('a value')],
      [11, 'Currency', 'at most 3 characters'],
      [12, 'Pack size', '1 to 1,000,000,000'],
      [13, 'Valid from', 'a day such as 2026-05-04 or 4.5.2026'],
      [14, 'Valid from', 'a day such as 2026-05-04 or 4.5.2026'],
      [15, 'Valid to', expect.stringContaining('2026-01-03 or later')],
      [16, 'Valid from', expect.stringContaining('one holds from 2026-01-01 until 2026-06-30')],
      [17, 'Valid from', 'each price once: row 2 has it already'],
      [18, 'Valid from', 'a first day, where the row has no ID'],
    ])
    await apply(manager, checked.id, 'valid_rows')
    expect(await rows()).toMatchObject([{ supplier_no: 'V-1', until: '2026-06-30' }])
    expect((await check(['Supplier no.;Price', 'V-1;2'])).problem).not.toBeNull()
  })

  it('ends a price in a row above the one that begins the next', async () => {
    await apply(manager, (await check([headings, 'V-1;;NUT;;2;;;2026-01-01;'])).id)
    const [old] = await rows()
    const next = 'V-1;;NUT;;3;;;2027-01-01;'
    expect((await check([headings, next])).counts).toMatchObject({ error_rows: 1 })
    await apply(manager, (await check([headings, 'V-1;;NUT;;;;;2026-01-01;2026-12-31', next])).id)
    expect(await rows()).toMatchObject([
      { id: old!.id, price: '2.0000', until: '2026-12-31', version: 3 },
      { price: '3.0000', until: null },
    ])
  })

  it('moves a price that is named by its ID, and no price of another supplier', async () => {
    await apply(manager, (await check(three)).id)
    const [, first] = await rows()
    const moved = `${first!.id};2026-02-01`
    await apply(manager, (await check(['ID;Valid from', moved])).id)
    expect((await rows())[1]).toMatchObject({ id: first!.id, from: '2026-02-01', until: '2026-12-31' })
    const wrong = await check(['ID;Supplier no.;Price', `${first!.id};V-2;9`, `${crypto.randomUUID()};V-1;9`])
    const { items } = await listImportErrors.execute(manager, { id: wrong.id })
    expect(items).toMatchObject([
      { column: 'Supplier no.', expected: '"V-1", which has this ID' },
      { column: 'ID', expected: 'the ID of a price of one of your suppliers, or nothing' },
    ])
    const stranger = await contextOf(await createTenant(0), 'admin')
    expect((await check(['ID;Price', `${first!.id};9`], stranger)).counts).toMatchObject({ error_rows: 1 })
  })

  it('keeps the lead time of the supplier where a row repeats it, and stores another one', async () => {
    await apply(manager, (await check(three)).id)
    const [, first] = await rows()
    const given = (days: number) => ['ID;Lead time', `${first!.id};${days}`]
    expect((await check(given(10))).counts).toMatchObject({ unchanged: 1 })
    await apply(manager, (await check(given(12))).id)
    expect((await rows())[1]).toMatchObject({ lead_time_days: 12 })
  })

  it('is undone over all its batches: old values come again, and what it added is deleted', async () => {
    await apply(manager, (await check(three)).id)
    const before = await rows()
    const days = Array.from({ length: 1_500 }, (_, index) =>
      new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10),
    )
    const many = days.map((day) => `V-1;;NUT;;1;;;${day};${day}`)
    const { id } = await apply(
      manager,
      (await check([...three, ...many].map((line) => line.replace('2,5', '7')))).id,
    )
    expect(await rows()).toHaveLength(1_503)
    expect((await rows())[0]).toMatchObject({ version: 3 })
    expect(await undo(admin, id)).toMatchObject({ status: 'undone' })
    expect(await rows()).toEqual(before.map((row) => ({ ...row, version: 4 })))
  })

  it('is not undone where the price list has changed since, and the rows are named', async () => {
    const { id } = await apply(manager, (await check(three)).id)
    const items = [{ product_id: nut, price: '9', valid_from: '2030-01-01' }]
    await replaceItems.execute(admin, { id: steel, items })
    expect(await undo(admin, id)).toMatchObject({ status: 'applied', problem: expect.any(String) })
    const errors = await listImportErrors.execute(admin, { id })
    expect(errors.items[0]).toMatchObject({ row: 2, expected: 'a supplier unchanged since the import' })
    expect(await rows()).toMatchObject([{ price: '9.0000' }])
  })

  it('does not set back what was changed after the file was made', async () => {
    await apply(manager, (await check(three)).id)
    const old = 'V-1;NUT;9;2026-01-01;2020-01-01T00:00:00Z'
    const checked = await check(['Supplier no.;SKU;Price;Valid from;Updated', old])
    expect(checked.counts).toMatchObject({ error_rows: 1 })
  })
})
