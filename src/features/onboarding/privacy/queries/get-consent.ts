import { defineQuery } from '#src/lib/operation/operation.ts'
import { learnerOf, shownName } from '../../journeys/learner.ts'
import { findChoice } from '../repository.ts'
import { consent, learnerInput } from '../schema.ts'

export const getConsent = defineQuery({
  name: 'onboarding.privacy.consent',
  summary: 'Whether what a learner does may choose their steps.',
  permission: 'journeys.read',
  input: learnerInput,
  output: consent,
  async run({ context: { principal }, tx, input }) {
    const { name } = learnerOf(principal, input.learner, 'onboarding.read')
    const choice = await findChoice(tx, name)
    return {
      ...{ learner: shownName(name), personalised: choice?.isPersonalised ?? true },
      decided_at: choice?.updatedAt ?? null,
    }
  },
})
