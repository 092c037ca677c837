import type { TransferRow } from './repository.ts'
import type { TransferResource } from './schema.ts'

/** What can be done with a transfer, by its state. */
export const legalMoves: Record<string, readonly string[]> = {
  draft: ['send', 'cancel'],
  in_transit: ['receive'],
  received: [],
  cancelled: [],
}

export function toTransfer(row: TransferRow): TransferResource {
  const self = `/api/v2/inventory/transfer/${row.id}`
  const moves = legalMoves[row.status]!.map((move) => [move, `${self}/${move}`])
  return {
    id: row.id,
    item_id: row.productId,
    from_location_id: row.fromLocationId,
    to_location_id: row.toLocationId,
    transit_location_id: row.transitLocationId,
    quantity: row.quantity,
    received: row.received,
    lost: row.lost,
    status: row.status as TransferResource['status'],
    reference: row.reference,
    created_at: row.createdAt.toISOString(),
    sent_at: row.sentAt?.toISOString() ?? null,
    completed_at: row.completedAt?.toISOString() ?? null,
    links: { self, ...Object.fromEntries(moves) },
  }
}
