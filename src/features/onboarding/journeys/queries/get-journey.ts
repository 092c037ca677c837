import { defineQuery } from '#src/lib/operation/operation.ts'
import { learnerOf } from '../learner.ts'
import { findJourneysOf } from '../repository.ts'
import { toJourney } from '../resource.ts'
import { journeyAnswer, journeyInput } from '../schema.ts'
import { standingIn } from '../service.ts'

export const getJourney = defineQuery({
  name: 'onboarding.journey.get',
  summary: 'The journey that a learner is in, or the one in the flow that is named.',
  permission: 'journeys.read',
  input: journeyInput,
  output: journeyAnswer,
  async run({ context: { principal }, tx, input }) {
    const learner = learnerOf(principal, input.learner, 'onboarding.read')
    const journeys = await findJourneysOf(tx, learner.name)
    const found = journeys.find(({ flowId, status }) =>
      input.flow_id ? flowId === input.flow_id : status === 'running',
    )
    if (!found) return { journey: null }
    const { journey, states } = await standingIn(tx, found, learner)
    return { journey: toJourney(journey, states) }
  },
})
