import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { getChangeableStep, requireContent, requireKnown, subjectOf } from '../flows/service.ts'
import { findStep, updateStep } from '../steps/repository.ts'
import { toStep } from '../steps/resource.ts'
import { changeStepInput, stepResource } from '../steps/schema.ts'

export const changeStep = defineCommand({
  name: 'onboarding.steps.change',
  summary: 'Change what is named of a step of a draft and leave the rest.',
  permission: 'onboarding.write',
  input: changeStepInput,
  output: stepResource,
  async run({ tx, input: { id, ...given }, audit }) {
    const changed = Object.keys(given)
    if (changed.length === 0) throw invalid('', 'names nothing to change')
    const { step, flow, steps } = await getChangeableStep(tx, id)
    if (given.content_item_id !== undefined) await requireContent(tx, given.content_item_id)
    const others = steps.map(({ stepKey }) => stepKey).filter((key) => key !== step.stepKey)
    requireKnown(given.prerequisites ?? [], others)
    await updateStep(tx, id, {
      contentItemId: given.content_item_id,
      completionActions: given.completion_actions,
      completedBy: given.completed_by,
      prerequisites: given.prerequisites,
      roles: given.roles,
      isOptional: given.is_optional,
      path: given.path,
    })
    await updateFlow(tx, flow, { hasChanges: true })
    await audit({ action: 'flow.step_updated', ...subjectOf(flow, { key: step.stepKey, changed }) })
    return toStep((await findStep(tx, id))!)
  },
})
