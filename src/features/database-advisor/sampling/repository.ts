import { sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { databaseSamples, indexSamples, tableSamples } from '#src/lib/db/schema/insights/database-samples.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export async function findOperator(tx: Tx, configured: string | undefined): Promise<TenantId | undefined> {
  const { rows } = await tx.$client.query<{ id: TenantId | null }>('select operator_tenant($1) as id', [
    configured ?? null,
  ])
  return rows[0]?.id ?? undefined
}

export interface Health {
  connections: number
  active: number
  idle_in_transaction: number
  waiting: number
  max_connections: number
  oldest: { seconds: number; application: string; state: string; query: string } | null
  blocks_hit: number
  blocks_read: number
  deadlocks: number
  temp_bytes: number
  database_bytes: number
  live_rows: number
  dead_rows: number
  data_directory: string | null
  replicas: string[]
}

export async function readHealth(tx: Tx): Promise<Health> {
  const { rows } = await tx.$client.query<{ health: Health }>('select advisor_health() as health')
  return rows[0]!.health
}

/** What the server counted of a statement up to now. */
export interface Counters {
  calls: number
  totalMs: number
  rows: number
  blocksHit: number
  blocksRead: number
  tempBlocks: number
  /** When the server began to count it. */
  since: string
}

export type Counted = Omit<Counters, 'since'>

export interface Statement extends Counters {
  fingerprint: string
  query: string
}

/** What the server counts of each statement; none where it counts none. */
export async function readStatements(tx: Tx): Promise<Statement[]> {
  const { rows } = await tx.$client.query<Statement>(
    `select fingerprint, query, calls::float8, total_ms as "totalMs", row_count::float8 as rows,
       blocks_hit::float8 as "blocksHit", blocks_read::float8 as "blocksRead", temp_blocks::float8 as "tempBlocks",
       since::text from advisor_statements()`,
  )
  return rows
}

/** Until the transaction ends nobody else takes samples of statements. */
export async function lockSamples(tx: Tx, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`database.sample ${tenantId}`}, 0))`)
}

/** When samples of each kind were last taken; null: never. */
export async function findLastTimes(
  tx: Tx,
): Promise<{ health: Date | null; tables: Date | null; day: string | null }> {
  const { rows } = await tx.$client.query(
    `select (select max(at) from database_samples where step = 'five_minutes') as health,
       (select max(at) from table_samples) as tables, (select max(day)::text from index_samples) as day`,
  )
  return rows[0]
}

export async function findCounters(tx: Tx): Promise<Map<string, Counters>> {
  const { rows } = await tx.$client.query<{ fingerprint: string; counters: Counters }>(
    'select fingerprint, counters from query_stats',
  )
  return new Map(rows.map((row) => [row.fingerprint, row.counters]))
}

export interface Delta {
  statement: Statement
  delta: Counted
}

/** Adds what statements did to their totals, to their five minutes and to their hour. */
export async function addStatements(tx: Tx, tenantId: TenantId, at: Date, found: Delta[]): Promise<void> {
  const given = JSON.stringify(
    found.map(({ statement: { fingerprint, query, ...counters }, delta }) => ({
      ...delta,
      ...{ fingerprint, query: query.slice(0, 10_000), counters },
    })),
  )
  await tx.$client.query(
    `with given as (
       select * from jsonb_to_recordset($3) as g(fingerprint text, query text, counters jsonb, calls bigint,
         "totalMs" float8, rows bigint, "blocksHit" bigint, "blocksRead" bigint, "tempBlocks" bigint)
     ), known as (
       insert into query_stats as q (tenant_id, fingerprint, query, calls, total_ms, rows, counters, first_seen_at, last_seen_at)
       select $1, fingerprint, query, calls, "totalMs", rows, counters, $2, $2 from given
       on conflict (tenant_id, fingerprint) do update set calls = q.calls + excluded.calls,
         total_ms = q.total_ms + excluded.total_ms, rows = q.rows + excluded.rows, counters = excluded.counters,
         last_seen_at = excluded.last_seen_at
     )
     insert into query_samples as s
       (tenant_id, step, at, fingerprint, calls, total_ms, rows, blocks_hit, blocks_read, temp_blocks)
     select $1, step, at, fingerprint, calls, "totalMs", rows, "blocksHit", "blocksRead", "tempBlocks"
     from given cross join (values ('five_minutes', $2::timestamptz), ('hour', date_trunc('hour', $2::timestamptz, 'UTC')))
       steps(step, at)
     where calls > 0
     on conflict (tenant_id, step, at, fingerprint) do update set calls = s.calls + excluded.calls,
       total_ms = s.total_ms + excluded.total_ms, rows = s.rows + excluded.rows,
       blocks_hit = s.blocks_hit + excluded.blocks_hit, blocks_read = s.blocks_read + excluded.blocks_read,
       temp_blocks = s.temp_blocks + excluded.temp_blocks`,
    [tenantId, at, given],
  )
}

type NewHealth = typeof databaseSamples.$inferInsert

export async function findHealthCounters(tx: Tx): Promise<Partial<Health>> {
  const { rows } = await tx.$client.query<{ counters: Partial<Health> }>(
    `select counters from database_samples where step = 'five_minutes' order by at desc limit 1`,
  )
  return rows[0]?.counters ?? {}
}

/** The first sample of an hour stays for longer, and adds up what the others of its hour count. */
export async function insertHealth(tx: Tx, sample: Omit<NewHealth, 'step'>): Promise<void> {
  const hour = new Date(sample.at)
  hour.setUTCMinutes(0, 0, 0)
  await tx
    .insert(databaseSamples)
    .values([
      { ...sample, step: 'five_minutes' },
      { ...sample, step: 'hour', at: hour },
    ])
    .onConflictDoUpdate({
      target: [databaseSamples.tenantId, databaseSamples.step, databaseSamples.at],
      set: {
        blocksHit: sql`${databaseSamples.blocksHit} + excluded.blocks_hit`,
        blocksRead: sql`${databaseSamples.blocksRead} + excluded.blocks_read`,
        deadlocks: sql`${databaseSamples.deadlocks} + excluded.deadlocks`,
        tempBytes: sql`${databaseSamples.tempBytes} + excluded.temp_bytes`,
      },
    })
}

export async function insertTables(tx: Tx, tenantId: TenantId, at: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into ${tableSamples} (tenant_id, at, name, live_rows, dead_rows, bytes, index_bytes, sequential_scans,
      index_scans, writes, vacuumed_at)
    select ${tenantId}, ${at.toISOString()}, relname, n_live_tup, n_dead_tup, pg_table_size(relid),
      pg_indexes_size(relid), coalesce(seq_scan, 0), coalesce(idx_scan, 0), n_tup_ins + n_tup_upd + n_tup_del,
      greatest(last_vacuum, last_autovacuum)
    from pg_stat_user_tables where schemaname = 'public' on conflict do nothing`)
  return rowCount ?? 0
}

