import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { requireOperator } from '../record/access.ts'
import { findFigures, findHistory, findPlans, findQuery, stepFor } from '../record/repository.ts'
import { toFigures, toHistory, toPlans } from '../record/resource.ts'
import { queryInput, queryResource } from '../record/schema.ts'

export const getQuery = defineQuery({
  name: 'analytics.queries.get',
  summary: 'One statement: its figures, its history, and its plans as they changed.',
  permission: 'database.read',
  input: queryInput,
  output: queryResource,
  longReadSeconds: 10,
  async run({ context: { principal }, tx, input: { fingerprint, hours } }) {
    await requireOperator(tx, principal)
    const found = await findQuery(tx, fingerprint)
    if (!found) throw notFound('query')
    const since = new Date(Date.now() - hours * 3_600_000)
    const { totalMs, rows } = await findFigures(tx, { since, by: 'time', limit: 1, only: fingerprint })
    const none = { calls: 0, totalMs: 0, rows: 0, blocksHit: 0, blocksRead: 0 }
    return {
      ...toFigures(rows[0] ?? { fingerprint, query: found.query, ...none }, totalMs),
      first_seen_at: found.firstSeenAt.toISOString(),
      last_seen_at: found.lastSeenAt.toISOString(),
      history: toHistory(await findHistory(tx, fingerprint, since, stepFor(hours))),
      plans: toPlans(await findPlans(tx, fingerprint)),
    }
  },
})
