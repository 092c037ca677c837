import type { Tx } from '#src/lib/db/transaction.ts'

/** Statements that took most time since then, with how often they were run. */
export async function findWorkload(
  tx: Tx,
  since: Date,
  limit: number,
): Promise<{ fingerprint: string; query: string; calls: number }[]> {
  const { rows } = await tx.$client.query<{ fingerprint: string; query: string; calls: number }>(
    `select q.fingerprint, q.query, s.calls::float8 from query_stats q
     join (select fingerprint, sum(calls) as calls, sum(total_ms) as total_ms from query_samples
       where step = 'hour' and at >= date_trunc('hour', $1::timestamptz, 'UTC') group by 1) s using (fingerprint)
     order by s.total_ms desc, q.fingerprint limit $2`,
    [since, limit],
  )
  return rows
}

/** Rows written to each table between the first and the last sample since then. */
export async function findWrites(tx: Tx, since: Date): Promise<Map<string, number>> {
  const { rows } = await tx.$client.query<{ name: string; writes: number }>(
    `select name, (max(writes) - min(writes))::float8 as writes from table_samples where at >= $1 group by name`,
    [since],
  )
  return new Map(rows.map(({ name, writes }) => [name, writes]))
}
