import { expect, it } from 'vitest'
import { changeOrder } from '#src/features/purchasing/commands/change-order.ts'
import {
  approveOrder,
  cancelOrder,
  closeOrder,
  sendOrder,
} from '#src/features/purchasing/commands/move-order.ts'
import { reverseDelivery } from '#src/features/purchasing/commands/reverse-delivery.ts'
import { getPurchaseOrder } from '#src/features/purchasing/queries/get-order.ts'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import { ownerRows } from '../../../../tests/support/owner.ts'
import { buyingCompany, type Company, deliver } from '../../../../tests/support/purchasing.ts'
import { differences, insertLimit, keyed } from '../../../../tests/support/spend.ts'
import { getTrade } from '../queries/get-trade.ts'
import { placeTrades } from '../upkeep/sweeps.ts'
import { cancelTrade } from './cancel-trade.ts'
import { createTrade } from './create-trade.ts'
import { settleTrade } from './settle-trade.ts'

async function company(): Promise<Company> {
  const built = await buyingCompany()
  await insertLimit(built.admin.principal.tenantId, { total_cap: 100_000 })
  return built
}

/** Ten pieces for 25.00 EUR. */
function ordered({ itemId, supplierId, locationId }: Company) {
  return {
    ...{ instrument: { kind: 'product', id: itemId }, supplier_id: supplierId, quantity: 10 },
    ...{ amount: 2_500, currency: 'EUR', adapter: 'purchase_order' as const },
    delivery: { location_id: locationId, due_on: '2026-12-24' },
  }
}

/** A trade whose order was placed. */
async function placed(built: Company) {
  const { trade_id } = await createTrade.execute(built.manager, ordered(built), keyed())
  expect(await placeTrades()).toBe(1)
  const trade = await getTrade.execute(built.admin, { id: trade_id! })
  return { id: trade_id!, orderId: trade.order_id! }
}

async function sent(built: Company) {
  const { id, orderId } = await placed(built)
  await approveOrder.execute(built.admin, { id: orderId })
  return { id, order: await sendOrder.execute(built.manager, { id: orderId }) }
}

async function money({ admin }: Company, id: string) {
  const { status, reserved, settled } = await getTrade.execute(admin, { id })
  expect(await differences(admin.principal.tenantId)).toEqual([])
  return { status, reserved, settled }
}

it('becomes one submitted order of the requester, which nothing but its trade can change', async () => {
  const built = await company()
  const { id, orderId } = await placed(built)
  const order = await getPurchaseOrder.execute(built.admin, { id: orderId })
  expect(order).toMatchObject({ status: 'submitted', trade_id: id, total: '25.00', currency: 'EUR' })
  expect(order.created_by.id).toBe(built.manager.principal.userId)
  expect(order.lines).toMatchObject([{ quantity: 10, price: '2.5000', due_on: '2026-12-24' }])
  expect(await getTrade.execute(built.admin, { id })).toMatchObject({
    ...{ status: 'placed', external_ref: order.order_no, reserved: 2_500 },
  })
  expect(await placeTrades()).toBe(0)
  await expect(changeOrder.execute(built.manager, { id: orderId, notes: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
  for (const byHand of [
    cancelTrade.execute(built.manager, { id, reason: 'x' }),
    settleTrade.execute(built.manager, { id, amount: 1 }),
  ])
    await expect(byHand).rejects.toMatchObject({ code: 'conflict' })
})

it('owes what is accepted, holds again what goes back, and is settled when all has come', async () => {
  const built = await company()
  const { id, order } = await sent(built)
  const first = await deliver(built.manager, order, {
    ...{ quantity: 4, rejected: 1, rejection_reason: 'broken' },
  })
  expect(await money(built, id)).toEqual({ status: 'placed', reserved: 1_750, settled: 750 })
  await reverseDelivery.execute(built.manager, { id: first.id, reason: 'wrong order' })
  expect(await money(built, id)).toEqual({ status: 'placed', reserved: 2_500, settled: 0 })
  const all = await deliver(built.manager, order, { quantity: 10 })
  expect(await money(built, id)).toEqual({ status: 'settled', reserved: 0, settled: 2_500 })
  await reverseDelivery.execute(built.manager, { id: all.id, reason: 'not ours' })
  expect(await money(built, id)).toEqual({ status: 'placed', reserved: 2_500, settled: 0 })
})

it('gives back what an order that was closed short or cancelled does not need', async () => {
  const built = await company()
  const short = await sent(built)
  await deliver(built.manager, short.order, { quantity: 6 })
  await closeOrder.execute(built.manager, { id: short.order.id, reason: 'sold out' })
  expect(await money(built, short.id)).toEqual({ status: 'settled', reserved: 0, settled: 1_500 })
  await ownerRows(`update trades set created_at = created_at - interval '2 days' where tenant_id = $1`, [
    built.admin.principal.tenantId,
  ])
  const { id, orderId } = await placed(built)
  await cancelOrder.execute(built.manager, { id: orderId, reason: 'too late' })
  expect(await money(built, id)).toEqual({ status: 'cancelled', reserved: 0, settled: 0 })
})

it('fails and gives its money back where the order cannot be written', async () => {
  const built = await company()
  const { trade_id } = await createTrade.execute(built.manager, ordered(built), keyed())
  await changeSupplier.execute(built.admin, { id: built.supplierId, status: 'suspended' })
  expect(await placeTrades()).toBe(0)
  expect(await money(built, trade_id!)).toEqual({ status: 'failed', reserved: 0, settled: 0 })
  const { reason } = await getTrade.execute(built.admin, { id: trade_id! })
  expect(reason).toContain('Acme is suspended')
})

it('says which field of an order is missing or unknown', async () => {
  const built = await company()
  const asked = ordered(built)
  const stranger = '01890000-0000-7000-8000-000000000000'
  for (const [change, path] of [
    [{ supplier_id: undefined }, 'supplier_id'],
    [{ delivery: undefined }, 'delivery'],
    [{ delivery: { ...asked.delivery, location_id: stranger } }, 'delivery.location_id'],
    [{ instrument: { kind: 'product', id: stranger } }, 'instrument'],
    [{ amount: 1, quantity: 1_000_000 }, 'amount'],
  ] as const)
    await expect(createTrade.execute(built.manager, { ...asked, ...change }, keyed())).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path }] },
    })
})
