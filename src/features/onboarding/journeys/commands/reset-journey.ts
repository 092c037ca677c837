import { defineCommand } from '#src/lib/operation/operation.ts'
import { learnerOf } from '../learner.ts'
import { lockLearner, resetJourneys } from '../repository.ts'
import { journeyInput, resetAnswer } from '../schema.ts'

export const resetJourney = defineCommand({
  name: 'onboarding.journey.reset',
  summary: 'Set a learner back in one flow, or in all: the next start begins with the newest version.',
  permission: 'journeys.write',
  input: journeyInput,
  output: resetAnswer,
  async run({ context: { principal }, tx, input, audit }) {
    const learner = learnerOf(principal, input.learner, 'onboarding.write')
    await lockLearner(tx, principal.tenantId, learner.name)
    const ids = await resetJourneys(tx, learner.name, input.flow_id)
    await audit({
      action: 'journey.reset',
      subjectType: 'user',
      subjectId: principal.userId,
      details: { journeys: ids.length },
    })
    return { reset: ids.length }
  },
})
