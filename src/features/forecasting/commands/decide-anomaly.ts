import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { decideAnomaly, findAnomaly } from '../anomalies/repository.ts'
import { toAnomaly } from '../anomalies/resource.ts'
import { anomalyResource, decideAnomalyInput } from '../anomalies/schema.ts'
import { readableKeys } from '../record/access.ts'

export const decideOnAnomaly = defineCommand({
  name: 'analytics.anomalies.decide',
  summary: 'Say whether a new anomaly matters: acknowledged or dismissed, once.',
  permission: 'analytics.manage',
  input: decideAnomalyInput,
  output: anomalyResource,
  async run({ context, tx, input: { id, status, note }, audit }) {
    const readable = readableKeys(context)
    if (!(await findAnomaly(tx, readable, id))) throw notFound('anomaly')
    const row = await decideAnomaly(tx, id, { status, note, decidedBy: context.principal.userId })
    if (!row) throw illegalTransition('anomaly', (await findAnomaly(tx, readable, id))!.status, [])
    const details = { name: row.subject, kind: row.kind, note }
    await audit({ action: `anomaly.${status}`, subjectType: 'anomaly', subjectId: id, details })
    return toAnomaly(row)
  },
})
