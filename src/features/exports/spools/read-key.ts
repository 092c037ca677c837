import { createHash } from 'node:crypto'
import { compileQuery } from '#src/features/datasets/rows/sql.ts'
import type { FilePlan } from '../record/plan-file.ts'

/**
 * What a plan reads, as a hash: plans with the same one read the same columns of the same rows in the same order,
 * whatever the file calls them and whatever format it has. Another mask, right, filter value or definition gives
 * another hash.
 */
export function readKey(plan: FilePlan): string {
  const { text, values } = compileQuery(plan)
  const columns = plan.columns.map(({ key, type, scale, masked }) => [key, type, scale ?? null, masked])
  const read = [plan.dataset.key, plan.dataset.source?.id ?? null, text, values, plan.timeZone, columns]
  return createHash('sha256').update(JSON.stringify(read)).digest('hex')
}
