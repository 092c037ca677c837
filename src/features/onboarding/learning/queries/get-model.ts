import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findFlow } from '../../flows/repository.ts'
import { exploration } from '../../models/policies.ts'
import { countEnded, findModel } from '../repository.ts'
import { type ModelCard, modelCard, modelInput } from '../schema.ts'
import { decisionsNeeded } from '../service.ts'

export const getModel = defineQuery({
  name: 'onboarding.ml.model',
  summary:
    'What a flow has learned from, how well it expects what it had not seen, and what is still needed.',
  permission: 'onboarding.read',
  longReadSeconds: 10,
  input: modelInput,
  output: modelCard,
  async run({ tx, input: { flow_id } }) {
    const flow = await findFlow(tx, flow_id)
    if (!flow) throw notFound('flow')
    const row = await findModel(tx, flow_id)
    return {
      flow_id,
      policy: flow.policy as ModelCard['policy'],
      hold_out_percent: flow.holdOutPercent,
      exploration,
      needed: decisionsNeeded,
      ended_decisions: await countEnded(tx, flow_id, flow.learnsSince),
      model: row
        ? {
            version: row.number,
            trained_at: row.createdAt.toISOString(),
            trained_on: row.trainedOn,
            features: row.features,
            steps: Object.entries(row.arms).map(([key, { seen }]) => ({ key, seen })),
            validation: row.validation,
          }
        : null,
    }
  },
})
