import { beforeEach, describe, expect, it } from 'vitest'
import { reverseMovement } from '#src/features/inventory/commands/reverse.ts'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import { ownerRows } from '../../../../tests/support/owner.ts'
import {
  buyingCompany,
  type Company,
  deliver,
  errorOf,
  sentOrder,
} from '../../../../tests/support/purchasing.ts'
import { getPurchaseOrder } from '../queries/get-order.ts'
import { createDelivery } from './create-delivery.ts'
import { closeOrder } from './move-order.ts'
import { reverseDelivery } from './reverse-delivery.ts'
import { updatePurchasingSettings } from './update-settings.ts'

let company: Company

beforeEach(async () => {
  company = await buyingCompany()
})

const reject = (quantity: number, rejected: number) => ({ quantity, rejected, rejection_reason: 'Bent' })
const orderOf = (id: string) => getPurchaseOrder.execute(company.admin, { id })

async function onHand(): Promise<Record<string, number>> {
  const { levels } = await getItem.execute(company.admin, { id: company.itemId })
  return Object.fromEntries(levels.map((level) => [level.locationCode, level.onHand]))
}

function movements() {
  return ownerRows(
    `select kind, quantity, unit_cost, reference, delivery_id from stock_movements where product_id = $1 order by posted_at, id`,
    [company.itemId],
  )
}

describe('a delivery', () => {
  it('brings its lines, its stock and the state of its order together', async () => {
    const order = await sentOrder(company, 10)
    const first = await deliver(company.manager, order, reject(6, 2), { reference: 'LS-1' })
    expect(first).toMatchObject({
      delivery_no: 'DN-00001',
      order_status: 'partially_received',
      status: 'posted',
    })
    expect(first.lines).toMatchObject([{ quantity: 6, accepted: 4, rejected: 2, rejection_reason: 'Bent' }])
    expect(await onHand()).toEqual({ Q: 2, W: 4 })
    const rest = await deliver(company.manager, order, { quantity: 6 }, { reference: 'LS-2' })
    expect(rest.order_status).toBe('received')
    expect((await orderOf(order.id)).lines).toMatchObject([{ received: 10, rejected: 2, open: 0 }])
    const posted = { kind: 'receipt', reference: 'DN-00001', delivery_id: first.id }
    expect((await movements()).slice(0, 2)).toMatchObject([
      { ...posted, quantity: 4, unit_cost: '2.5000' },
      { ...posted, quantity: 2, unit_cost: null },
    ])
  })

  it('is posted whole or not at all', async () => {
    const order = await sentOrder(company, 10)
    await ownerRows(`delete from locations where id = $1`, [company.quarantineId])
    const before = await orderOf(order.id)
    expect((await errorOf(deliver(company.manager, order, reject(5, 1)))).code).toBe('conflict')
    const over = await errorOf(deliver(company.manager, order, { quantity: 11 }))
    expect(over.details).toMatchObject({ errors: [{ code: 'over_delivery' }], facts: { room: 10 } })
    expect([await orderOf(order.id), await onHand(), await movements()]).toEqual([before, {}, []])
    expect((await deliver(company.manager, order, { quantity: 1 })).delivery_no).toBe('DN-00001')
  })

  it('of 25 at once within one tolerance: what fits is accepted, and not a piece more', async () => {
    await updatePurchasingSettings.execute(company.admin, { tolerance_percent: 10, version: 0 })
    const order = await sentOrder(company, [60, 1])
    const calls = Array.from({ length: 25 }, () => deliver(company.manager, order, { quantity: 6 }))
    const done = await Promise.allSettled(calls)
    // 60 and a tenth of it make eleven times six.
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(11)
    const line = (await orderOf(order.id)).lines[0]!
    expect([line.received, await onHand(), (await movements()).length]).toEqual([66, { W: 66 }, 11])
    const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.details.facts] : []))
    expect(refused).toEqual(Array.from({ length: 14 }, () => ({ order_line_id: line.id, room: 0 })))
  })

  it('counts all earlier ones towards the tolerance', async () => {
    await updatePurchasingSettings.execute(company.admin, { tolerance_percent: 10, version: 0 })
    const order = await sentOrder(company, 20)
    await deliver(company.manager, order, { quantity: 19 })
    const over = await errorOf(deliver(company.manager, order, { quantity: 4 }))
    expect(over.details.facts).toMatchObject({ room: 3 })
    expect((await deliver(company.manager, order, reject(4, 1))).order_status).toBe('received')
  })

  it('with one key is posted once', async () => {
    const order = await sentOrder(company, 10)
    const input = { order_id: order.id, lines: [{ order_line_id: order.lines[0]!.id, quantity: 4 }] }
    const once = { key: 'k-1', route: 'POST /api/v1/deliveries', input }
    const both = await Promise.all([1, 2].map(() => createDelivery.execute(company.manager, input, once)))
    expect(both[1]).toEqual(both[0])
    expect(await onHand()).toEqual({ W: 4 })
  })

  it('is refused twice under one note number, in the future, and for lines of another order', async () => {
    const order = await sentOrder(company, 10)
    await deliver(company.manager, order, { quantity: 1 }, { reference: 'LS-1' })
    const other = await sentOrder(company, 10)
    const refused = [
      deliver(company.manager, order, { quantity: 1 }, { reference: 'LS-1' }),
      deliver(company.manager, order, { quantity: 1 }, { delivered_on: '2999-01-01' }),
      deliver(company.manager, { ...order, lines: other.lines }, { quantity: 1 }),
      deliver(company.manager, order, { quantity: 1, rejected: 1 }),
      deliver(company.manager, order, { quantity: 1 }, { quarantine_location_id: company.quarantineId }),
    ]
    const errors = await Promise.all(refused.map(errorOf))
    expect(errors.map(({ code, details }) => [code, details.errors?.[0]?.path])).toEqual([
      ['duplicate', 'reference'],
      ['invalid_request', 'delivered_on'],
      ['invalid_request', 'lines.0.order_line_id'],
      ['invalid_request', 'lines.0.rejection_reason'],
      ['invalid_request', 'quarantine_location_id'],
    ])
  })

  it('says nothing of the cost where the order is in another currency', async () => {
    await ownerRows(`update products set currency = 'USD' where id = $1`, [company.itemId])
    await deliver(company.manager, await sentOrder(company, 10), { quantity: 1 })
    expect(await movements()).toMatchObject([{ unit_cost: null }])
  })

  it('happened on its day, by the company’s clocks', async () => {
    const order = await sentOrder(company, 10)
    await deliver(company.manager, order, { quantity: 1 }, { delivered_on: '2026-01-09' })
    const [{ day } = { day: '' }] = await ownerRows<{ day: string }>(
      `select (occurred_at at time zone 'UTC')::date::text as day from stock_movements where product_id = $1`,
      [company.itemId],
    )
    expect(day).toBe('2026-01-09')
  })
})

