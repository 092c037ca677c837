import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { onlyOwn } from '../owner.ts'
import { refusedMove } from './moves.ts'
import { findTrade, type Move, moveTrade, type TradeRow } from './repository.ts'
import { toTrade } from './resource.ts'
import type { TradeResource } from './schema.ts'

/** The trade, unless it is somebody else's and the caller sees only their own. */
export async function getRow(tx: Tx, principal: Principal, id: string): Promise<TradeRow> {
  const row = await findTrade(tx, id)
  const own = onlyOwn(principal)
  if (!row || (own && row.requestedBy !== own)) throw notFound('trade')
  return row
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
