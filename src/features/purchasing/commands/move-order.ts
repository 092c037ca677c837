import { followOrder } from '#src/features/spend/orders/service.ts'
import { followOrderLines } from '#src/features/supplier-performance/service.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { approvingRoles } from '../orders/approval.ts'
import { moveRights, type OrderMove, type OrderStatus, requireMove } from '../orders/moves.ts'
import {
  findLines,
  hasOtherApprover,
  type NewOrder,
  type OrderRow,
  updateOrder,
} from '../orders/repository.ts'
import {
  cancelOrderInput,
  closeOrderInput,
  type OrderResource,
  orderById,
  orderResource,
  returnOrderInput,
} from '../orders/schema.ts'
import { getOrder, lockSeen, requireSupplier, submission } from '../orders/service.ts'
import { acceptedTotal } from '../orders/spending.ts'
import { refreshCommitted } from '../reorder/service.ts'

export const submitOrder = defineCommand({
  name: 'orders.submit',
  summary: 'Ask for approval of a draft. Within the company’s limit it is approved at once.',
  permission: moveRights.submit,
  input: orderById,
  output: orderResource,
  async run({ context, tx, input: { id }, audit }) {
    const order = await lockFor(tx, context, id, 'submit')
    await requireSupplier(tx, order.supplierId)
    return move(tx, context, order, await submission(tx, context.principal, order), audit)
  },
})

export const returnOrder = defineCommand({
  name: 'orders.return',
  summary: 'Make a submitted order a draft again, saying why.',
  permission: moveRights.return,
  input: returnOrderInput,
  output: orderResource,
  async run({ context, tx, input: { id, reason }, audit }) {
    const order = await lockFor(tx, context, id, 'return')
    return move(tx, context, order, { status: 'draft', submittedBy: null, submittedAt: null }, audit, reason)
  },
})

export const approveOrder = defineCommand({
  name: 'orders.approve',
  summary: 'Approve a submitted order. Nobody approves their own, unless nobody else could.',
  permission: moveRights.approve,
  input: orderById,
  output: orderResource,
  async run({ context, tx, input: { id }, audit }) {
    const order = await lockFor(tx, context, id, 'approve')
    const { userId } = context.principal
    const owners = [order.createdBy, order.submittedBy]
    if (owners.includes(userId) && (await hasOtherApprover(tx, approvingRoles, owners)))
      throw new AppError(
        'forbidden',
        'You created, changed or submitted this order. Someone else must approve it.',
      )
    const changes = { status: 'approved', approvedBy: userId, approvedAt: new Date() }
    return move(tx, context, order, changes, audit)
  },
})

export const sendOrder = defineCommand({
  name: 'orders.send',
  summary: 'Note that the supplier was sent an approved order; from then on it is no longer changed.',
  permission: moveRights.send,
  input: orderById,
  output: orderResource,
  async run({ context, tx, input: { id }, audit }) {
    const order = await lockFor(tx, context, id, 'send')
    await requireSupplier(tx, order.supplierId)
    return move(tx, context, order, { status: 'sent', sentAt: new Date() }, audit)
  },
  after: refreshLines,
})

export const cancelOrder = defineCommand({
  name: 'orders.cancel',
  summary: 'Cancel an order that nothing was delivered of, saying why.',
  permission: moveRights.cancel,
  input: cancelOrderInput,
  output: orderResource,
  async run({ context, tx, input: { id, reason }, audit }) {
    const order = await lockFor(tx, context, id, 'cancel')
    const changes = { status: 'cancelled', endedAt: new Date(), endReason: reason }
    return move(tx, context, order, changes, audit, reason)
  },
  after: refreshLines,
})

export const closeOrder = defineCommand({
  name: 'orders.close',
  summary: 'Close an order; one that is not received in full is closed short, which needs a reason.',
  permission: moveRights.close,
  input: closeOrderInput,
  output: orderResource,
  async run({ context, tx, input: { id, reason }, audit }) {
    const order = await lockFor(tx, context, id, 'close')
    if (order.status !== 'received' && reason === undefined)
      throw invalid('reason', 'is needed: this order is not received in full')
    const changes = { status: 'closed', endedAt: new Date(), endReason: reason ?? null }
    return move(tx, context, order, changes, audit, reason)
  },
  after: refreshLines,
})

/** Other moves leave what the order brings as it was. */
function refreshLines({ context, output }: { context: Context; output: OrderResource }): Promise<void> {
  return refreshCommitted(context, output.lines)
}

async function lockFor(tx: Tx, context: Context, id: string, wanted: OrderMove): Promise<OrderRow> {
  const order = await lockSeen(tx, context, id)
  requireMove(order.status as OrderStatus, wanted)
  return order
}

async function move(
  tx: Tx,
  context: Context,
  order: OrderRow,
  changes: Partial<NewOrder>,
  audit: Audit,
  reason?: string,
): Promise<OrderResource> {
  const row = await updateOrder(tx, order, changes)
  await audit({
    action: 'order.moved',
    subjectType: 'order',
    subjectId: order.id,
    details: { order_no: order.orderNo, from: order.status, to: row.status, ...(reason && { reason }) },
  })
  if (row.sentAt) await followOrderLines(tx, context, order.id)
  if (row.endedAt) {
    const accepted = acceptedTotal(await findLines(tx, order.id), order.currency)
    await followOrder(tx, context, { ...row, accepted })
  }
  return getOrder(tx, context.principal, order.id)
}
