import { defineQuery } from '#src/lib/operation/operation.ts'
import { sumFlows } from '../repository.ts'
import { summaryInput, summaryResource } from '../schema.ts'

export const getSummary = defineQuery({
  name: 'onboarding.analytics.summary',
  summary: 'How many began each flow in the last days, and what became of it.',
  permission: 'onboarding.read',
  longReadSeconds: 10,
  input: summaryInput,
  output: summaryResource,
  async run({ tx, input: { days } }) {
    const flows = await sumFlows(tx, days)
    return {
      days,
      flows: flows.map((flow) => ({
        ...flow,
        completion_rate: flow.started === 0 ? null : flow.completed / flow.started,
      })),
    }
  },
})
