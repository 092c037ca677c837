import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { CheckResource } from '#src/features/spend/decisions/schema.ts'
import { strategyBacktests } from '#src/lib/db/schema/spend/backtests.ts'
import { opportunities } from '#src/lib/db/schema/spend/opportunities.ts'
import { strategyVersions } from '#src/lib/db/schema/spend/strategies.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isDead } from '#src/lib/jobs/liveness.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import type { Window } from '#src/lib/operation/paging.ts'

type Row = typeof strategyBacktests.$inferSelect
export type BacktestRow = Row & { number: number }
export type Claim = Pick<Row, 'id' | 'attempt'>

const { id, strategyId, status, attempt } = strategyBacktests

function selectBacktests(tx: Tx) {
  return tx
    .select({ ...getTableColumns(strategyBacktests), number: strategyVersions.number })
    .from(strategyBacktests)
    .innerJoin(strategyVersions, eq(strategyVersions.id, strategyBacktests.strategyVersionId))
}

export async function insertBacktest(tx: Tx, values: typeof strategyBacktests.$inferInsert): Promise<string> {
  const [row] = await tx.insert(strategyBacktests).values(values).returning({ id })
  return row!.id
}

export async function findVersion(tx: Tx, strategy: string, number: number) {
  const [row] = await tx
    .select()
    .from(strategyVersions)
    .where(and(eq(strategyVersions.strategyId, strategy), eq(strategyVersions.number, number)))
  return row
}

export async function findVersionById(tx: Tx, version: string) {
  const [row] = await tx.select().from(strategyVersions).where(eq(strategyVersions.id, version))
  return row
}

export async function findBacktest(
  tx: Tx,
  wanted: { id: string; backtest: string },
): Promise<BacktestRow | undefined> {
  const [row] = await selectBacktests(tx).where(and(eq(id, wanted.backtest), eq(strategyId, wanted.id)))
  return row
}

/** Newest first. */
export async function findBacktests(
  tx: Tx,
  strategy: string,
  { limit, offset, behind }: Window,
): Promise<{ rows: BacktestRow[]; total: number }> {
  const where = eq(strategyId, strategy)
  const rows = await selectBacktests(tx)
    .where(behind ? and(where, lt(id, behind)) : where)
    .orderBy(desc(id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(strategyBacktests, where) }
}

export async function countUnfinished(tx: Tx): Promise<number> {
  return tx.$count(strategyBacktests, sql`${status} in ('pending', 'processing')`)
}

/** Takes one that waits: undefined when it does not wait any more. */
export async function claimBacktest(tx: Tx, wanted: string, worker: Worker): Promise<Row | undefined> {
  const [row] = await tx
    .update(strategyBacktests)
    .set({ status: 'processing', attempt: sql`${attempt} + 1`, workerId: worker.id, startedAt: sql`now()` })
    .where(and(eq(id, wanted), eq(status, 'pending')))
    .returning()
  return row
}

/** Ends our attempt, or lets it wait again; whether it was still ours. */
export async function settleBacktest(
  tx: Tx,
  claim: Claim,
  changes: Partial<typeof strategyBacktests.$inferInsert> & { status: string },
): Promise<boolean> {
  const rows = await tx
    .update(strategyBacktests)
    .set({ workerId: null, ...changes })
    .where(and(eq(id, claim.id), eq(status, 'processing'), eq(attempt, claim.attempt)))
    .returning({ id })
  return rows.length > 0
}

/** Running ones of all companies whose worker died. */
export async function findAbandoned(tx: Tx) {
  const { tenantId, requestId } = strategyBacktests
  return tx
    .select({ id, attempt, tenantId, requestId })
    .from(strategyBacktests)
    .where(and(eq(status, 'processing'), isDead(sql`${strategyBacktests.workerId}`)))
    .limit(100)
}

/** Opportunities that were found on these days of a zone, in the order in which they were. */
export async function findRecorded(
  tx: Tx,
  { fromDay, untilDay, timeZone }: Pick<Row, 'fromDay' | 'untilDay' | 'timeZone'>,
  limit: number,
) {
  const { foundAt, validUntil } = opportunities
  return tx
    .select({
      ...getTableColumns(opportunities),
      foundOn: sql<string>`(${foundAt} at time zone ${timeZone})::date::text`,
      validOn: sql<string>`((${validUntil} at time zone ${timeZone})::date + 1)::text`,
    })
    .from(opportunities)
    .where(
      sql`${foundAt} >= ${fromDay}::timestamp at time zone ${timeZone}
        and ${foundAt} < (${untilDay}::date + 1)::timestamp at time zone ${timeZone}`,
    )
    .orderBy(foundAt, opportunities.id)
    .limit(limit)
}

export interface LimitRow {
  id: string
  scope: 'tenant' | 'user' | 'strategy' | 'category' | 'supplier'
  subject: string | null
  currency: string
  per_transaction_cap: number | null
  daily_cap: number | null
  weekly_cap: number | null
  monthly_cap: number | null
  total_cap: number | null
  emergency_threshold: number | null
  approve_over: number | null
}

/** The limits in force in a currency, the total without what is kept back of it. */
export async function findLimitsIn(tx: Tx, currency: string): Promise<LimitRow[]> {
  const { rows } = await tx.execute<LimitRow & Record<string, unknown>>(sql`
    select id, scope, subject, currency, per_transaction_cap::float8, daily_cap::float8, weekly_cap::float8,
      monthly_cap::float8, spend_total(l)::float8 as total_cap, emergency_threshold::float8, approve_over::float8
    from budget_limits l where is_active and currency = ${currency} order by id`)
  return rows
}

/** The first days of the periods of these limits that noon of a day lies in. */
export async function findStarts(tx: Tx, limits: string[], day: string) {
  const { rows } = await tx.execute<{ key: string; starts_on: string | null }>(sql`
    select l.id || ' ' || p as key,
      spend_period_start(p, (${`${day}T12:00:00Z`})::timestamptz, l.time_zone, l.week_starts_on)::text as starts_on
    from budget_limits l cross join unnest(array['day', 'week', 'month', 'total']) p
    where l.id = any(${sql.param(limits)}::uuid[])`)
  return rows
}

/** Every check of an amount beside these rooms, by the function that decides about money. */
export async function evaluateRooms(tx: Tx, amount: number, rooms: object[]): Promise<CheckResource[]> {
  const { rows } = await tx.execute<{ checks: CheckResource[] }>(sql`
    select spend_evaluate('ACTIVE', ${amount}, array(
      select room from jsonb_populate_recordset(null::spend_room, ${JSON.stringify(rooms)}::jsonb) room)) as checks`)
  return rows[0]!.checks
}
