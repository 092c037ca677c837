import type { MovementRow } from './repository.ts'
import type { MovementResource } from './schema.ts'

export function toMovement(row: MovementRow): MovementResource {
  return {
    id: row.id,
    item_id: row.productId,
    location_id: row.locationId,
    seq: row.seq,
    quantity: row.quantity,
    balance_after: row.balanceAfter,
    kind: row.kind as MovementResource['kind'],
    reason: row.reason,
    unit_cost: row.unitCost,
    reference: row.reference,
    reservation_id: row.reservationId,
    transfer_id: row.transferId,
    delivery_id: row.deliveryId,
    reverses_id: row.reversesId,
    is_reversed: row.isReversed,
    occurred_at: row.occurredAt.toISOString(),
    posted_at: row.postedAt.toISOString(),
  }
}
