import { defineQuery } from '#src/lib/operation/operation.ts'
import { requireOperator } from '../record/access.ts'
import { findFigures } from '../record/repository.ts'
import { toFigures } from '../record/resource.ts'
import { topQueries, topQueriesInput } from '../record/schema.ts'

export const listQueries = defineQuery({
  name: 'analytics.queries.list',
  summary: 'The statements that took most time, were run most often, or take longest, in the last hours.',
  permission: 'database.read',
  input: topQueriesInput,
  output: topQueries,
  longReadSeconds: 10,
  async run({ context: { principal }, tx, input: { hours, by, limit } }) {
    await requireOperator(tx, principal)
    const since = new Date(Date.now() - hours * 3_600_000)
    const { totalMs, rows } = await findFigures(tx, { since, by, limit })
    return {
      since: since.toISOString(),
      total_ms: totalMs,
      queries: rows.map((row) => toFigures(row, totalMs)),
    }
  },
})
