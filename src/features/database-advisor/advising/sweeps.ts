import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { replaceAdvice } from '../rules/repository.ts'
import { findOperator } from '../sampling/repository.ts'
import { adviceOf } from './advice.ts'
import { searchIndexes } from './service.ts'

const dayMs = 86_400_000
const budgetBytes = 1024 ** 3

/** Looks for indexes that the statements of the last day would gain most by; returns how much advice is new. */
export async function adviseIndexes(now = new Date()): Promise<number> {
  const tenantId = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!tenantId) return 0
  const since = new Date(now.getTime() - dayMs)
  const found = await searchIndexes(tenantId, { since, budgetBytes })
  if (!found) return 0
  return transaction(tenantId, 'read write', (tx) =>
    replaceAdvice(tx, tenantId, ['create_index'], adviceOf(found)),
  )
}

/** Where no scratch cluster can be started the sweep fails, which is logged, and the rules go on advising. */
export const indexSearch = defineSweep({
  name: 'database.advise',
  every: 3_600_000,
  run: () => adviseIndexes(),
})
