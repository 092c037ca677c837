import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { changeSupplier } from '../commands/change.ts'
import { createSupplier } from '../commands/create.ts'
import { replaceItems } from '../commands/replace-items.ts'
import { discoverSuppliers } from '../queries/discover.ts'
import { listItems } from '../queries/list-items.ts'
import { getMetrics } from '../queries/metrics.ts'

let admin: Context
let stranger: Context
let product: string
let foreign: string

beforeAll(async () => {
  admin = await contextOf(await createTenant(0), 'admin')
  stranger = await contextOf(await createTenant(0), 'admin')
  product = await addProduct(admin, 'SKU-1', 'Copy paper')
  foreign = await addProduct(stranger, 'SKU-1', 'Copy paper')
})

async function addProduct({ principal }: Context, sku: string, name: string): Promise<string> {
  const [row] = await ownerRows<{ id: string }>(
    `insert into products (tenant_id, sku, name, category, unit_price, unit_cost)
     values ($1, $2, $3, 'Office', 10, 5) returning id`,
    [principal.tenantId, sku, name],
  )
  return row!.id
}

let number = 0

async function supplier(given: object = {}): Promise<string> {
  number += 1
  const { id } = await createSupplier.execute(admin, {
    ...{ supplier_no: `P-${number}`, name: `Supplier ${number}`, currency: 'EUR', lead_time_days: 10 },
    ...given,
  })
  await changeSupplier.execute(admin, { id, status: 'active' })
  return id
}

const price = (valid_from: string, valid_until: string | null = null, changes: object = {}) => ({
  ...{ product_id: product, price: '2.5', valid_from, valid_until },
  ...changes,
})

