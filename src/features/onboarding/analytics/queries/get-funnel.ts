import { AppError, notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findFlow } from '../../flows/repository.ts'
import { dropOffOf } from '../drop-off.ts'
import { sumSteps } from '../repository.ts'
import { funnelInput, funnelResource } from '../schema.ts'

export const getFunnel = defineQuery({
  name: 'onboarding.analytics.funnel',
  summary: 'Step by step, how many of those who began a flow got there, and how many got no further.',
  permission: 'onboarding.read',
  longReadSeconds: 10,
  input: funnelInput,
  output: funnelResource,
  async run({ tx, input: { flow_id, version: given, days } }) {
    const flow = await findFlow(tx, flow_id)
    if (!flow) throw notFound('flow')
    const version = given ?? flow.publishedVersion
    if (version === null) throw new AppError('conflict', 'This flow was never published, so nobody began it.')
    const { journeys, steps } = await sumSteps(tx, flow_id, version, days)
    if (steps.length === 0) throw notFound(`version ${version} of this flow`)
    const withShares = steps.map((step) => ({ ...step, drop_off: dropOffOf(step) }))
    return { flow_id, name: flow.name, version, journeys, steps: withShares }
  },
})
