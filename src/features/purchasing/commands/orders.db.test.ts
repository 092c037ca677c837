import { beforeEach, describe, expect, it } from 'vitest'
import { archiveItem } from '#src/features/inventory/commands/archive-item.ts'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import { deactivateSupplier } from '#src/features/suppliers/commands/deactivate.ts'
import { replaceItems } from '#src/features/suppliers/commands/replace-items.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import {
  buyingCompany,
  type Company,
  deliver,
  errorOf,
  orderInput,
  sentOrder,
} from '../../../../tests/support/purchasing.ts'
import { orderLetter } from '../documents/letters.ts'
import { movesOf, type OrderMove, type OrderStatus } from '../orders/moves.ts'
import type { OrderResource } from '../orders/schema.ts'
import { getPurchaseOrder } from '../queries/get-order.ts'
import { changeOrder, replaceOrder } from './change-order.ts'
import { confirmOrder } from './confirm-order.ts'
import { createOrder } from './create-order.ts'
import { approveOrder, cancelOrder, closeOrder, returnOrder, sendOrder, submitOrder } from './move-order.ts'
import { updatePurchasingSettings } from './update-settings.ts'

let company: Company

beforeEach(async () => {
  company = await buyingCompany()
})

const create = (quantity?: number) => createOrder.execute(company.manager, orderInput(company, quantity))
const limitTo = (amount: string, currency = 'EUR') =>
  updatePurchasingSettings.execute(company.admin, { approval_limit: { amount, currency }, version: 0 })

describe('a new order', () => {
  it('takes its currency and its prices from the supplier, and nothing else without a price', async () => {
    const order = await create(3)
    expect(order).toMatchObject({ status: 'draft', currency: 'EUR', total: '7.50', version: 1 })
    expect(order.lines).toMatchObject([{ price: '2.5000', supplier_sku: 'AC-7', amount: '7.5000', open: 3 }])
    const dollars = createOrder.execute(company.manager, { ...orderInput(company), currency: 'USD' })
    expect((await errorOf(dollars)).details.errors).toMatchObject([{ path: 'lines.0.price' }])
  })

  it('has the next number, however many are written at once and however many fail', async () => {
    const unknown = { ...orderInput(company), location_id: company.supplierId }
    const lost = Array.from({ length: 4 }, () => errorOf(createOrder.execute(company.manager, unknown)))
    const orders = await Promise.all([...Array.from({ length: 8 }, () => create()), ...lost])
    const numbers = orders.flatMap((order) => ('order_no' in order ? [order.order_no] : []))
    expect(numbers.sort()).toEqual(Array.from({ length: 8 }, (_, index) => `PO-0000${index + 1}`))
  })

  it('names what it cannot be of', async () => {
    const input = orderInput(company)
    const [line] = input.lines
    const wrong = {
      ...input,
      lines: [
        { ...line!, item_id: company.supplierId },
        { ...line!, id: company.itemId },
      ],
    }
    const paths = (await errorOf(createOrder.execute(company.manager, wrong))).details.errors?.map(
      ({ path }) => path,
    )
    expect(paths).toEqual(['lines.0.item_id', 'lines.0.price', 'lines.1.id'])
    const huge = { ...input, lines: [{ ...line!, price: '9999999999', quantity: 1_000_000_000 }] }
    expect((await errorOf(createOrder.execute(company.manager, huge))).details.errors).toMatchObject([
      { path: 'lines' },
    ])
  })

  it('belongs to its company, whose managers write it and whose viewers see none', async () => {
    const { id } = await create()
    const stranger = await contextOf(await createTenant(0), 'admin')
    expect((await errorOf(getPurchaseOrder.execute(stranger, { id }))).code).toBe('not_found')
    expect((await errorOf(submitOrder.execute(stranger, { id }))).code).toBe('not_found')
    expect((await errorOf(getPurchaseOrder.execute(company.viewer, { id }))).code).toBe('forbidden')
    expect((await errorOf(approveOrder.execute(company.manager, { id }))).code).toBe('forbidden')
  })
})