export async function insertIndexes(tx: Tx, tenantId: TenantId, day: string): Promise<void> {
  await tx.execute(sql`
    insert into ${indexSamples} (tenant_id, day, name, table_name, scans, bytes, is_valid)
    select ${tenantId}, ${day}, s.indexrelname, s.relname, s.idx_scan, pg_relation_size(s.indexrelid), i.indisvalid
    from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid
    where s.schemaname = 'public' on conflict do nothing`)
}

/** Forgets what is older than its step is kept: five minutes for 14 days, everything else for 13 months. */
export async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const fine = `step = 'five_minutes' and at < $1::timestamptz - interval '14 days'`
  for (const table of ['query_samples', 'database_samples'] as const)
    for (const what of [fine, `at < $1::timestamptz - interval '13 months'`] as const)
      await tx.$client.query(`delete from ${table} where ${what}`, [now])
  await tx.$client.query(
    `delete from table_samples where at < $1::timestamptz - interval '14 days'
       and (at < $1::timestamptz - interval '13 months' or extract(hour from at at time zone 'UTC') > 0)`,
    [now],
  )
  await tx.$client.query(
    `delete from index_samples where day < ($1::timestamptz - interval '13 months')::date`,
    [now],
  )
  await tx.$client.query(
    `delete from query_stats where last_seen_at < $1::timestamptz - interval '13 months'`,
    [now],
  )
  // After the statements, because a plan is of no use without its statement.
  await tx.$client.query(
    `delete from query_plans p where planned_at < $1::timestamptz - interval '13 months'
       or not exists (select from query_stats q where q.fingerprint = p.fingerprint)`,
    [now],
  )
  await tx.$client.query(
    `delete from index_advice where status = 'settled' and decided_at < $1::timestamptz - interval '13 months'`,
    [now],
  )
}

const tables = [
  ...(['query_stats', 'query_samples', 'query_plans', 'index_advice'] as const),
  ...(['database_samples', 'table_samples', 'index_samples'] as const),
] as const

/** Forgets what companies that were the operator know of the whole database; for a transaction across companies. */
export async function forgetFormer(tx: Tx, operator: TenantId): Promise<void> {
  for (const table of tables) await tx.$client.query(`delete from ${table} where tenant_id <> $1`, [operator])
}
