import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** A node of a plan as EXPLAIN (FORMAT JSON) has it. */
export interface PlanNode {
  'Node Type': string
  'Total Cost': number
  'Plan Rows'?: number
  'Relation Name'?: string
  'Index Name'?: string
  'Join Type'?: string
  'Index Cond'?: string
  Filter?: string
  Plans?: PlanNode[]
}

/** The statements that took most time since then. */
export async function findBusiest(
  tx: Tx,
  since: Date,
  limit: number,
): Promise<{ fingerprint: string; query: string }[]> {
  const { rows } = await tx.$client.query<{ fingerprint: string; query: string }>(
    `select q.fingerprint, q.query from query_stats q
     join (select fingerprint, sum(total_ms) as total_ms from query_samples where step = 'hour' and at >= $1 group by 1) s
       using (fingerprint)
     order by s.total_ms desc, q.fingerprint limit $2`,
    [since, limit],
  )
  return rows
}

/** The plan that the statement gets without its values; `text` must be one statement that has a plan. */
export async function explain(tx: Tx, text: string): Promise<PlanNode> {
  const { rows } = await tx.$client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (generic_plan, format json) ${text}`,
  )
  return rows[0]!['QUERY PLAN'][0].Plan
}

/** Keeps a plan where it is another one than the last. Returns whether it is. */
export async function keepPlan(
  tx: Tx,
  tenantId: TenantId,
  fingerprint: string,
  { shape, plan }: { shape: string; plan: PlanNode },
): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `insert into query_plans (tenant_id, fingerprint, shape, plan, cost)
     select $1, $2, $3, $4, $5 where $3 is distinct from
       (select shape from query_plans where fingerprint = $2 order by planned_at desc limit 1)`,
    [tenantId, fingerprint, shape, JSON.stringify(plan), plan['Total Cost']],
  )
  return rowCount === 1
}
