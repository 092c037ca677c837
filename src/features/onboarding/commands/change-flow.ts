import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateFlow } from '../flows/repository.ts'
import { changeFlowInput, flowDetails } from '../flows/schema.ts'
import { getChangeable, getDetails, subjectOf } from '../flows/service.ts'

export const changeFlow = defineCommand({
  name: 'onboarding.flows.change',
  summary: 'Change what a flow is called, whom it is for and when it comes; its steps stay.',
  permission: 'onboarding.write',
  input: changeFlowInput,
  output: flowDetails,
  async run({ context, tx, input: { id, hold_out_percent: holdOutPercent, ...given }, audit }) {
    const changes = { ...given, holdOutPercent }
    const flow = await updateFlow(tx, await getChangeable(tx, context, id), changes)
    await audit({ action: 'flow.updated', ...subjectOf(flow) })
    return getDetails(tx, id)
  },
})
