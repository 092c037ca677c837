import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, illegalTransition, notFound } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { lockLevels } from '../ledger/repository.ts'
import { findReservation, reduceReservation } from '../reservations/repository.ts'
import { toReservation } from '../reservations/resource.ts'
import {
  type Release,
  type ReservationResource,
  releaseInput,
  reservationResource,
} from '../reservations/schema.ts'

export const releaseItem = defineCommand({
  name: 'inventory.release',
  summary: 'Give a reservation back, whole or in part.',
  permission: 'stock.post',
  input: releaseInput,
  output: reservationResource,
  async run({ context, tx, input: { id, ...rest }, audit }) {
    return releaseStock(tx, context.principal, { item_id: id, ...rest }, audit)
  },
})

export async function releaseStock(
  tx: Tx,
  _actor: Principal,
  input: Release,
  audit: Audit,
): Promise<ReservationResource> {
  const found = await findReservation(tx, input.reservation_id)
  if (found?.productId !== input.item_id) throw notFound('reservation')
  await lockLevels(tx, [found])
  // Read again under the level's lock: it may just have been consumed.
  const { openQuantity, status } = (await findReservation(tx, found.id))!
  if (status !== 'active') throw illegalTransition('reservation', status, [])
  const quantity = input.quantity ?? openQuantity
  const row = await reduceReservation(tx, found.id, quantity, 'released')
  if (!row) {
    const message = `Only ${openQuantity} of this reservation are still open.`
    throw new AppError('conflict', message, { facts: { open_quantity: openQuantity } })
  }
  await audit({
    action: 'stock.released',
    subjectType: 'item',
    subjectId: found.productId,
    details: { quantity, reference: found.reference, reservation_id: found.id },
  })
  return toReservation(row)
}
