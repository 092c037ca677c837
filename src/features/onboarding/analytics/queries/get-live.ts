import { defineQuery } from '#src/lib/operation/operation.ts'
import { findBusySteps, readPulse } from '../repository.ts'
import { liveInput, liveResource } from '../schema.ts'

const mostSteps = 10

export const watchLearners = defineQuery({
  name: 'onboarding.analytics.live',
  summary: 'Who is learning at the moment, as server-sent events.',
  permission: 'onboarding.read',
  input: liveInput,
  output: liveResource,
  async run({ tx, input: { seconds } }) {
    return {
      at: new Date().toISOString(),
      seconds,
      ...(await readPulse(tx)),
      steps: await findBusySteps(tx, mostSteps),
    }
  },
})
