import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertFlow } from '../flows/repository.ts'
import { createFlowInput, flowDetails } from '../flows/schema.ts'
import { getDetails, subjectOf } from '../flows/service.ts'

export const createFlow = defineCommand({
  name: 'onboarding.flows.create',
  summary: 'Add a flow; it leads nobody before its steps are published.',
  permission: 'onboarding.write',
  input: createFlowInput,
  output: flowDetails,
  async run({ context: { principal }, tx, input: { hold_out_percent: holdOutPercent, ...input }, audit }) {
    const flow = await insertFlow(tx, { tenantId: principal.tenantId, holdOutPercent, ...input })
    await audit({ action: 'flow.created', ...subjectOf(flow) })
    return getDetails(tx, flow.id)
  },
})
