import * as z from 'zod'
import { anomalyKinds } from '#src/lib/db/schema/insights/anomalies.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { countDecisions } from '../anomalies/repository.ts'
import { precisionResource } from '../anomalies/schema.ts'
import { readableKeys } from '../record/access.ts'

export const getPrecision = defineQuery({
  name: 'analytics.anomalies.precision',
  summary: 'Of each kind of anomaly, which share mattered to those who decided on them.',
  permission: 'analytics.read',
  input: z.strictObject({}),
  output: precisionResource,
  async run({ context, tx }) {
    const counts = await countDecisions(tx, readableKeys(context))
    const countOf = (kind: string, status: string) =>
      counts.find((one) => one.kind === kind && one.status === status)?.count ?? 0
    return {
      kinds: anomalyKinds.map((kind) => {
        const [acknowledged, dismissed] = [countOf(kind, 'acknowledged'), countOf(kind, 'dismissed')]
        const decided = acknowledged + dismissed
        return { kind, acknowledged, dismissed, precision: decided > 0 ? acknowledged / decided : null }
      }),
    }
  },
})
