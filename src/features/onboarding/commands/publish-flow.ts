import { AppError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { draftVersionOf } from '../flows/resource.ts'
import { flowById, flowDetails } from '../flows/schema.ts'
import { getChangeable, getDetails, subjectOf } from '../flows/service.ts'
import { faultsOf } from '../steps/order.ts'
import { copySteps, findSteps } from '../steps/repository.ts'

export const publishFlow = defineCommand({
  name: 'onboarding.flows.publish',
  summary: 'Publish the draft of a flow. New journeys follow it; those that run keep their version.',
  permission: 'onboarding.write',
  input: flowById,
  output: flowDetails,
  async run({ context, tx, input: { id }, audit }) {
    const flow = await getChangeable(tx, context, id)
    if (flow.status === 'published' && !flow.hasChanges)
      throw new AppError('conflict', 'The draft has no changes. Change a step before you publish again.')
    const number = draftVersionOf(flow)
    const faults = faultsOf(await findSteps(tx, id, number))
    if (faults.length > 0) throw invalidRequest(faults)
    await copySteps(tx, id, number, number + 1)
    await updateFlow(tx, flow, { status: 'published', publishedVersion: number, hasChanges: false })
    await audit({ action: 'flow.published', ...subjectOf(flow, { number }) })
    return getDetails(tx, id)
  },
})
