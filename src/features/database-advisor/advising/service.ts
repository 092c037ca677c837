import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { parsePlannable } from '../plans/parse.ts'
import { explain, type PlanNode } from '../plans/repository.ts'
import { readIndexes } from '../rules/repository.ts'
import { type Found, findIndexes } from '../search/advisor.ts'
import type { Statement } from '../search/candidates.ts'
import { type Query, readSource, type Source } from '../what-if/source/repository.ts'
import { servingIndexes } from './advice.ts'
import { findWorkload, findWrites } from './repository.ts'

const mostStatements = 100
/** Statements run under its policies. */
export const role = 'waybill_app'

/** What a clone of our database is made of. */
export function readOwnSource(): Promise<Source> {
  return systemTransaction((tx) => readSource(queryOn(tx), 'select * from advisor_column_statistics()'))
}

const queryOn =
  (tx: Tx): Query =>
  (text, values) =>
    tx.$client.query(text, values) as never

interface Asked {
  since: Date
  budgetBytes: number
  /** Statements to look at, each as often as every other; by default those that took most time since then. */
  queries?: string[] | undefined
}

/** The indexes that statements would gain most by; undefined where there is no statement that has a plan. */
export async function searchIndexes(
  tenantId: TenantId,
  { since, budgetBytes, queries }: Asked,
): Promise<Found | undefined> {
  const workload = queries
    ? queries.map((query, index) => ({ fingerprint: String(index), query, calls: 1 }))
    : await transaction(tenantId, 'read only', (tx) => findWorkload(tx, since, mostStatements))
  const { statements, plans } = await planWorkload(tenantId, workload)
  if (statements.length === 0) return undefined
  const source = await readOwnSource()
  const { indexes, writes } = await transaction(tenantId, 'read only', async (tx) => ({
    indexes: await readIndexes(tx),
    // Statements that were given stand for no period.
    writes: queries ? new Map<string, number>() : await findWrites(tx, since),
  }))
  return findIndexes({
    ...{ statements, plans, source, writes, role, budgetBytes, isGeneric: true },
    existing: servingIndexes(indexes),
  })
}

async function planWorkload(
  tenantId: TenantId,
  found: { fingerprint: string; query: string; calls: number }[],
) {
  const statements: Statement[] = []
  const plans = new Map<string, PlanNode>()
  for (const { fingerprint: id, query: text, calls } of found) {
    const tree = await parsePlannable(text)
    if (!tree) continue
    // Some have no plan without their values, such as those whose types the values decide.
    const plan = await transaction(tenantId, 'read only', (tx) => explain(tx, text)).catch(() => undefined)
    if (!plan) continue
    statements.push({ id, text, calls, tree })
    plans.set(id, plan)
  }
  return { statements, plans }
}
