import { followOrderLines } from '#src/features/supplier-performance/service.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { arrivalsOf, requireWithinTolerance } from '../deliveries/arrival.ts'
import { insertDelivery, insertDeliveryLines } from '../deliveries/repository.ts'
import { createDeliveryInput, deliveryResource } from '../deliveries/schema.ts'
import { getDelivery, postReceipts, quarantineFor, settleOrder } from '../deliveries/service.ts'
import { moveRights, type OrderStatus, requireMove } from '../orders/moves.ts'
import { findLines, lockOrder } from '../orders/repository.ts'
import { requireLocation } from '../orders/service.ts'
import { todayOf } from '../orders/today.ts'
import { takeNumber } from '../settings/repository.ts'
import { tolerancePercent } from '../settings/service.ts'

export const createDelivery = defineCommand({
  name: 'deliveries.create',
  summary:
    'Post what arrived of an order: its lines, the stock, and the state of the order, all or nothing. Rejected pieces go to quarantine.',
  permission: moveRights.receive,
  input: createDeliveryInput,
  output: deliveryResource,
  async run({ context, tx, input, audit }) {
    const { principal } = context
    const { order_id: orderId, reference, notes } = input
    const { tenantId, userId } = principal
    const today = todayOf(principal)
    const deliveredOn = input.delivered_on ?? today
    if (deliveredOn > today) throw invalid('delivered_on', `must not be after today, ${today}`)
    // Deliveries take the order first, then the number, then the levels: none of them can wait in a circle.
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound('order')
    requireMove(order.status as OrderStatus, 'receive')
    const locationId = input.location_id ?? order.locationId
    await requireLocation(tx, locationId)
    const arrivals = arrivalsOf(await findLines(tx, orderId), input.lines)
    const quarantineLocationId = await quarantineFor(tx, input.quarantine_location_id, arrivals)
    requireWithinTolerance(arrivals, await tolerancePercent(tx))
    const delivery = await insertDelivery(tx, {
      ...{ tenantId, orderId, locationId, quarantineLocationId, deliveredOn, reference, notes },
      deliveryNo: await takeNumber(tx, tenantId, 'delivery'),
      createdBy: userId,
    })
    if (!delivery) throw isKnown(reference)
    await insertDeliveryLines(
      tx,
      arrivals.map(({ line, quantity, rejected, reason }, index) => ({
        ...{ tenantId, deliveryId: delivery.id, orderLineId: line.id, lineNo: index + 1 },
        ...{ quantity, rejected, rejectionReason: reason ?? null },
      })),
    )
    const status = await settleOrder(tx, context, order, arrivals, 1)
    await postReceipts(tx, principal, delivery, order, arrivals)
    await audit({
      action: 'delivery.posted',
      subjectType: 'delivery',
      subjectId: delivery.id,
      details: {
        ...{
          delivery_no: delivery.deliveryNo,
          order_no: order.orderNo,
          order_id: orderId,
          order_status: status,
        },
        accepted: arrivals.reduce((sum, { accepted }) => sum + accepted, 0),
        rejected: arrivals.reduce((sum, { rejected }) => sum + rejected, 0),
      },
    })
    await followOrderLines(tx, context, orderId)
    return getDelivery(tx, principal, delivery.id)
  },
})

function isKnown(reference: string | null): AppError {
  return new AppError(
    'duplicate',
    `This order has a delivery with the reference ${reference} already. If that was another one, give this one another reference.`,
    { errors: [{ path: 'reference', code: 'duplicate', message: 'is the reference of another delivery' }] },
  )
}
