import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { enterTenantDays } from '../lines/repository.ts'
import { modelResource, retrainInput } from '../record/schema.ts'
import { getModelCard } from '../record/service.ts'
import { startTraining, trainingEntry } from '../runs/trainings.ts'

export const retrain = defineCommand({
  name: 'analytics.retrain',
  summary:
    'Train a model on everything that is known today; a worker carries it out. It becomes a candidate only if it is no worse than the model in use on the same lines.',
  permission: 'analytics.manage',
  input: retrainInput,
  output: modelResource,
  async run({ context: { principal, requestId }, tx, input: { seed }, audit }) {
    const { tenantId, userId: requestedBy } = principal
    const { today } = (await enterTenantDays(tx, tenantId, new Date()))!
    const row = await startTraining(tx, { tenantId, requestId, today, trigger: 'command', requestedBy }, seed)
    if (!row) throw new AppError('conflict', 'A model is being trained already. Wait until it has ended.')
    await audit(trainingEntry(row))
    return getModelCard(tx, principal, row.id)
  },
})
