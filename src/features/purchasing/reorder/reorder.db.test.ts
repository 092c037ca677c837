import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import { adjustItem } from '#src/features/inventory/commands/adjust.ts'
import { createItem } from '#src/features/inventory/commands/create-item.ts'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import { createSupplier } from '#src/features/suppliers/commands/create.ts'
import { replaceItems } from '#src/features/suppliers/commands/replace-items.ts'
import { addSales, askForecast, carryOut } from '../../../../tests/support/forecasts.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { buyingCompany, type Company, deliver, errorOf } from '../../../../tests/support/purchasing.ts'
import { approveOrder, cancelOrder, sendOrder, submitOrder } from '../commands/move-order.ts'
import { orderSuggestions } from '../commands/order-suggestions.ts'
import { getPurchaseOrder } from '../queries/get-order.ts'
import { getRunOuts } from '../queries/get-run-outs.ts'
import { listReorder } from '../queries/list-reorder.ts'
import { dueOutlooks, refreshAll } from './sweeps.ts'

let company: Company

beforeAll(async () => {
  company = await buyingCompany()
})

const dayMs = 86_400_000
const today = () => new Date().toISOString().slice(0, 10)
const dayIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

/** An item of which so many pieces left in each of the last 13 weeks, and so many are left. */
async function issuedItem(sku: string, weekly: number, left: number, given: object = {}): Promise<string> {
  const { admin, locationId } = company
  const cost = { unitCost: '2', price: '3', currency: 'EUR' }
  const levels = [{ locationId, ...given }]
  const { id } = await createItem.execute(admin, { sku, name: `Item ${sku}`, ...cost, levels })
  const move = (kind: 'receipt' | 'issue', quantity: number, occurred_at?: string) =>
    adjustItem.execute(admin, { id, location_id: locationId, kind, quantity, reason: 'Test', occurred_at })
  if (weekly * 13 + left > 0) await move('receipt', weekly * 13 + left)
  for (let week = 0; week < 13 && weekly > 0; week += 1)
    await move('issue', -weekly, new Date(Date.now() - (week * 7 + 1) * dayMs).toISOString())
  return id
}

async function priced(supplierNo: string, offers: object[], given: object = {}): Promise<string> {
  const supplier = await createSupplier.execute(company.admin, {
    ...{ supplier_no: supplierNo, name: `Supplier ${supplierNo}`, currency: 'EUR', lead_time_days: 7 },
    ...given,
  })
  await changeSupplier.execute(company.admin, { id: supplier.id, status: 'active' })
  const items = offers.map((offer) => ({ valid_from: '2020-01-01', price: '1', ...offer }))
  await replaceItems.execute(company.admin, { id: supplier.id, items: items as never })
  return supplier.id
}

const refresh = () => refreshAll({ tenantId: company.admin.principal.tenantId, today: today() })
const suggested = async (q: string) => (await listReorder.execute(company.manager, { q })).items

