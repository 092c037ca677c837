import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { draftVersionOf } from '../flows/resource.ts'
import { getChangeable, requireContent, requireKnown, subjectOf } from '../flows/service.ts'
import { findStep, findSteps, insertSteps } from '../steps/repository.ts'
import { toStep } from '../steps/resource.ts'
import { createStepInput, stepResource } from '../steps/schema.ts'

const mostSteps = 100

export const addStep = defineCommand({
  name: 'onboarding.steps.add',
  summary: 'Add a step at the end of the draft of a flow.',
  permission: 'onboarding.write',
  input: createStepInput,
  output: stepResource,
  async run({ context, tx, input, audit }) {
    const flow = await getChangeable(tx, context, input.id)
    const flowVersion = draftVersionOf(flow)
    const steps = await findSteps(tx, flow.id, flowVersion)
    const keys = steps.map(({ stepKey }) => stepKey)
    if (keys.includes(input.key))
      throw new AppError('duplicate', `The flow has a step “${input.key}” already.`, {
        errors: [{ path: 'key', code: 'duplicate', message: 'is the key of another step of this flow' }],
      })
    if (steps.length >= mostSteps) throw new AppError('conflict', `A flow has at most ${mostSteps} steps.`)
    await requireContent(tx, input.content_item_id)
    requireKnown(input.prerequisites, keys)
    const [id] = await insertSteps(tx, [
      {
        tenantId: flow.tenantId,
        flowId: flow.id,
        flowVersion,
        stepKey: input.key,
        position: (steps.at(-1)?.position ?? 0) + 1,
        contentItemId: input.content_item_id,
        completionActions: input.completion_actions,
        completedBy: input.completed_by,
        prerequisites: input.prerequisites,
        roles: input.roles,
        isOptional: input.is_optional,
        path: input.path,
      },
    ])
    await updateFlow(tx, flow, { hasChanges: true })
    await audit({ action: 'flow.step_added', ...subjectOf(flow, { key: input.key }) })
    return toStep((await findStep(tx, id!))!)
  },
})
