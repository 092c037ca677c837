import * as z from 'zod'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { getChangeableStep, subjectOf } from '../flows/service.ts'
import { deleteStep as deleteRow } from '../steps/repository.ts'
import { stepById } from '../steps/schema.ts'

export const deleteStep = defineCommand({
  name: 'onboarding.steps.delete',
  summary: 'Remove a step from the draft of a flow.',
  permission: 'onboarding.write',
  input: stepById,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ tx, input: { id }, audit }) {
    const { step, flow, steps } = await getChangeableStep(tx, id)
    const needing = steps.filter(({ prerequisites }) => prerequisites.includes(step.stepKey))
    if (needing.length > 0)
      throw new AppError('in_use', `It comes before: ${needing.map(({ title }) => title).join(', ')}.`)
    await deleteRow(tx, id)
    await updateFlow(tx, flow, { hasChanges: true })
    await audit({ action: 'flow.step_removed', ...subjectOf(flow, { key: step.stepKey }) })
    return { id, deleted: true as const }
  },
})
