import { defineCommand } from '#src/lib/operation/operation.ts'
import { learnerOf, shownName } from '../../journeys/learner.ts'
import { lockLearner } from '../../journeys/repository.ts'
import { deleteRecords } from '../repository.ts'
import { deleted, learnerInput } from '../schema.ts'

export const deleteLearnerRecords = defineCommand({
  name: 'onboarding.privacy.delete',
  summary:
    'Delete everything that onboarding knows of a learner: journeys, events, decisions and their consent.',
  permission: 'journeys.write',
  input: learnerInput,
  output: deleted,
  async run({ context: { principal }, tx, input, audit }) {
    const { name } = learnerOf(principal, input.learner, 'onboarding.write')
    await lockLearner(tx, principal.tenantId, name)
    const journeys = await deleteRecords(tx, name)
    await audit({
      action: 'journey.records_deleted',
      ...{ subjectType: 'user', subjectId: principal.userId },
      details: { learner: shownName(name), journeys },
    })
    return { learner: shownName(name), journeys }
  },
})
