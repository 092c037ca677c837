import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { toMinorUnits } from '../decimals.ts'
import { refusedMove } from '../trades/moves.ts'
import { findTrade, type Move, moveTrade } from '../trades/repository.ts'

/** What became of an order, which the caller has locked. */
interface Followed {
  tradeId: string | null
  status: string
  currency: string
  /** What its accepted pieces come to. */
  accepted: string
  endReason: string | null
}

/**
 * Moves the money of the trade behind an order: accepted pieces are owed, pieces that went back are held again, and an
 * order that has ended gives back the rest. An order without a trade moves nothing.
 */
export async function followOrder(
  tx: Tx,
  { principal, requestId }: Context,
  { tradeId, status, currency, accepted, endReason }: Followed,
): Promise<void> {
  if (!tradeId) return
  const { tenantId, userId } = principal
  const apply = async (move: Move, amount?: number, moreToCome?: boolean) => {
    const details = {
      ...{ actor_id: userId, request_id: requestId },
      ...(endReason && { reason: endReason }),
      ...(moreToCome !== undefined && { more_to_come: moreToCome }),
    }
    const obstacle = await moveTrade(tx, { tenantId, id: tradeId }, move, details, amount)
    if (obstacle) throw refusedMove(obstacle, false)
  }
  if (status === 'cancelled') return apply('cancel')
  const trade = (await findTrade(tx, tradeId))!
  const more = toMinorUnits(accepted, currency)! - trade.settled
  const isComplete = status === 'received' || status === 'closed'
  if (more > 0 && trade.reserved > 0) await apply('settle', Math.min(more, trade.reserved), !isComplete)
  else if (more < 0) await apply('unsettle', -more)
  else if (isComplete && trade.reserved > 0) await apply('release')
}
