import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { type OrderStatus, requireChangeable } from '../orders/moves.ts'
import { findLines, type NewOrder, storeLines, updateOrder } from '../orders/repository.ts'
import {
  changeOrderInput,
  type OrderChanges,
  type OrderResource,
  orderResource,
  replaceOrderInput,
} from '../orders/schema.ts'
import { checkedTotal, getOrder, linesFor, lockSeen, requireLocation, submission } from '../orders/service.ts'
import { todayOf } from '../orders/today.ts'
import { refreshOutlooks } from '../reorder/service.ts'

export const changeOrder = defineCommand({
  name: 'orders.change',
  summary:
    'Change what is named of an order that is not sent; lines are written whole. One that was submitted or approved is submitted again.',
  permission: 'orders.write',
  input: changeOrderInput,
  output: orderResource,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    if (Object.keys(changes).length === 0) throw invalid('', 'names nothing to change')
    return store(tx, context, id, changes, audit)
  },
})

export const replaceOrder = defineCommand({
  name: 'orders.replace',
  summary:
    'Replace all that an order says, except its supplier. One that was submitted or approved is submitted again.',
  permission: 'orders.write',
  input: replaceOrderInput,
  output: orderResource,
  run: ({ context, tx, input: { id, ...given }, audit }) => store(tx, context, id, given, audit),
})

async function store(
  tx: Tx,
  context: Context,
  id: string,
  given: OrderChanges,
  audit: Audit,
): Promise<OrderResource> {
  const { principal } = context
  const before = await lockSeen(tx, context, id)
  requireChangeable(before.status as OrderStatus)
  if (before.tradeId)
    throw new AppError(
      'conflict',
      'This order spends the money of a trade. Cancel it and ask for a new trade instead.',
    )
  const currency = given.currency ?? before.currency
  if (currency !== before.currency && !given.lines)
    throw invalid('lines', 'are needed beside another currency: their prices are in it')
  if (given.location_id) await requireLocation(tx, given.location_id)
  const changes: Partial<NewOrder> = {
    currency,
    ...(given.location_id !== undefined && { locationId: given.location_id }),
    ...(given.reference !== undefined && { reference: given.reference }),
    ...(given.notes !== undefined && { notes: given.notes }),
  }
  const items: string[] = []
  if (given.lines) {
    const old = await findLines(tx, id)
    const lines = await linesFor(tx, principal, { ...before, currency }, given.lines, old)
    items.push(...[...old, ...lines].map(({ productId }) => productId))
    await storeLines(
      tx,
      id,
      lines.map((line) => ({ ...line, orderId: id })),
    )
    changes.total = checkedTotal(lines, currency)
  }
  const total = changes.total ?? before.total
  const again = before.status === 'draft' ? {} : await submission(tx, principal, { total, currency })
  const row = await updateOrder(tx, before, { ...changes, ...again })
  await refreshOutlooks(tx, { tenantId: principal.tenantId, today: todayOf(principal) }, items)
  await audit({
    action: 'order.updated',
    subjectType: 'order',
    subjectId: id,
    details: {
      ...{ order_no: row.orderNo, changed: Object.keys(given), total: row.total, currency },
      ...{ from: before.status, to: row.status, version: row.version },
    },
  })
  return getOrder(tx, principal, id)
}
