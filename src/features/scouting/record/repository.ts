import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import { opportunities } from '#src/lib/db/schema/spend/opportunities.ts'
import { strategies, strategyVersions } from '#src/lib/db/schema/spend/strategies.ts'
import { trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type NewOpportunity = Omit<typeof opportunities.$inferInsert, 'tenantId'>

export type OpportunityRow = typeof opportunities.$inferSelect & {
  supplierName: string | null
  takenByName: string | null
  strategyId: string | null
  strategyName: string | null
  tradeStatus: string | null
}

interface Wanted {
  status?: string | undefined
  kind?: string | undefined
  /** Of this supplier, or for this thing. */
  subject?: string | undefined
}

const { id, tenantId, status, score } = opportunities

function whereOf({ status: wanted, kind, subject }: Wanted) {
  return and(
    wanted ? eq(status, wanted) : undefined,
    kind ? eq(opportunities.kind, kind) : undefined,
    subject
      ? sql`(${opportunities.instrumentId} = ${subject} or ${opportunities.supplierId}::text = ${subject})`
      : undefined,
  )
}

function selectOpportunities(tx: Tx) {
  return tx
    .select({
      ...getTableColumns(opportunities),
      supplierName: suppliers.name,
      takenByName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      strategyId: strategies.id,
      strategyName: strategies.name,
      tradeStatus: trades.status,
    })
    .from(opportunities)
    .leftJoin(suppliers, and(eq(suppliers.tenantId, tenantId), eq(suppliers.id, opportunities.supplierId)))
    .leftJoin(users, eq(users.id, opportunities.takenBy))
    .leftJoin(strategyVersions, eq(strategyVersions.id, opportunities.strategyVersionId))
    .leftJoin(strategies, eq(strategies.id, strategyVersions.strategyId))
    .leftJoin(trades, eq(trades.id, opportunities.tradeId))
}

/** The best first where they are of one status; else the newest. */
export async function findOpportunities(
  tx: Tx,
  wanted: Wanted,
  { limit, offset, behind }: Window,
): Promise<{ rows: OpportunityRow[]; total: number }> {
  const where = whereOf(wanted)
  const last = sql`(select score, id from opportunities where id = ${behind ?? null})`
  const isBehind = wanted.status ? sql`(${score}, ${id}) < ${last}` : lt(id, behind ?? '')
  const rows = await selectOpportunities(tx)
    .where(behind ? and(where, isBehind) : where)
    .orderBy(...(wanted.status ? [desc(score)] : []), desc(id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(opportunities, where) }
}

export async function findOpportunity(tx: Tx, wanted: string): Promise<OpportunityRow | undefined> {
  const [row] = await selectOpportunities(tx).where(eq(id, wanted))
  return row
}

/** What this key of a request has taken or tried to. */
export async function findByKey(tx: Tx, userId: string, key: string): Promise<OpportunityRow[]> {
  return selectOpportunities(tx)
    .where(and(eq(opportunities.takenKey, key), eq(opportunities.takenBy, userId)))
    .orderBy(desc(score), desc(id))
}

/** When run-outs were last looked for and found; null where they never were. */
export async function findLastFound(tx: Tx): Promise<Date | null> {
  const [row] = await tx
    .select({ at: sql<Date | null>`max(${opportunities.foundAt})`.mapWith(opportunities.foundAt) })
    .from(opportunities)
    .where(eq(opportunities.kind, 'run_out'))
  return row?.at ?? null
}

/** Returns how many are new: a run-out that is open already stays as it was found. */
export async function insertOpportunities(
  tx: Tx,
  tenant: typeof opportunities.$inferInsert.tenantId,
  found: NewOpportunity[],
): Promise<string[]> {
  if (found.length === 0) return []
  const rows = await tx
    .insert(opportunities)
    .values(found.map((one) => ({ ...one, tenantId: tenant })))
    .onConflictDoNothing()
    .returning({ id })
  return rows.map((row) => row.id)
}

interface Claim {
  id: string
  userId: string
  key: string
  strategyVersionId: string | null
}

/** Takes an open one: of two who try, one gets it. Undefined where it is not open any more. */
export async function claim(tx: Tx, given: Claim): Promise<string | undefined> {
  const { userId, key, strategyVersionId } = given
  const [row] = await tx
    .update(opportunities)
    .set({
      ...{ status: 'taken', takenBy: userId, takenKey: key, strategyVersionId, note: null },
      ...{ takenAt: sql`clock_timestamp()`, updatedAt: sql`now()` },
    })
    .where(and(eq(id, given.id), eq(status, 'open'), sql`${opportunities.validUntil} > now()`))
    .returning({ id })
  return row?.id
}

/** Notes what came of a claim. */
export async function link(tx: Tx, claimed: { id: string; key: string }, tradeId: string): Promise<void> {
  await tx.update(opportunities).set({ tradeId, updatedAt: sql`now()` }).where(isClaimed(claimed))
}

/** Nothing is bought for it: it is open again, unless its time is over. The key stays, so a repeat is known. */
export async function reopen(
  tx: Tx,
  claimed: { id: string; key: string },
  note: string | null,
): Promise<string | undefined> {
  const [row] = await tx
    .update(opportunities)
    .set({
      status: sql`case when ${opportunities.validUntil} > now() and not exists (
        select from opportunities other where other.kind = 'run_out' and ${opportunities.kind} = 'run_out'
          and other.status = 'open' and other.instrument_kind = ${opportunities.instrumentKind}
          and other.instrument_id = ${opportunities.instrumentId}) then 'open' else 'expired' end`,
      ...{ tradeId: null, strategyVersionId: null, note, updatedAt: sql`now()` },
    })
    .where(isClaimed(claimed))
    .returning({ id })
  return row?.id
}

function isClaimed({ id: claimed, key }: { id: string; key: string }) {
  return and(eq(id, claimed), eq(status, 'taken'), eq(opportunities.takenKey, key))
}

/** Undefined where it is not open any more. */
export async function dismiss(
  tx: Tx,
  { id: dismissed, userId, note }: { id: string; userId: string; note: string },
): Promise<string | undefined> {
  const [row] = await tx
    .update(opportunities)
    .set({
      ...{ status: 'dismissed', dismissedBy: userId, note },
      ...{ dismissedAt: sql`now()`, updatedAt: sql`now()` },
    })
    .where(and(eq(id, dismissed), eq(status, 'open')))
    .returning({ id })
  return row?.id
}