describe('suggestions', () => {
  it('come from past issues, say when the item runs out and rank who could deliver it', async () => {
    const item = await issuedItem('MOVING', 14, 10)
    const slow = await priced('V-SLOW', [{ product_id: item, price: '1.9', lead_time_days: 60 }])
    const fast = await priced('V-FAST', [
      { product_id: item, price: '2', pack_size: 25, supplier_sku: 'F-1' },
    ])
    await refresh()
    const [found] = await suggested('moving')
    expect(found).toMatchObject({
      ...{ item_id: item, method: 'moving_average', run_id: null, available: 10, on_order: 0, planned: 0 },
      // Two a day: the tenth piece leaves on the fifth day, and a week takes 14 of the 10.
      ...{ run_out_on: dayIn(4), lead_time_days: 7, demand: { p50: 14, p90: 14 }, quantity: 2 * 37 - 10 },
    })
    expect(found!.suppliers.map(({ supplier }) => supplier.id)).toEqual([fast, slow])
    expect(found!.suppliers[0]!.offer).toMatchObject({ order_quantity: 75, total: '150.0000' })
    expect(found!.suppliers[0]!.figures.price.evidence).toHaveLength(2)
    const { rows } = await listRows.execute(company.manager, {
      key: 'reorder_suggestions',
      filters: JSON.stringify({ sku: 'MOVING' }),
      columns: 'quantity,supplier_no,run_out_on',
    })
    expect(rows).toMatchObject([{ key: found!.id, values: { quantity: 64, supplier_no: 'V-FAST' } }])
    expect(await getRunOuts.execute(company.manager, {})).toMatchObject({
      items: [{ item_id: item, run_out_on: dayIn(4) }],
    })
  })

  it('come from the reorder point where nothing ever left, and leave out what is in quarantine', async () => {
    const item = await issuedItem('STILL', 0, 5, { reorderPoint: 5, reorderQuantity: 20 })
    const { admin, quarantineId } = company
    await adjustItem.execute(admin, { id: item, location_id: quarantineId, quantity: 50, reason: 'Torn' })
    await refresh()
    expect(await suggested('still')).toMatchObject([
      { method: 'reorder_point', available: 5, demand: null, run_out_on: null, quantity: 20, suppliers: [] },
    ])
    expect((await suggested('still'))[0]).toMatchObject({ lead_time_days: 14, lead_time_from: 'assumed' })
  })

  it('are worked out for every company once an hour', async () => {
    const other = (await buyingCompany()).admin.principal.tenantId
    const passed = async () =>
      (
        await ownerRows<{ finished_at: Date }>(
          'select finished_at from outlook_passes where tenant_id = $1',
          [other],
        )
      )[0]?.finished_at
    const pass = () => dueOutlooks.run({ id: crypto.randomUUID(), name: 'test' })
    while (!(await passed())) await pass()
    const first = await passed()
    await pass()
    expect(await passed()).toEqual(first)
    const count = 'select count(*)::integer as count from item_outlooks where tenant_id = $1'
    expect(await ownerRows(count, [other])).toEqual([{ count: 1 }])
    const old = `update outlook_passes set finished_at = now() - interval '61 minutes' where tenant_id = $1`
    await ownerRows(old, [other])
    await pass()
    expect((await passed())!.getTime()).toBeGreaterThan(first!.getTime())
  })

  it('come from the latest forecast where there is one', async () => {
    const tenant = await createTenant(8)
    await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
    const [first] = await ownerRows<{ day: string }>(
      `select (date_trunc('month', current_date) - interval '24 months')::date::text as day`,
    )
    const [item] = await addSales(tenant.id, first!.day, [
      Array.from({ length: 24 }, (_, month) => 20_000 + month),
    ])
    const admin = await contextOf(tenant, 'admin')
    const run = await askForecast(admin, { as_of: undefined, horizon: 6 })
    await carryOut(admin, run.id)
    await refreshAll({ tenantId: admin.principal.tenantId, today: today() })
    const { items } = await listReorder.execute(admin, { method: 'forecast' })
    const found = items.find(({ item_id }) => item_id === item)!
    expect(found).toMatchObject({ run_id: run.id })
    expect(found.demand!.p50 / found.lead_time_days).toBeGreaterThan(500)
    expect(found.demand!.p90).toBeGreaterThanOrEqual(found.demand!.p50)
  })
})

