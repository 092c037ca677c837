import { AppError, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { lockFlow } from '../../flows/repository.ts'
import { onboardingRetrain } from '../queue.ts'
import { forgetModels, resetLearning } from '../repository.ts'
import { retrainAnswer, retrainInput } from '../schema.ts'

export const retrainFlow = defineCommand({
  name: 'onboarding.ml.retrain',
  summary: 'Have a worker learn a flow anew from what came of its recommendations, or forget all of it.',
  permission: 'onboarding.write',
  input: retrainInput,
  output: retrainAnswer,
  async run({ context: { principal, requestId }, tx, input: { flow_id: flowId, reset }, audit }) {
    const flow = await lockFlow(tx, flowId)
    if (!flow) throw notFound('flow')
    if (flow.policy === 'fixed_order')
      throw new AppError(
        'conflict',
        'This flow has a fixed order, so it learns nothing. Choose another policy first.',
      )
    if (reset) {
      await forgetModels(tx, flowId)
      await resetLearning(tx, flowId)
    }
    await enqueue(tx, onboardingRetrain, { tenantId: principal.tenantId, requestId }, { flowId })
    await audit({
      action: reset ? 'flow.learning_reset' : 'flow.retraining_requested',
      ...{ subjectType: 'flow', subjectId: flowId, details: { name: flow.name } },
    })
    return { queued: true as const }
  },
})