describe('reversing a delivery', () => {
  it('posts the opposite, once, and its order waits again', async () => {
    const order = await sentOrder(company, 10)
    const { id } = await deliver(company.manager, order, reject(10, 3))
    const reverse = () => reverseDelivery.execute(company.manager, { id, reason: 'Not ours' })
    const done = await Promise.allSettled([reverse(), reverse(), reverse()])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await onHand()).toEqual({ Q: 0, W: 0 })
    expect(await orderOf(order.id)).toMatchObject({ status: 'sent', lines: [{ received: 0, rejected: 0 }] })
    expect((await movements()).map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['receipt', 7],
      ['receipt', 3],
      ['reversal', -7],
      ['reversal', -3],
    ])
  })

  it('is refused where the goods are gone or the order is closed, and movements alone are not reversed', async () => {
    const order = await sentOrder(company, 10)
    const { id } = await deliver(company.manager, order, { quantity: 10 })
    const [movement] = await ownerRows<{ id: string }>(
      'select id from stock_movements where delivery_id = $1',
      [id],
    )
    const alone = { id: company.itemId, movementId: movement!.id, reason: 'Wrong' }
    expect((await errorOf(reverseMovement.execute(company.manager, alone))).message).toContain(
      'reverse the delivery',
    )
    await ownerRows(
      `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind)
       values ($1, $2, $3, -1, 'issue')`,
      [company.admin.principal.tenantId, company.itemId, company.locationId],
    )
    const reverse = () => errorOf(reverseDelivery.execute(company.manager, { id, reason: 'Not ours' }))
    expect((await reverse()).code).toBe('insufficient_stock')
    await closeOrder.execute(company.manager, { id: order.id })
    expect((await reverse()).code).toBe('illegal_transition')
  })
})
