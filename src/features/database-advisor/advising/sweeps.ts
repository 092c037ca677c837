import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { parsePlannable } from '../plans/parse.ts'
import { explain, type PlanNode } from '../plans/repository.ts'
import { readIndexes, replaceAdvice } from '../rules/repository.ts'
import { findOperator } from '../sampling/repository.ts'
import { findIndexes } from '../search/advisor.ts'
import type { Statement } from '../search/candidates.ts'
import { type Query, readSource } from '../what-if/source/repository.ts'
import { adviceOf, servingIndexes } from './advice.ts'
import { findWorkload, findWrites } from './repository.ts'

const dayMs = 86_400_000
const mostStatements = 100
const budgetBytes = 1024 ** 3
/** Statements run under its policies. */
const role = 'waybill_app'

/** Looks for indexes that the statements of the last day would gain most by; returns how much advice is new. */
export async function adviseIndexes(now = new Date()): Promise<number> {
  const tenantId = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!tenantId) return 0
  const since = new Date(now.getTime() - dayMs)
  const { statements, plans } = await readWorkload(tenantId, since)
  if (statements.length === 0) return 0
  const source = await systemTransaction((tx) =>
    readSource(queryOn(tx), 'select * from advisor_column_statistics()'),
  )
  const { indexes, writes } = await transaction(tenantId, 'read only', async (tx) => ({
    indexes: await readIndexes(tx),
    writes: await findWrites(tx, since),
  }))
  const found = await findIndexes({
    ...{ statements, plans, source, writes, role, budgetBytes, isGeneric: true },
    existing: servingIndexes(indexes),
  })
  return transaction(tenantId, 'read write', (tx) =>
    replaceAdvice(tx, tenantId, ['create_index'], adviceOf(found)),
  )
}

const queryOn =
  (tx: Tx): Query =>
  (text, values) =>
    tx.$client.query(text, values) as never

async function readWorkload(tenantId: TenantId, since: Date) {
  const statements: Statement[] = []
  const plans = new Map<string, PlanNode>()
  const found = await transaction(tenantId, 'read only', (tx) => findWorkload(tx, since, mostStatements))
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

/** Where no scratch cluster can be started the sweep fails, which is logged, and the rules go on advising. */
export const indexSearch = defineSweep({
  name: 'database.advise',
  every: dayMs / 4,
  run: () => adviseIndexes(),
})