describe('ordering suggestions', () => {
  it('drafts one order for each supplier and currency, and says what was left out and why', async () => {
    const [one, two, three, four, five] = await Promise.all(
      ['O-1', 'O-2', 'O-3', 'O-4', 'O-5'].map((sku) =>
        issuedItem(sku, sku === 'O-5' ? 0 : 7, sku === 'O-5' ? 9 : 1),
      ),
    )
    const euro = await priced('V-EUR', [{ product_id: one }, { product_id: two, supplier_sku: 'E-2' }])
    const dollar = await priced('V-USD', [{ product_id: three, currency: 'USD', price: '3' }])
    await refresh()
    const lines = [one, two, three, four, five].map((item_id) => ({ item_id: item_id! }))
    const asked = lines.map((line, index) => (index === 0 ? { ...line, quantity: 40 } : line))
    const { orders, left_out } = await orderSuggestions.execute(company.manager, { lines: asked })
    expect(orders).toMatchObject([
      {
        ...{ supplier_id: euro, currency: 'EUR', status: 'draft', location_name: 'Warehouse' },
        lines: [
          { item_id: one, quantity: 40, due_on: dayIn(7) },
          { item_id: two, quantity: 36, supplier_sku: 'E-2' },
        ],
      },
      { supplier_id: dollar, currency: 'USD', lines: [{ item_id: three, price: '3.0000' }] },
    ])
    expect(left_out).toMatchObject([
      { item_id: four, sku: 'O-4', reason: 'no_supplier' },
      { item_id: five, sku: 'O-5', reason: 'not_needed' },
    ])
    expect(await suggested('O-1')).toEqual([])
    const again = await orderSuggestions.execute(company.manager, { lines: asked.slice(0, 3) })
    expect(again.orders).toEqual([])
    expect(again.left_out.map(({ reason }) => reason)).toEqual(['not_needed', 'not_needed', 'not_needed'])
  })

  it('counts an order while it is drafted, sent and received, and no more once it is cancelled', async () => {
    const item = await issuedItem('TRACE', 7, 1)
    await priced('V-TRACE', [{ product_id: item }])
    await refresh()
    const order = async () =>
      (await orderSuggestions.execute(company.manager, { lines: [{ item_id: item }] })).orders
    const stored = async () =>
      (
        await ownerRows(
          'select available, on_order, planned, quantity from item_outlooks where product_id = $1',
          [item],
        )
      )[0]
    const [draft] = await order()
    expect(await stored()).toEqual({ available: 1, on_order: 0, planned: 36, quantity: 0 })
    await cancelOrder.execute(company.manager, { id: draft!.id, reason: 'Test' })
    expect(await stored()).toEqual({ available: 1, on_order: 0, planned: 0, quantity: 36 })
    const [second] = await order()
    await submitOrder.execute(company.manager, { id: second!.id })
    await approveOrder.execute(company.admin, { id: second!.id })
    expect(await order()).toEqual([])
    const sent = await sendOrder.execute(company.manager, { id: second!.id })
    expect(await stored()).toEqual({ available: 1, on_order: 36, planned: 0, quantity: 0 })
    await deliver(company.manager, sent, { quantity: 30 })
    await refresh()
    expect(await stored()).toEqual({ available: 31, on_order: 6, planned: 0, quantity: 0 })
    expect((await getPurchaseOrder.execute(company.manager, { id: sent.id })).status).toBe(
      'partially_received',
    )
  })

  it('of ten requests for the same item at once drafts one order', async () => {
    const item = await issuedItem('RACE', 7, 1)
    await priced('V-RACE', [{ product_id: item }])
    await refresh()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        orderSuggestions.execute(company.manager, { lines: [{ item_id: item }] }),
      ),
    )
    expect(answers.flatMap(({ orders }) => orders)).toHaveLength(1)
    expect(answers.flatMap(({ left_out }) => left_out.map(({ reason }) => reason))).toEqual(
      Array(9).fill('not_needed'),
    )
  })

  it('refuses items and locations that are none of the company’s, naming each', async () => {
    const stranger = await buyingCompany()
    const lines = [{ item_id: company.itemId }, { item_id: stranger.itemId }]
    const wrongItem = await errorOf(orderSuggestions.execute(company.manager, { lines }))
    expect(wrongItem.details.errors).toMatchObject([{ path: 'lines.1.item_id' }])
    const item = await issuedItem('PLACE', 7, 1)
    await priced('V-PLACE', [{ product_id: item }])
    const wrongPlace = await errorOf(
      orderSuggestions.execute(company.manager, {
        location_id: stranger.locationId,
        lines: [{ item_id: item }],
      }),
    )
    expect(wrongPlace.details.errors).toMatchObject([{ path: 'location_id' }])
    for (const input of [
      { lines: [] },
      { lines: [{ item_id: item, quantity: 0 }] },
      { lines: [lines[0]!, lines[0]!] },
    ])
      expect((await errorOf(orderSuggestions.execute(company.manager, input))).code).toBe('invalid_request')
  })
})
