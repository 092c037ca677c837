import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { findOperator } from '../sampling/repository.ts'
import {
  findReplicas,
  readForeignKeys,
  readIndexes,
  readRegressions,
  readUses,
  replaceAdvice,
} from './repository.ts'
import { duplicates, foreignKeysWithoutIndex, invalid, regressions, unused } from './rules.ts'

/** Looks at indexes, foreign keys and times; returns how much advice is new. */
export async function applyRules(now = new Date()): Promise<number> {
  const tenantId = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!tenantId) return 0
  return transaction(tenantId, 'read write', async (tx) => {
    const indexes = await readIndexes(tx)
    const replaced = duplicates(indexes)
    const named = new Set(replaced.map(({ indexName }) => indexName))
    const advice = [
      ...replaced,
      ...unused(indexes, await readUses(tx), await findReplicas(tx)).filter(
        ({ indexName }) => !named.has(indexName),
      ),
      ...foreignKeysWithoutIndex(await readForeignKeys(tx), indexes),
      ...invalid(indexes),
      ...regressions(await readRegressions(tx, now)),
    ]
    const kinds = ['duplicate', 'unused', 'foreign_key', 'invalid', 'regression'] as const
    return replaceAdvice(tx, tenantId, [...kinds], advice)
  })
}

export const indexRules = defineSweep({
  name: 'database.rules',
  every: 3_600_000,
  run: () => applyRules(),
})
