import { defineCommand } from '#src/lib/operation/operation.ts'
import { isPersonalised } from '../../privacy/repository.ts'
import { installShippedFlows } from '../../shipped/service.ts'
import { learnerOf } from '../learner.ts'
import { recommend } from '../recommendation/service.ts'
import { lockLearner } from '../repository.ts'
import { toJourney, toNext } from '../resource.ts'
import { nextAnswer, nextInput } from '../schema.ts'
import { currentJourney, journeyIn } from '../service.ts'

export const nextStep = defineCommand({
  name: 'onboarding.journey.next',
  summary: 'The next step of a learner with the reason for it; a choice stands until something comes of it.',
  permission: 'journeys.write',
  isOwnRecord: true,
  input: nextInput,
  output: nextAnswer,
  async run({ context: { principal }, tx, input: { flow_id, learner: given, ...situation } }) {
    const learner = learnerOf(principal, given, 'onboarding.write')
    await lockLearner(tx, principal.tenantId, learner.name)
    const { tenantId } = principal
    await installShippedFlows(tx, tenantId)
    const found = flow_id
      ? await journeyIn(tx, tenantId, flow_id, learner)
      : await currentJourney(tx, tenantId, learner)
    const personalised = await isPersonalised(tx, learner.name)
    if (!found) return { journey: null, next: null, personalised }
    const chosen = await recommend(tx, found, { ...situation, role: learner.role })
    return {
      journey: toJourney(found.journey, found.states),
      next: chosen ? toNext(chosen.decision, chosen.step) : null,
      personalised,
    }
  },
})
