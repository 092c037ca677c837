import { defineCommand } from '#src/lib/operation/operation.ts'
import { installShippedFlows } from '../../shipped/service.ts'
import { learnerOf } from '../learner.ts'
import { lockLearner } from '../repository.ts'
import { toJourney } from '../resource.ts'
import { journeyAnswer, journeyInput } from '../schema.ts'
import { currentJourney, journeyIn } from '../service.ts'

export const startJourney = defineCommand({
  name: 'onboarding.journey.start',
  summary: 'Begin a flow, or go on where the learner stands in it. What is done already is not asked for.',
  permission: 'journeys.write',
  isOwnRecord: true,
  input: journeyInput,
  output: journeyAnswer,
  async run({ context: { principal }, tx, input }) {
    const learner = learnerOf(principal, input.learner, 'onboarding.write')
    await lockLearner(tx, principal.tenantId, learner.name)
    const { tenantId } = principal
    await installShippedFlows(tx, tenantId)
    const found = input.flow_id
      ? await journeyIn(tx, tenantId, input.flow_id, learner)
      : await currentJourney(tx, tenantId, learner)
    return { journey: found ? toJourney(found.journey, found.states) : null }
  },
})
