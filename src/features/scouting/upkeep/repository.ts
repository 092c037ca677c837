import { and, asc, eq, sql } from 'drizzle-orm'
import { opportunities } from '#src/lib/db/schema/spend/opportunities.ts'
import { tradeDecisions, trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

const { id, tenantId, status, takenKey, takenBy, tradeId } = opportunities

/** Taken ones of all companies whose trade has been placed or has ended, or whose taker is gone without a trade. */
export async function findUnsettled(tx: Tx, limit: number) {
  return tx
    .select({
      id,
      tenantId,
      takenKey,
      takenBy,
      tradeId,
      tradeStatus: trades.status,
      isPlaced,
      reason: trades.reason,
    })
    .from(opportunities)
    .leftJoin(trades, and(eq(trades.tenantId, tenantId), eq(trades.id, tradeId)))
    .where(
      sql`${status} = 'taken' and ${opportunities.placedAt} is null and (${isPlaced} or ${hasEnded}
        or ${tradeId} is null and ${opportunities.takenAt} < now() - interval '1 minute')`,
    )
    .orderBy(asc(opportunities.takenAt))
    .limit(limit)
}

const isPlaced = sql<boolean>`coalesce(${trades.externalRef} is not null or ${trades.status} in ('placed', 'settled'), false)`
const hasEnded = sql`${trades.status} in ('failed', 'cancelled', 'rejected', 'expired')`

/** The trade of the decision that a lost take had asked for. */
export async function findDecidedTrade(
  tx: Tx,
  {
    id: taken,
    takenKey: key,
    takenBy: userId,
  }: { id: string; takenKey: string | null; takenBy: string | null },
): Promise<string | null> {
  const [row] = await tx
    .select({ tradeId: tradeDecisions.tradeId })
    .from(tradeDecisions)
    .where(and(eq(tradeDecisions.idempotencyKey, `${key}:${taken}`), eq(tradeDecisions.userId, userId!)))
  return row?.tradeId ?? null
}

export async function markPlaced(tx: Tx, placed: string): Promise<void> {
  await tx
    .update(opportunities)
    .set({ placedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(id, placed), eq(status, 'taken')))
}

/** Open ones of all companies whose time is over. */
export async function findOverdue(tx: Tx, limit: number) {
  return tx
    .select({ id, tenantId })
    .from(opportunities)
    .where(and(eq(status, 'open'), sql`${opportunities.validUntil} <= now()`))
    .orderBy(asc(opportunities.validUntil))
    .limit(limit)
}

/** Undefined where it was taken or dismissed meanwhile. */
export async function expire(tx: Tx, overdue: string): Promise<string | undefined> {
  const [row] = await tx
    .update(opportunities)
    .set({ status: 'expired', updatedAt: sql`now()` })
    .where(and(eq(id, overdue), eq(status, 'open'), sql`${opportunities.validUntil} <= now()`))
    .returning({ id })
  return row?.id
}
