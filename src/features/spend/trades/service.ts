import * as z from 'zod'
import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { pricePerPiece } from '../decimals.ts'
import { onlyOwn } from '../owner.ts'
import { refusedMove } from './moves.ts'
import {
  canBeOrdered,
  findTrade,
  hasLocation,
  type Move,
  moveTrade,
  supplierExists,
  type TradeRow,
} from './repository.ts'
import { toTrade } from './resource.ts'
import type { NewTrade, TradeResource } from './schema.ts'

/** The trade, unless it is somebody else's and the caller sees only their own. */
export async function getRow(tx: Tx, principal: Principal, id: string): Promise<TradeRow> {
  const row = await findTrade(tx, id)
  const own = onlyOwn(principal)
  if (!row || (own && row.requestedBy !== own)) throw notFound('trade')
  return row
}

/** Throws `invalid_request` where a new trade names what the company does not have. */
export async function requireKnown(tx: Tx, trade: NewTrade): Promise<void> {
  const { supplier_id, adapter, delivery, instrument, amount, quantity, currency } = trade
  if (supplier_id && !(await supplierExists(tx, supplier_id)))
    throw invalid('supplier_id', 'must be the ID of a supplier of your company')
  if (adapter !== 'purchase_order') return
  if (!supplier_id) throw invalid('supplier_id', 'is needed for a purchase order')
  if (!delivery) throw invalid('delivery', 'is needed for a purchase order: where and when it is to arrive')
  if (!(await hasLocation(tx, delivery.location_id)))
    throw invalid('delivery.location_id', 'must be the ID of a location of your company')
  const isItem = instrument.kind === 'product' && z.uuid().safeParse(instrument.id).success
  if (!isItem || !(await canBeOrdered(tx, instrument.id)))
    throw invalid('instrument', 'must be of the kind product, with the ID of one of your items')
  if (Number(pricePerPiece(amount, quantity, currency)) === 0)
    throw invalid('amount', 'must be at least 0.0001 for each piece')
}

/** What deliveries and the end of an order do cannot be done by hand as well. */
function requireByHand({ adapter, status, externalRef }: TradeRow, kind: Move): void {
  const isFollowed = adapter === 'purchase_order' && status === 'placed'
  if (!isFollowed || !['cancel', 'settle', 'release', 'credit'].includes(kind)) return
  throw new AppError(
    'conflict',
    `Order ${externalRef} carries this trade out, and its money follows the order. Receive, close or cancel the order.`,
  )
}

const verbs: Partial<Record<Move, string>> = {
  approve: 'approved',
  reject: 'rejected',
  cancel: 'cancelled',
  settle: 'settled',
  release: 'released',
  credit: 'credited',
}

interface Given {
  context: Context
  tx: Tx
  audit: Audit
}

/** Moves a trade for a person and says so in the audit trail. */
export async function move(
  { context: { principal, requestId }, tx, audit }: Given,
  row: TradeRow,
  kind: Move,
  { amount, ...details }: { amount?: number | undefined; reason?: string; more_to_come?: boolean } = {},
): Promise<TradeResource> {
  requireByHand(row, kind)
  const actor = { actor_id: principal.userId, request_id: requestId }
  const obstacle = await moveTrade(tx, row, kind, { ...details, ...actor }, amount)
  if (obstacle) throw refusedMove(obstacle, kind === 'credit')
  const { currency } = row
  await audit({
    action: `trade.${verbs[kind]}`,
    subjectType: 'trade',
    subjectId: row.id,
    details: { ...details, amount: amount ?? row.amount, currency },
  })
  return toTrade((await findTrade(tx, row.id))!)
}
