import { eq, inArray } from 'drizzle-orm'
import { indexAdvice } from '#src/lib/db/schema/insights/index-advice.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { PlanNode } from '../plans/repository.ts'

export interface FiguresRow {
  fingerprint: string
  query: string
  calls: number
  totalMs: number
  rows: number
  blocksHit: number
  blocksRead: number
}

const order = { time: 's.total_ms', calls: 's.calls', mean: 's.total_ms / s.calls' } as const

/** What statements did since then, the first by what is asked for; with `only`, that statement alone. */
export async function findFigures(
  tx: Tx,
  { since, by, limit, only }: { since: Date; by: keyof typeof order; limit: number; only?: string },
): Promise<{ totalMs: number; rows: FiguresRow[] }> {
  const { rows } = await tx.$client.query<FiguresRow & { all: number }>(
    `with s as (
       select fingerprint, sum(calls) as calls, sum(total_ms) as total_ms, sum(rows) as rows,
         sum(blocks_hit) as hit, sum(blocks_read) as read
       from query_samples where step = 'hour' and at >= date_trunc('hour', $1::timestamptz, 'UTC') group by 1)
     select fingerprint, query, s.calls::float8, s.total_ms as "totalMs", s.rows::float8, s.hit::float8 as "blocksHit",
       s.read::float8 as "blocksRead", (select sum(total_ms) from s) as "all"
     from s join query_stats using (fingerprint) where $3::text is null or fingerprint = $3
     order by ${order[by]} desc, fingerprint limit $2`,
    [since, limit, only ?? null],
  )
  return { totalMs: rows[0]?.all ?? 0, rows }
}

export async function findQuery(tx: Tx, fingerprint: string) {
  const { rows } = await tx.$client.query<{ query: string; firstSeenAt: Date; lastSeenAt: Date }>(
    `select query, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt" from query_stats where fingerprint = $1`,
    [fingerprint],
  )
  return rows[0]
}

/** Five minutes where they are kept and not too many, else hours. */
export function stepFor(hours: number): 'five_minutes' | 'hour' {
  return hours <= 24 ? 'five_minutes' : 'hour'
}

export async function findHistory(tx: Tx, fingerprint: string, since: Date, step: string) {
  const { rows } = await tx.$client.query<{ at: Date; calls: number; totalMs: number }>(
    `select at, calls::float8, total_ms as "totalMs" from query_samples
     where fingerprint = $1 and step = $2 and at >= $3 order by at`,
    [fingerprint, step, since],
  )
  return rows
}

export async function findPlans(tx: Tx, fingerprint: string) {
  const { rows } = await tx.$client.query<{ plannedAt: Date; cost: number; plan: PlanNode }>(
    `select planned_at as "plannedAt", cost, plan from query_plans where fingerprint = $1
     order by planned_at desc limit 10`,
    [fingerprint],
  )
  return rows
}

export type AdviceRow = typeof indexAdvice.$inferSelect

export async function findAdvice(tx: Tx, ids: string[]): Promise<AdviceRow[]> {
  if (ids.length === 0) return []
  const found = await tx.select().from(indexAdvice).where(inArray(indexAdvice.id, ids))
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function lockAdvice(tx: Tx, id: string): Promise<AdviceRow | undefined> {
  const [row] = await tx.select().from(indexAdvice).where(eq(indexAdvice.id, id)).for('update')
  return row
}

export async function updateAdvice(
  tx: Tx,
  id: string,
  changes: Partial<typeof indexAdvice.$inferInsert>,
): Promise<AdviceRow> {
  const [row] = await tx.update(indexAdvice).set(changes).where(eq(indexAdvice.id, id)).returning()
  return row!
}

export async function readStatementsState(tx: Tx) {
  const { rows } = await tx.$client.query<{
    state: 'ready' | 'not_loaded' | 'not_created' | 'not_permitted'
  }>('select advisor_statements_state() as state')
  return rows[0]!.state
}

export interface HealthRow {
  at: Date
  connections: number
  maxConnections: number
  active: number
  idleInTransaction: number
  waitingForLocks: number
  oldestTransactionSeconds: number | null
  oldestTransaction: string | null
  blocksHit: number
  blocksRead: number
  deadlocks: number
  tempBytes: number
  databaseBytes: number
  liveRows: number
  deadRows: number
  diskFreeBytes: number | null
}

/** In the order of time. */
export async function findHealth(tx: Tx, since: Date, step: string): Promise<HealthRow[]> {
  const { rows } = await tx.$client.query<HealthRow>(
    `select at, connections, max_connections as "maxConnections", active, idle_in_transaction as "idleInTransaction",
       waiting_for_locks as "waitingForLocks", oldest_transaction_seconds as "oldestTransactionSeconds",
       oldest_transaction as "oldestTransaction", blocks_hit::float8 as "blocksHit", blocks_read::float8 as "blocksRead",
       deadlocks::float8, temp_bytes::float8 as "tempBytes", database_bytes::float8 as "databaseBytes",
       live_rows::float8 as "liveRows", dead_rows::float8 as "deadRows", disk_free_bytes::float8 as "diskFreeBytes"
     from database_samples where step = $1 and at >= $2 order by at`,
    [step, since],
  )
  return rows
}

export interface TableRow {
  name: string
  liveRows: number
  deadRows: number
  bytes: number
  indexBytes: number
  vacuumedAt: Date | null
}

/** The largest tables as of the last sample. */
export async function findTables(tx: Tx, limit: number): Promise<TableRow[]> {
  const { rows } = await tx.$client.query<TableRow>(
    `select name, live_rows::float8 as "liveRows", dead_rows::float8 as "deadRows", bytes::float8,
       index_bytes::float8 as "indexBytes", vacuumed_at as "vacuumedAt"
     from table_samples where at = (select max(at) from table_samples)
     order by bytes + index_bytes desc, name limit $1`,
    [limit],
  )
  return rows
}
