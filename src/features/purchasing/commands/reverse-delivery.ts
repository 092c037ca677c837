import { lockExisting, post } from '#src/features/inventory/ledger/service.ts'
import { followOrderLines } from '#src/features/supplier-performance/service.ts'
import { AppError, illegalTransition, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findDeliveries, findDeliveryLines, findReceipts, markReversed } from '../deliveries/repository.ts'
import { deliveryResource, reverseDeliveryInput } from '../deliveries/schema.ts'
import { getDelivery, settleOrder } from '../deliveries/service.ts'
import { moveRights } from '../orders/moves.ts'
import { findLines, lockOrder } from '../orders/repository.ts'

export const reverseDelivery = defineCommand({
  name: 'deliveries.reverse',
  summary: 'Undo a delivery by posting the opposite of its movements; its order waits for the goods again.',
  permission: moveRights.receive,
  input: reverseDeliveryInput,
  output: deliveryResource,
  async run({ context, tx, input: { id, reason }, audit }) {
    const { principal } = context
    const [found] = await findDeliveries(tx, [id])
    if (!found) throw notFound('delivery')
    const order = (await lockOrder(tx, found.row.orderId))!
    if (order.status === 'closed')
      throw new AppError(
        'illegal_transition',
        `Order ${order.orderNo} is closed, and its deliveries with it.`,
        {
          facts: { state: 'posted', legal: [] },
        },
      )
    const row = await markReversed(tx, id, { reversedBy: principal.userId, reversalReason: reason })
    if (!row) throw illegalTransition('delivery', 'reversed', [])
    const receipts = await findReceipts(tx, id)
    await lockExisting(tx, receipts)
    const orderLines = new Map((await findLines(tx, order.id)).map((line) => [line.id, line]))
    const arrivals = (await findDeliveryLines(tx, id)).map(({ orderLineId, quantity, rejected }) => ({
      ...{ line: orderLines.get(orderLineId)!, quantity, rejected, reason: undefined },
      accepted: quantity - rejected,
    }))
    const status = await settleOrder(tx, context, order, arrivals, -1)
    await post(
      tx,
      principal,
      receipts.map(({ id: reversesId, productId, locationId, quantity }) => ({
        ...{ productId, locationId, reversesId, reason },
        ...{ quantity: -quantity, kind: 'reversal', reference: row.deliveryNo, deliveryId: id },
      })),
    )
    await audit({
      action: 'delivery.reversed',
      subjectType: 'delivery',
      subjectId: id,
      details: {
        delivery_no: row.deliveryNo,
        order_no: order.orderNo,
        order_id: order.id,
        order_status: status,
        reason,
      },
    })
    await followOrderLines(tx, context, order.id)
    return getDelivery(tx, principal, id)
  },
})