describe('a changed order', () => {
  it('keeps the supplier’s number of a line that stays, whatever the price list says by then', async () => {
    const { id, lines } = await create()
    const { item_id, price, due_on, ...line } = lines[0]!
    await replaceItems.execute({ ...company.admin, ifMatch: '*' }, { id: company.supplierId, items: [] })
    const same = { id: line.id, item_id, price, due_on, quantity: 12 }
    const changed = await changeOrder.execute(company.manager, { id, lines: [same] })
    expect(changed.lines).toMatchObject([{ id: line.id, quantity: 12, supplier_sku: 'AC-7' }])
  })

  it('says on paper that it is not approved, or was cancelled', async () => {
    const factsOf = (order: OrderResource) => orderLetter(company.manager.principal, order).facts
    const order = await create()
    expect(factsOf(order)).toContainEqual(['Status', 'Not approved'])
    const cancelled = await cancelOrder.execute(company.manager, { id: order.id, reason: 'Test' })
    expect(factsOf(cancelled)).toContainEqual(['Status', 'Cancelled'])
  })
})

describe('approval', () => {
  it('is someone else’s, unless nobody else could give it', async () => {
    const { id } = await createOrder.execute(company.admin, orderInput(company))
    await submitOrder.execute(company.manager, { id })
    expect((await errorOf(approveOrder.execute(company.admin, { id }))).code).toBe('forbidden')
    await ownerRows(`update users set disabled_at = now() where id = $1`, [
      company.super_admin.principal.userId,
    ])
    expect(await approveOrder.execute(company.admin, { id })).toMatchObject({ status: 'approved' })
  })

  it('is not needed within the limit, in its currency, and needed again after a change', async () => {
    await limitTo('25')
    const { id } = await create(10)
    const within = await submitOrder.execute(company.manager, { id })
    expect(within).toMatchObject({ status: 'approved', approved_by: null, total: '25.00' })
    const [line] = within.lines
    const lines = [{ id: line!.id, item_id: company.itemId, quantity: 11, due_on: '2026-02-01' }]
    const changed = await changeOrder.execute(company.manager, { id, lines })
    expect(changed).toMatchObject({ status: 'submitted', approved_at: null, total: '27.50' })
    expect(changed.lines[0]).toMatchObject({ id: line!.id, quantity: 11 })
    const approved = await approveOrder.execute(company.admin, { id })
    expect(approved.approved_by?.id).toBe(company.admin.principal.userId)
    expect((await changeOrder.execute(company.manager, { id, notes: 'Ring first' })).status).toBe('submitted')
  })

  it('cannot be compared with a limit in another currency', async () => {
    await limitTo('1000000', 'USD')
    const { id } = await create(1)
    expect((await submitOrder.execute(company.manager, { id })).status).toBe('submitted')
  })

  it('is of what was read: a change in between refuses it', async () => {
    const order = await create()
    const { id } = await submitOrder.execute(company.manager, { id: order.id })
    const seen = { ...company.admin, ifMatch: '"2"' }
    await changeOrder.execute(company.manager, { id, notes: 'Twice as dear' })
    const refused = await errorOf(approveOrder.execute(seen, { id }))
    expect(refused).toMatchObject({ code: 'precondition_failed', details: { facts: { version: 3 } } })
    const put = { id, location_id: company.locationId, lines: orderInput(company).lines }
    expect((await errorOf(replaceOrder.execute(seen, put))).code).toBe('precondition_failed')
  })
})

