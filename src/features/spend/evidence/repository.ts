import { and, asc, desc, eq, inArray, isNull, lt, min, or } from 'drizzle-orm'
import { auditEntries, errorGroups } from '#src/lib/db/schema/operations.ts'
import { riskAlerts } from '#src/lib/db/schema/spend/limits.ts'
import { ledgerProofs, spendingLedger, tradeDecisions, trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

/** The most rows of each kind that one answer tells. */
const most = 500

export async function findProofs(tx: Tx) {
  return tx.select().from(ledgerProofs).orderBy(asc(ledgerProofs.currency))
}

export async function findDifferences(tx: Tx) {
  return tx
    .select()
    .from(riskAlerts)
    .where(and(eq(riskAlerts.kind, 'reconciliation'), isNull(riskAlerts.acknowledgedAt)))
    .orderBy(desc(riskAlerts.id))
    .limit(most)
}

export async function findDecisionsOf(tx: Tx, requestId: string) {
  return tx
    .select()
    .from(tradeDecisions)
    .where(eq(tradeDecisions.requestId, requestId))
    .orderBy(tradeDecisions.id)
    .limit(most)
}

export async function findTradesIn(tx: Tx, ids: string[]) {
  return tx.select().from(trades).where(inArray(trades.id, ids)).orderBy(trades.id)
}

export async function findEntriesIn(tx: Tx, tradeIds: string[]) {
  return tx
    .select()
    .from(spendingLedger)
    .where(inArray(spendingLedger.tradeId, tradeIds))
    .orderBy(spendingLedger.id)
    .limit(most)
}

/** What the audit trail says of a request, and of the trades that came of it. */
export async function findAuditOf(tx: Tx, requestId: string, tradeIds: string[]) {
  const ofTrades = and(eq(auditEntries.subjectType, 'trade'), inArray(auditEntries.subjectId, tradeIds))
  return tx
    .select()
    .from(auditEntries)
    .where(or(eq(auditEntries.requestId, requestId), ofTrades))
    .orderBy(auditEntries.createdAt, auditEntries.id)
    .limit(most)
}

export async function findErrorsOf(tx: Tx, requestId: string) {
  return tx.select().from(errorGroups).where(eq(errorGroups.lastRequestId, requestId)).limit(most)
}

/** Newest kinds first. */
export async function findErrorGroups(tx: Tx, { limit, offset, behind }: Window) {
  const rows = await tx
    .select()
    .from(errorGroups)
    .where(behind ? lt(errorGroups.id, behind) : undefined)
    .orderBy(desc(errorGroups.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(errorGroups) }
}

/** Since when the oldest trade waits that nobody has begun to place; null where none does. */
export async function findWaitingSince(tx: Tx): Promise<Date | null> {
  const [row] = await tx
    .select({ since: min(trades.updatedAt) })
    .from(trades)
    .where(eq(trades.status, 'reserved'))
  return row?.since ?? null
}
