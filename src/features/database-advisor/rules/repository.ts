import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** One index, as the catalog describes it. */
export interface IndexFacts {
  name: string
  table: string
  method: string
  /** Each key column with its operator class, collation and order: equal text, equal use. */
  keys: string[]
  /** Names of the key columns; an expression has none. */
  columns: (string | null)[]
  included: string[]
  predicate: string | null
  isUnique: boolean
  /** A primary key, a unique or an exclusion constraint stands on it, or a foreign key points to it. */
  isConstraint: boolean
  isReplicaIdentity: boolean
  isValid: boolean
  /** Somebody builds it just now. */
  isBeingBuilt: boolean
  definition: string
  bytes: number
}

export interface ForeignKeyFacts {
  name: string
  table: string
  columns: string[]
  referenced: string
  /** Of the table that has the key. */
  rows: number
}

/** How often an index was used on each day that was looked at. */
export interface IndexUse {
  name: string
  days: number
  scans: number
}

export interface Regression {
  fingerprint: string
  query: string
  meanMs: number
  medianMs: number
  /** Of all the time in the last day. */
  share: number
}

/** What a rule found; `fingerprint` makes it the same when it is found again. */
export interface Advice {
  kind: 'create_index' | 'foreign_key' | 'duplicate' | 'unused' | 'invalid' | 'regression'
  subject: string
  indexName: string | null
  statement: string | null
  undoStatement: string | null
  reason: string
  evidence: Record<string, unknown>
  basis: 'counters' | 'clone' | 'rules'
  gain: number | null
  bytes: number | null
  fingerprint: string
}

export async function readIndexes(tx: Tx): Promise<IndexFacts[]> {
  const { rows } = await tx.$client.query<IndexFacts>(
    `select c.relname as name, t.relname as "table", am.amname as method,
       array(select pg_get_indexdef(i.indexrelid, k, false) || ' ' || i.indclass[k - 1] || ' ' || i.indcollation[k - 1]
           || ' ' || i.indoption[k - 1] from generate_series(1, i.indnkeyatts) k order by k) as keys,
       array(select a.attname::text from generate_series(1, i.indnkeyatts) k
         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k - 1] and i.indkey[k - 1] <> 0
         order by k) as columns,
       array(select a.attname::text from generate_series(i.indnkeyatts + 1, i.indnatts) k
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k - 1] order by k) as included,
       pg_get_expr(i.indpred, i.indrelid) as predicate, i.indisunique as "isUnique",
       exists (select from pg_constraint where conindid = i.indexrelid) as "isConstraint",
       i.indisreplident as "isReplicaIdentity", i.indisvalid as "isValid",
       exists (select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid) as "isBeingBuilt",
       pg_get_indexdef(i.indexrelid) as definition, pg_relation_size(i.indexrelid)::float8 as bytes
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
       join pg_namespace n on n.oid = t.relnamespace join pg_am am on am.oid = c.relam
     where n.nspname = 'public' order by 2, 1`,
  )
  return rows
}

export async function readForeignKeys(tx: Tx): Promise<ForeignKeyFacts[]> {
  const { rows } = await tx.$client.query<ForeignKeyFacts>(
    `select k.conname as name, t.relname as "table", r.relname as referenced, greatest(t.reltuples, 0)::float8 as rows,
       array(select a.attname::text from unnest(k.conkey) with ordinality c(attnum, position)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum order by position) as columns
     from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
       join pg_namespace n on n.oid = t.relnamespace
     where k.contype = 'f' and n.nspname = 'public' order by 2, 1`,
  )
  return rows
}

/** How often each index was used since its first daily sample of the last 90 days. */
export async function readUses(tx: Tx): Promise<IndexUse[]> {
  const { rows } = await tx.$client.query<IndexUse>(
    `select name, count(*)::integer as days, (max(scans) - min(scans))::float8 as scans from index_samples
     where day > current_date - 90 group by name`,
  )
  return rows
}

/** How long statements took in the last day, and in the median hour of the 14 days before. */
export async function readRegressions(tx: Tx, now: Date): Promise<Regression[]> {
  const { rows } = await tx.$client.query<Regression>(
    `with lately as (
       select fingerprint, sum(total_ms) / nullif(sum(calls), 0) as mean_ms, sum(total_ms) as total_ms
       from query_samples where step = 'hour' and at > $1::timestamptz - interval '1 day' group by 1
     ), usual as (
       select fingerprint, percentile_cont(0.5) within group (order by total_ms / nullif(calls, 0)) as median_ms
       from query_samples where step = 'hour' and at > $1::timestamptz - interval '15 days'
         and at <= $1::timestamptz - interval '1 day' group by 1 having count(*) >= 24
     )
     select fingerprint, query, mean_ms as "meanMs", median_ms as "medianMs",
       l.total_ms / nullif((select sum(total_ms) from lately), 0) as share
     from lately l join usual using (fingerprint) join query_stats using (fingerprint)
     where mean_ms > 2 * median_ms`,
    [now],
  )
  return rows
}

export async function findReplicas(tx: Tx): Promise<string[]> {
  const { rows } = await tx.$client.query<{ replicas: string[] | null }>(
    `select counters->'replicas' as replicas from database_samples order by at desc limit 1`,
  )
  return rows[0]?.replicas ?? []
}

/**
 * Writes what was found now: what is known stays as a person decided, and open advice of the same kinds that is not
 * found any more has settled itself. Returns how much is new.
 */
export async function replaceAdvice(
  tx: Tx,
  tenantId: TenantId,
  kinds: Advice['kind'][],
  found: Advice[],
): Promise<number> {
  const fingerprints = found.map(({ fingerprint }) => fingerprint)
  await tx.$client.query(
    `update index_advice set status = 'settled', decided_at = now()
     where status = 'open' and kind = any($1) and fingerprint <> all($2)`,
    [kinds, fingerprints],
  )
  const { rows } = await tx.$client.query<{ isNew: boolean }>(
    `insert into index_advice as a (tenant_id, kind, subject, index_name, statement, undo_statement, reason, evidence,
       basis, gain, bytes, fingerprint)
     select $1, kind, subject, "indexName", statement, "undoStatement", reason, evidence, basis, gain, bytes, fingerprint
     from jsonb_to_recordset($2) as f(kind text, subject text, "indexName" text, statement text, "undoStatement" text,
       reason text, evidence jsonb, basis text, gain float8, bytes bigint, fingerprint text)
     on conflict (tenant_id, fingerprint) do update set status = case a.status when 'settled' then 'open' else a.status end,
       decided_at = case a.status when 'settled' then null else a.decided_at end, statement = excluded.statement,
       undo_statement = excluded.undo_statement, reason = excluded.reason, evidence = excluded.evidence,
       basis = excluded.basis, gain = excluded.gain, bytes = excluded.bytes
     where a.status in ('open', 'settled')
     returning xmax = 0 as "isNew"`,
    [tenantId, JSON.stringify(found)],
  )
  return rows.filter(({ isNew }) => isNew).length
}