describe('the moves of an order', () => {
  const moves: Record<OrderMove, (id: string) => Promise<unknown>> = {
    submit: (id) => submitOrder.execute(company.super_admin, { id }),
    return: (id) => returnOrder.execute(company.super_admin, { id, reason: 'Too dear' }),
    approve: (id) => approveOrder.execute(company.admin, { id }),
    send: (id) => sendOrder.execute(company.super_admin, { id }),
    confirm: async (id) => {
      const { lines } = await getPurchaseOrder.execute(company.admin, { id })
      const confirmed = lines.map((line) => ({ id: line.id, confirmed_on: '2026-02-02' }))
      return confirmOrder.execute(company.super_admin, { id, lines: confirmed })
    },
    receive: async (id) =>
      deliver(company.manager, await getPurchaseOrder.execute(company.admin, { id }), { quantity: 1 }),
    cancel: (id) => cancelOrder.execute(company.super_admin, { id, reason: 'No longer needed' }),
    close: (id) => closeOrder.execute(company.super_admin, { id, reason: 'Enough' }),
  }
  const all = Object.keys(moves) as OrderMove[]
  const ways: [OrderStatus, OrderMove[]][] = [
    ['draft', []],
    ['submitted', ['submit']],
    ['approved', ['submit', 'approve']],
    ['sent', ['submit', 'approve', 'send']],
    ['partially_received', ['submit', 'approve', 'send', 'receive']],
    ['received', ['submit', 'approve', 'send', 'receive', 'receive']],
    ['closed', ['submit', 'approve', 'send', 'close']],
    ['cancelled', ['cancel']],
  ]

  it.each(ways)(
    'that is %s are the legal ones; any other is refused, named, and changes nothing',
    async (status, way) => {
      const { id } = await create(2)
      for (const move of way) await moves[move](id)
      const before = await getPurchaseOrder.execute(company.super_admin, { id })
      expect(before.status).toBe(status)
      const links = Object.keys(before.links).filter((name) => name !== 'self')
      expect(links.sort()).toEqual([...movesOf(status)].sort())
      for (const move of all.filter((one) => !movesOf(status).includes(one))) {
        const { code, details } = await errorOf(moves[move](id))
        expect([move, code, details.facts]).toEqual([
          move,
          'illegal_transition',
          { state: status, legal: movesOf(status) },
        ])
      }
      expect(await getPurchaseOrder.execute(company.super_admin, { id })).toEqual(before)
    },
  )

  it('that end it short say why', async () => {
    const { id } = await sentOrder(company)
    expect((await errorOf(closeOrder.execute(company.manager, { id }))).details.errors).toMatchObject([
      { path: 'reason' },
    ])
    const closed = await closeOrder.execute(company.manager, { id, reason: 'Supplier has no more' })
    expect(closed).toMatchObject({ status: 'closed', end_reason: 'Supplier has no more' })
  })
})

describe('what is on an open order', () => {
  it('counts as on order once it is sent, until it arrives', async () => {
    const onOrder = async () => (await getItem.execute(company.admin, { id: company.itemId })).onOrder
    await create(5)
    expect(await onOrder()).toBe(0)
    const order = await sentOrder(company, 10)
    expect(await onOrder()).toBe(10)
    await deliver(company.manager, order, { quantity: 4, rejected: 1, rejection_reason: 'Bent' })
    expect(await onOrder()).toBe(7)
  })

  it('keeps its supplier and its item', async () => {
    const { id } = await create()
    const seen = { ...company.admin, ifMatch: '*' }
    const blocked = [
      deactivateSupplier.execute(seen, { id: company.supplierId }),
      archiveItem.execute(seen, { id: company.itemId }),
    ]
    expect((await Promise.all(blocked.map(errorOf))).map(({ code }) => code)).toEqual(['in_use', 'in_use'])
    await cancelOrder.execute(company.manager, { id, reason: 'No longer needed' })
    await archiveItem.execute(seen, { id: company.itemId })
    await deactivateSupplier.execute(seen, { id: company.supplierId })
    expect((await errorOf(create())).message).toContain('Acme is inactive')
  })
})
