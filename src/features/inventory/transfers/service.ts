import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { lockLevels } from '../ledger/repository.ts'
import { post } from '../ledger/service.ts'
import { findTransfer, type TransferRow } from './repository.ts'
import { legalMoves } from './resource.ts'

/** The transfer in the state that this move needs, its levels locked. */
export async function lockTransfer(tx: Tx, id: string, move: string): Promise<TransferRow> {
  const found = await findTransfer(tx, id)
  if (!found) throw notFound('transfer')
  const { productId, fromLocationId, toLocationId, transitLocationId } = found
  const places = [fromLocationId, toLocationId, transitLocationId].filter((place) => place !== null)
  await lockLevels(
    tx,
    places.map((locationId) => ({ productId, locationId })),
  )
  const row = (await findTransfer(tx, id))!
  const legal = legalMoves[row.status]!
  if (!legal.includes(move)) throw illegalTransition('transfer', row.status, legal)
  return row
}

/** Posts both sides of a move of a transfer's goods. */
export async function move(
  tx: Tx,
  actor: Principal,
  { id, productId, reference }: TransferRow,
  { from, to, quantity }: { from: string; to: string; quantity: number },
): Promise<void> {
  const line = { productId, reference, transferId: id }
  await post(tx, actor, [
    { ...line, locationId: from, quantity: -quantity, kind: 'transfer_out' },
    { ...line, locationId: to, quantity, kind: 'transfer_in' },
  ])
}

/** Writes off what never arrived. */
export async function writeOff(
  tx: Tx,
  actor: Principal,
  { id, productId, reference, transitLocationId }: TransferRow,
  lost: number,
): Promise<void> {
  const line = { productId, locationId: transitLocationId!, reference, transferId: id }
  await post(tx, actor, [{ ...line, quantity: -lost, kind: 'scrap', reason: 'Lost on the way' }])
}
