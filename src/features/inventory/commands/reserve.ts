import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { lockExisting, refused } from '../ledger/service.ts'
import { findLevelLocations, insertReservation } from '../reservations/repository.ts'
import { toReservation } from '../reservations/resource.ts'
import {
  type Reservation,
  type ReservationResource,
  reservationResource,
  reserveInput,
} from '../reservations/schema.ts'

export const reserveItem = defineCommand({
  name: 'inventory.reserve',
  summary: 'Promise pieces to someone, all or none; they stay on hand and are no longer available.',
  permission: 'stock.post',
  input: reserveInput,
  output: reservationResource,
  async run({ context, tx, input: { id, ...rest }, audit }) {
    return reserveStock(tx, context.principal, { item_id: id, ...rest }, audit)
  },
})

export async function reserveStock(
  tx: Tx,
  actor: Principal,
  input: Reservation,
  audit: Audit,
): Promise<ReservationResource> {
  const productId = input.item_id
  const locationId = input.location_id ?? (await onlyLocation(tx, productId))
  await lockExisting(tx, [{ productId, locationId }])
  const { quantity, reference, expires_at: expiresAt } = input
  const row = await refused(() =>
    insertReservation(tx, actor, { productId, locationId, quantity, reference, expiresAt }),
  )
  await audit({
    action: 'stock.reserved',
    subjectType: 'item',
    subjectId: productId,
    details: { quantity, reference, location_id: locationId, reservation_id: row.id },
  })
  return toReservation(row)
}

async function onlyLocation(tx: Tx, productId: string): Promise<string> {
  const [locationId, ...others] = await findLevelLocations(tx, productId)
  if (!locationId || others.length > 0) {
    const why = locationId ? 'lies at several locations' : 'lies nowhere yet'
    throw invalid('location_id', `is needed: the item ${why}`)
  }
  return locationId
}
