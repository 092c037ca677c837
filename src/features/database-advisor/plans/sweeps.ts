import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { findOperator } from '../sampling/repository.ts'
import { parsePlannable } from './parse.ts'
import { explain, findBusiest, keepPlan } from './repository.ts'
import { shapeOf } from './shape.ts'

const dayMs = 86_400_000
const most = 30

/** Plans the statements that took most time in the last day, without running them; returns how many plans are new. */
export async function watchPlans(now = new Date()): Promise<number> {
  const tenantId = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!tenantId) return 0
  const since = new Date(now.getTime() - dayMs)
  let changed = 0
  for (const { fingerprint, query } of await transaction(tenantId, 'read only', (tx) =>
    findBusiest(tx, since, most),
  )) {
    if (!(await parsePlannable(query))) continue
    // Some cannot be planned without their values, such as those whose types the values decide.
    const plan = await transaction(tenantId, 'read only', (tx) => explain(tx, query)).catch(() => undefined)
    if (
      plan &&
      (await transaction(tenantId, 'read write', (tx) =>
        keepPlan(tx, tenantId, fingerprint, { shape: shapeOf(plan), plan }),
      ))
    )
      changed += 1
  }
  return changed
}

export const queryPlans = defineSweep({
  name: 'database.plans',
  every: 3_600_000,
  run: () => watchPlans(),
})