describe('a price list', () => {
  it('keeps what is named by id, adds what is new and deletes the rest', async () => {
    const id = await supplier()
    const first = await replaceItems.execute(admin, {
      id,
      items: [price('2020-01-01', '2020-12-31'), price('2021-01-01', null, { price: 3, pack_size: 6 })],
    })
    expect(first.items).toMatchObject([
      { price: '2.5000', currency: 'EUR', sku: 'SKU-1', validity: 'past', pack_size: 1 },
      { price: '3.0000', validity: 'current', pack_size: 6 },
    ])
    const kept = first.items[1]!
    const second = await replaceItems.execute(admin, {
      id,
      items: [
        price('2021-01-01', '2999-12-31', { id: kept.id, price: '3.0001' }),
        price('3000-01-01', null, { currency: 'USD' }),
      ],
    })
    expect(second.items).toMatchObject([
      { id: kept.id, price: '3.0001', pack_size: 1 },
      { validity: 'future', currency: 'USD' },
    ])
    expect(second.version).toBe(first.version + 1)
    expect((await listItems.execute(admin, { id })).items).toEqual(second.items)
  })

  it('may shift two prices past each other in one go', async () => {
    const id = await supplier()
    const { items } = await replaceItems.execute(admin, {
      id,
      items: [price('2020-01-01', '2020-12-31'), price('2021-01-01', '2021-12-31')],
    })
    const swapped = await replaceItems.execute(admin, {
      id,
      items: [
        price('2021-01-01', '2021-12-31', { id: items[0]!.id }),
        price('2020-01-01', '2020-12-31', { id: items[1]!.id }),
      ],
    })
    expect(swapped.items.map((item) => item.id)).toEqual([items[1]!.id, items[0]!.id])
  })

  it('refuses prices of an item that hold on the same day, naming both', async () => {
    const id = await supplier()
    const items = [price('2021-01-01'), price('2020-01-01', '2021-01-01')]
    const error = await replaceItems.execute(admin, { id, items }).catch((thrown) => thrown)
    expect(error.details.errors).toMatchObject([
      { path: 'items.0.valid_from', message: expect.stringContaining('overlaps with items.1') },
    ])
    expect((await listItems.execute(admin, { id })).items).toEqual([])
  })

  it('refuses what means nothing here, naming every place', async () => {
    const id = await supplier()
    const other = await supplier()
    const { items } = await replaceItems.execute(admin, { id: other, items: [price('2020-01-01')] })
    const error = await replaceItems
      .execute(admin, {
        id,
        items: [
          price('2020-01-01', null, { product_id: foreign }),
          price('2020-01-01', null, { id: items[0]!.id }),
        ],
      })
      .catch((thrown) => thrown)
    expect(error.details.errors.map(({ path }: { path: string }) => path)).toEqual([
      'items.0.product_id',
      'items.1.id',
    ])
    for (const wrong of [
      { price: '-1' },
      { price: '1.00001' },
      { pack_size: 0 },
      { valid_until: '2019-12-31' },
    ]) {
      const answer = replaceItems.execute(admin, { id, items: [price('2020-01-01', null, wrong)] })
      await expect(answer, JSON.stringify(wrong)).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })

  it('of two lists written at once from the same version keeps one whole', async () => {
    const id = await supplier()
    const write = (day: string) =>
      replaceItems.execute({ ...admin, ifMatch: '"2"' }, { id, items: [price(day)] }).then(
        () => 'done',
        (error) => error.code,
      )
    expect((await Promise.all([write('2020-01-01'), write('2020-06-01')])).sort()).toEqual([
      'done',
      'precondition_failed',
    ])
    expect((await listItems.execute(admin, { id })).items).toHaveLength(1)
  })

  it('cannot overlap whoever writes it: of two transactions the second fails at its commit', async () => {
    const id = await supplier()
    const insert = `insert into supplier_items (tenant_id, supplier_id, product_id, price, currency, valid_from)
      values ($1, $2, $3, 1, 'EUR', $4)`
    const values = (day: string) => [admin.principal.tenantId, id, product, day]
    await asOwner((one) =>
      asOwner(async (other) => {
        await one.query('begin')
        await other.query('begin')
        await one.query(insert, values('2020-01-01'))
        await other.query(insert, values('2021-01-01'))
        await one.query('commit')
        await expect(other.query('commit')).rejects.toMatchObject({ constraint: 'supplier_items_no_overlap' })
      }),
    )
  })
})

describe('finding a supplier for an item', () => {
  it('ranks the active suppliers with a price today, each figure with the rows behind it', async () => {
    const own = await addProduct(admin, 'SKU-9', 'Staples')
    const offer = (value: string, changes: object = {}) => ({
      ...{ product_id: own, price: value, valid_from: '2020-01-01' },
      ...changes,
    })
    const cheap = await supplier({ rating: 4, tier: 'approved' })
    const dear = await supplier({ rating: 4, tier: 'approved' })
    const suspended = await supplier()
    const past = await supplier()
    const stored = await replaceItems.execute(admin, {
      id: cheap,
      items: [offer('1.1', { pack_size: 12, minimum_quantity: 30 })],
    })
    await replaceItems.execute(admin, { id: dear, items: [offer('9')] })
    await replaceItems.execute(admin, { id: suspended, items: [offer('0.5')] })
    await changeSupplier.execute(admin, { id: suspended, status: 'suspended' })
    await replaceItems.execute(admin, { id: past, items: [offer('0.5', { valid_until: '2020-12-31' })] })
    const { candidates } = await discoverSuppliers.execute(admin, { item_id: own, quantity: 25 })
    expect(candidates.map((one) => one.supplier.id)).toEqual([cheap, dear])
    expect(candidates[0]).toMatchObject({
      rank: 1,
      offer: { order_quantity: 36, total: '39.6000', price: '1.1000' },
      figures: {
        price: { value: '39.6000', score: 1, evidence: [{ type: 'supplier_item', id: stored.items[0]!.id }] },
        lead_time: { value: 10 },
        rating: { value: 4, evidence: [{ type: 'supplier', id: cheap }] },
        lateness: { value: null, score: null, note: 'No deliveries are recorded yet.' },
      },
    })
    const again = await discoverSuppliers.execute(admin, { need: 'STAPLES office', quantity: 1 })
    // Of one piece, the minimum of the cheap one costs more than the dear piece.
    expect(again.candidates.map((one) => one.supplier.id)).toEqual([dear, cheap])
  })

  it('offers a supplier that fits the need in words and has no price', async () => {
    const id = await supplier({ name: 'Gravel and sand' })
    const { candidates } = await discoverSuppliers.execute(admin, { need: 'gravel', quantity: 5 })
    expect(candidates).toMatchObject([
      {
        supplier: { id },
        offer: null,
        figures: { price: { value: null, note: 'No price for this is recorded.' } },
      },
    ])
  })

  it('refuses what it cannot answer', async () => {
    const wrong = [
      { quantity: 1 },
      { item_id: product, need: 'paper', quantity: 1 },
      { item_id: foreign, quantity: 1 },
      { item_id: product, quantity: 0 },
      { item_id: product, quantity: 1, by: '2020-01-01' },
      { item_id: product, quantity: 1, weights: { price: 0 } },
    ]
    for (const input of wrong)
      await expect(discoverSuppliers.execute(admin, input), JSON.stringify(input)).rejects.toMatchObject({
        code: 'invalid_request',
      })
  })
})

it('metrics count what a recount in SQL counts', async () => {
  const context = await contextOf(await createTenant(60), 'admin')
  const { tenantId } = context.principal
  const count = async (text: string) =>
    Number((await ownerRows<{ count: string }>(text, [tenantId]))[0]!.count)
  const metrics = await getMetrics.execute(context, {})
  expect(metrics.suppliers).toBe(60)
  for (const { value, suppliers } of metrics.by_status) {
    expect(suppliers).toBe(
      await count(`select count(*) from suppliers where tenant_id = $1 and status = '${value}'`),
    )
  }
  for (const group of [metrics.by_status, metrics.by_tier, metrics.by_country, metrics.by_category])
    expect(group.reduce((sum, { suppliers }) => sum + suppliers, 0)).toBe(60)
  expect(metrics.items.covered).toBe(
    await count(`select count(distinct p.id) from products p
      join supplier_items i on i.product_id = p.id join suppliers s on s.id = i.supplier_id
      where p.tenant_id = $1 and p.status = 'active' and s.status = 'active' and i.valid_until is null`),
  )
  expect(metrics.items.covered).toBeGreaterThan(0)
  expect(metrics.items.single_source).toBeLessThanOrEqual(metrics.items.covered)
  const empty = await getMetrics.execute(stranger, {})
  expect(empty).toMatchObject({ suppliers: 0, by_status: [], rating: { average: null, rated: 0 } })
})
