import type { Principal } from '#src/lib/context.ts'
import type { OrderStatus } from '../orders/moves.ts'
import { toPerson } from '../orders/resource.ts'
import type { FoundDelivery, FoundDeliveryLine } from './repository.ts'
import type { DeliveryResource, DeliverySummary } from './schema.ts'

export function toDeliverySummary({ permissions }: Principal, found: FoundDelivery): DeliverySummary {
  const { row, order, supplier } = found
  const self = `/api/v1/deliveries/${row.id}`
  const mayReverse = row.status === 'posted' && order.status !== 'closed' && permissions.has('orders.receive')
  return {
    id: row.id,
    delivery_no: row.deliveryNo,
    order_id: row.orderId,
    order_no: order.orderNo,
    order_status: order.status as OrderStatus,
    supplier_id: supplier.id,
    supplier_name: supplier.name,
    status: row.status as DeliverySummary['status'],
    delivered_on: row.deliveredOn,
    location_id: row.locationId,
    location_name: found.locationName,
    quarantine_location_id: row.quarantineLocationId,
    reference: row.reference,
    notes: row.notes,
    created_by: toPerson(found.creator),
    created_at: row.createdAt.toISOString(),
    reversed_by: found.reverser && toPerson(found.reverser),
    reversed_at: row.reversedAt?.toISOString() ?? null,
    reversal_reason: row.reversalReason,
    links: {
      self,
      order: `/api/v1/purchase-orders/${row.orderId}`,
      ...(mayReverse && { reverse: `${self}/reverse` }),
    },
  }
}

export function toDelivery(
  principal: Principal,
  found: FoundDelivery,
  lines: FoundDeliveryLine[],
): DeliveryResource {
  return { ...toDeliverySummary(principal, found), lines: lines.map(toLine) }
}

function toLine(line: FoundDeliveryLine): DeliveryResource['lines'][number] {
  return {
    id: line.id,
    line_no: line.lineNo,
    order_line_id: line.orderLineId,
    item_id: line.itemId,
    sku: line.sku,
    description: line.description,
    unit: line.unit,
    quantity: line.quantity,
    rejected: line.rejected,
    accepted: line.quantity - line.rejected,
    rejection_reason: line.rejectionReason,
  }
}
