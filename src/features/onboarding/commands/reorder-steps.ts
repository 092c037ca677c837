import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { draftVersionOf } from '../flows/resource.ts'
import { getChangeable, subjectOf } from '../flows/service.ts'
import { findSteps, updateStep } from '../steps/repository.ts'
import { toStep } from '../steps/resource.ts'
import { reorderInput, stepResource } from '../steps/schema.ts'

export const reorderSteps = defineCommand({
  name: 'onboarding.flows.reorder',
  summary: 'Put the steps of a draft into another order.',
  permission: 'onboarding.write',
  input: reorderInput,
  output: z.array(stepResource),
  async run({ context, tx, input: { id, keys }, audit }) {
    const flow = await getChangeable(tx, context, id)
    const version = draftVersionOf(flow)
    const byKey = new Map((await findSteps(tx, id, version)).map((step) => [step.stepKey, step]))
    if (
      new Set(keys).size !== keys.length ||
      keys.length !== byKey.size ||
      !keys.every((key) => byKey.has(key))
    )
      throw invalid('keys', `must name each step of the draft once: ${[...byKey.keys()].join(', ')}`)
    for (const [index, key] of keys.entries())
      await updateStep(tx, byKey.get(key)!.id, { position: index + 1 })
    await updateFlow(tx, flow, { hasChanges: true })
    await audit({ action: 'flow.reordered', ...subjectOf(flow, { keys }) })
    return (await findSteps(tx, id, version)).map(toStep)
  },
})
