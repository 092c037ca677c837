import { defineCommand } from '#src/lib/operation/operation.ts'
import { learnerOf, shownName } from '../../journeys/learner.ts'
import { lockLearner } from '../../journeys/repository.ts'
import { forgetContexts, storeChoice } from '../repository.ts'
import { consent, consentInput } from '../schema.ts'

export const setConsent = defineCommand({
  name: 'onboarding.privacy.set_consent',
  summary:
    'Let what a learner does choose their steps, or not; refusing also forgets what was known for earlier choices.',
  permission: 'journeys.write',
  input: consentInput,
  output: consent,
  async run({ context: { principal }, tx, input: { learner: given, personalised }, audit }) {
    const learner = learnerOf(principal, given, 'onboarding.write')
    await lockLearner(tx, principal.tenantId, learner.name)
    const choice = await storeChoice(tx, {
      ...{ tenantId: principal.tenantId, learner: learner.name, userId: learner.userId ?? null },
      isPersonalised: personalised,
    })
    if (!personalised) await forgetContexts(tx, learner.name)
    await audit({
      action: personalised ? 'journey.consented' : 'journey.refused',
      ...{ subjectType: 'user', subjectId: principal.userId },
      details: { learner: shownName(learner.name) },
    })
    return { learner: shownName(learner.name), personalised, decided_at: choice.updatedAt }
  },
})
