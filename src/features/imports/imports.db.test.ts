import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { adjustItem } from '#src/features/inventory/commands/adjust.ts'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import { reserveItem } from '#src/features/inventory/commands/reserve.ts'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import { listItems } from '#src/features/inventory/queries/list-items.ts'
import { listMovements } from '#src/features/inventory/queries/list-movements.ts'
import type { Context } from '#src/lib/context.ts'
import { apply, undo, upload, uploadAndCheck, work } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { applyImport } from './commands/apply.ts'
import { cancelImport } from './commands/cancel.ts'
import { undoImport } from './commands/undo.ts'
import { getImport } from './queries/get.ts'
import { listImports } from './queries/list.ts'
import { listImportErrors } from './queries/list-errors.ts'
import { resumeImports } from './runs/sweeps.ts'

let manager: Context
let admin: Context

beforeEach(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  await createLocation.execute(admin, { code: 'W1', name: 'Main hall' })
  await createLocation.execute(admin, { code: 'W2', name: 'Shop' })
})

const headings = 'SKU,Product,Unit cost,Price,Currency,Warehouse,On hand,Reorder point,Bin'
const twoScrews = `${headings}\r\nS-1,Screw,2,3.5,EUR,Main hall,40,10,A1\r\nS-1,,,,,W2,5,,\r\nS-2,Bolt,1,2,EUR,W1,7,,B2\r\n`

const items = async () => (await listItems.execute(manager, {})).items
const levels = async () =>
  (await items()).map(({ sku, name, levels: all }) => [sku, name, ...all.map(({ onHand }) => onHand)])
const errorsOf = async (id: string) => (await listImportErrors.execute(manager, { id })).items

