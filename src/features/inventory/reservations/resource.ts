import type { ReservationRow } from './repository.ts'
import type { ReservationResource } from './schema.ts'

export function toReservation(row: ReservationRow): ReservationResource {
  return {
    id: row.id,
    item_id: row.productId,
    location_id: row.locationId,
    quantity: row.quantity,
    open_quantity: row.openQuantity,
    status: row.status as ReservationResource['status'],
    reference: row.reference,
    expires_at: row.expiresAt?.toISOString() ?? null,
    ended_at: row.endedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  }
}