describe('a file of items', () => {
  it('changes nothing when it is checked, and then says what it would change', async () => {
    const checked = await uploadAndCheck(manager, twoScrews)
    expect(checked).toMatchObject({
      status: 'checked',
      dialect: { format: 'csv', encoding: 'utf-8', delimiter: ',', header_row: 1 },
      counts: { rows: 3, created: 2, changed: 1, unchanged: 0, movements: 3, errors: 0 },
    })
    expect(await items()).toEqual([])
    expect(Object.keys(checked.links)).toEqual(['self', 'apply', 'cancel'])
  })

  it('adds items, sets what people decide of levels, and posts their stock', async () => {
    const { id } = await uploadAndCheck(manager, twoScrews)
    expect(await apply(manager, id)).toMatchObject({
      status: 'applied',
      counts: { created: 2, movements: 3 },
    })
    expect(await levels()).toEqual([
      ['S-1', 'Screw', 40, 5],
      ['S-2', 'Bolt', 7],
    ])
    const [screw] = await items()
    expect(screw).toMatchObject({ price: '3.5000', levels: [{ bin: 'A1', reorderPoint: 10 }, { bin: null }] })
    const { items: ledger } = await listMovements.execute(manager, { id: screw!.id })
    expect(ledger.map(({ kind, reference, reason }) => [kind, reference, reason])).toEqual(
      Array(2).fill(['opening', id, 'Import of stock.csv']),
    )
  })

  it('changes nothing the second time, also where numbers are written in another way', async () => {
    await apply(manager, (await uploadAndCheck(manager, twoScrews)).id)
    const again = await uploadAndCheck(manager, twoScrews.replace('3.5', '3.5000').replaceAll(',', ';'))
    expect(again.counts).toMatchObject({ created: 0, changed: 0, unchanged: 3, movements: 0, errors: 0 })
  })

  it('adjusts stock that is there to what the file says', async () => {
    await apply(manager, (await uploadAndCheck(manager, twoScrews)).id)
    const checked = await uploadAndCheck(manager, 'sku;location;stock\nS-1;shop;2\n')
    expect(checked.counts).toMatchObject({ changed: 1, movements: 1 })
    await apply(manager, checked.id)
    const [screw] = await items()
    const { items: ledger } = await listMovements.execute(manager, { id: screw!.id, limit: 1 })
    expect(ledger).toMatchObject([{ kind: 'adjustment', quantity: -3, balance_after: 2 }])
  })

  it('can apply its valid rows alone, and only when that is asked for', async () => {
    const checked = await uploadAndCheck(manager, `${twoScrews}S-3,Nut,1,2,EUR,Attic,7,,\r\n`)
    expect(checked).toMatchObject({
      status: 'checked',
      counts: { errors: 1, error_rows: 1 },
      has_error_file: true,
    })
    expect(await errorsOf(checked.id)).toEqual([
      {
        row: 5,
        column: 'Warehouse',
        value: 'Attic',
        expected: 'the code or name of a location: Main hall, Shop',
      },
    ])
    await expect(applyImport.execute(manager, { id: checked.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await apply(manager, checked.id, 'valid_rows')).toMatchObject({ status: 'applied' })
    expect((await levels()).map(([sku]) => sku)).toEqual(['S-1', 'S-2'])
  })

  it('comes back with a column that says what is wrong with each row', async () => {
    const { id } = await uploadAndCheck(manager, 'SKU,On hand\r\nS-1,many\r\n"S,2",\r\n')
    const [row] = await ownerRows<{ key: string }>(
      'select error_file_key as key from imports where id = $1',
      [id],
    )
    const file = await readFile(join(process.env.STORAGE_DIR!, 'files', row!.key), 'utf8')
    expect(file.split('\r\n')).toEqual([
      '\ufeffSKU,On hand,Errors',
      'S-1,many,"On hand: expected a whole number such as 12, at most 1,000,000,000"',
      '"S,2",,"Product: expected a value: no item has this SKU, so the row adds one"',
      '',
    ])
  })

  it('does not set stock back to what an old file says', async () => {
    await apply(manager, (await uploadAndCheck(manager, twoScrews)).id)
    const [row] = await ownerRows<{ id: string; at: string }>(
      `select id, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
       from inventory_items where tenant_id = $1 and on_hand = 7`,
      [manager.principal.tenantId],
    )
    const old = `ID,On hand,Updated\n${row!.id},7,2020-01-01T00:00:00Z\n`
    expect((await uploadAndCheck(manager, old)).counts).toMatchObject({ unchanged: 1, errors: 0 })
    const stale = await uploadAndCheck(manager, old.replace(',7,', ',8,'))
    expect(await errorsOf(stale.id)).toMatchObject([
      { row: 2, column: 'Updated', value: '2020-01-01T00:00:00Z' },
    ])
    const fresh = await uploadAndCheck(manager, `ID,On hand,Updated\n${row!.id},8,${row!.at}\n`)
    expect(fresh.counts).toMatchObject({ changed: 1, errors: 0 })
  })

  it('takes no piece that is reserved', async () => {
    await apply(manager, (await uploadAndCheck(manager, twoScrews)).id)
    const [, bolt] = await items()
    await reserveItem.execute(manager, { id: bolt!.id, quantity: 4 })
    const checked = await uploadAndCheck(manager, 'SKU,Warehouse,On hand\nS-2,W1,3\n')
    expect(await errorsOf(checked.id)).toMatchObject([
      { column: 'On hand', expected: 'at least 4, which are reserved' },
    ])
  })
})

describe('an undo', () => {
  it('takes back items, settings and stock, and leaves the ledger whole', async () => {
    await apply(manager, (await uploadAndCheck(manager, twoScrews)).id)
    const second = 'SKU,Product,Warehouse,On hand,Bin\nS-1,Big screw,W1,50,C9\nS-2,,W2,3,\n'
    const { id } = await uploadAndCheck(manager, second)
    await apply(manager, id)
    expect(await undo(admin, id)).toMatchObject({ status: 'undone' })
    expect(await levels()).toEqual([
      ['S-1', 'Screw', 40, 5],
      ['S-2', 'Bolt', 7, 0],
    ])
    const [screw] = await items()
    expect(screw!.levels[0]).toMatchObject({ bin: 'A1', seq: 3 })
  })

  it('archives what was added, and the same file brings it back', async () => {
    const { id } = await uploadAndCheck(manager, twoScrews)
    await apply(manager, id)
    await undo(admin, id)
    expect(await items()).toEqual([])
    const again = await uploadAndCheck(manager, twoScrews)
    expect(await apply(manager, again.id)).toMatchObject({
      status: 'applied',
      counts: { created: 0, changed: 3 },
    })
    expect(await levels()).toEqual([
      ['S-1', 'Screw', 40, 5],
      ['S-2', 'Bolt', 7],
    ])
  })

  it('archives nothing that has got stock elsewhere since', async () => {
    const { id } = await uploadAndCheck(manager, twoScrews)
    await apply(manager, id)
    const [, bolt] = await items()
    const elsewhere = await ownerRows<{ id: string }>(
      `select id from locations where tenant_id = $1 and id <> $2 order by code limit 1`,
      [manager.principal.tenantId, bolt!.levels[0]!.locationId],
    )
    const at = { id: bolt!.id, location_id: elsewhere[0]!.id }
    await adjustItem.execute(manager, { ...at, quantity: 5, reason: 'Found', unit_cost: '1' })
    expect(await undo(admin, id)).toMatchObject({ status: 'applied' })
    expect(await errorsOf(id)).toMatchObject([{ row: 4 }])
    expect(await getItem.execute(manager, { id: bolt!.id })).toMatchObject({
      onHand: 12,
      lifecycle: 'active',
    })
  })

  it('is refused whole when a touched row has changed since, and after a day', async () => {
    const { id } = await uploadAndCheck(manager, twoScrews)
    await apply(manager, id)
    const [, bolt] = await items()
    const at = { id: bolt!.id, location_id: bolt!.levels[0]!.locationId }
    await adjustItem.execute(manager, { ...at, quantity: 1, reason: 'Found' })
    expect(await undo(admin, id)).toMatchObject({
      status: 'applied',
      problem: 'Nothing was undone: what 1 of the rows changed has been changed again since.',
    })
    expect(await errorsOf(id)).toMatchObject([{ row: 4 }])
    expect((await getItem.execute(manager, { id: bolt!.id })).onHand).toBe(8)
    await ownerRows(`update imports set applied_at = now() - interval '25 hours' where id = $1`, [id])
    await expect(undoImport.execute(admin, { id })).rejects.toMatchObject({ code: 'gone' })
    await expect(undoImport.execute(manager, { id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the steps of an import', () => {
  it('follow each other: what is not the next one is refused with those that are', async () => {
    const { id } = await upload(manager, twoScrews)
    await expect(applyImport.execute(manager, { id })).rejects.toMatchObject({
      code: 'illegal_transition',
      details: { facts: { state: 'uploaded', legal: ['cancel'] } },
    })
    expect(await cancelImport.execute(manager, { id })).toMatchObject({ status: 'cancelled', links: {} })
    await work(manager, id)
    expect(await getImport.execute(manager, { id })).toMatchObject({ status: 'cancelled', counts: null })
    await expect(cancelImport.execute(manager, { id })).rejects.toMatchObject({ code: 'illegal_transition' })
    expect((await listImports.execute(manager, {})).pagination.total).toBe(1)
  })

  it('begin again where a worker was lost, three times at most', async () => {
    const { id } = await uploadAndCheck(manager, twoScrews)
    await applyImport.execute(manager, { id })
    const lose = `update imports set worker_id = gen_random_uuid(), heartbeat_at = now() where id = $1`
    await ownerRows(lose, [id])
    await work(manager, id)
    expect(await items()).toEqual([])
    expect(await resumeImports()).toBe(1)
    await work(manager, id)
    expect(await getImport.execute(manager, { id })).toMatchObject({ status: 'applied' })
    const other = await upload(manager, twoScrews)
    await ownerRows(`update imports set status = 'checking', failures = 2 where id = $1`, [other.id])
    await ownerRows(lose, [other.id])
    await resumeImports()
    expect(await getImport.execute(manager, { id: other.id })).toMatchObject({ status: 'failed' })
  })

  it('are hidden from other companies', async () => {
    const { id } = await upload(manager, twoScrews)
    const stranger = await contextOf(await createTenant(0), 'admin')
    for (const operation of [getImport, cancelImport, applyImport, listImportErrors, undoImport])
      await expect(operation.execute(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
  })
})
