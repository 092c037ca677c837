import { defineCommand } from '#src/lib/operation/operation.ts'
import { removal } from '../content/schema.ts'
import { deleteFlow as deleteRow, hasJourneys, updateFlow } from '../flows/repository.ts'
import { flowById } from '../flows/schema.ts'
import { getChangeable, subjectOf } from '../flows/service.ts'

export const deleteFlow = defineCommand({
  name: 'onboarding.flows.delete',
  summary: 'Delete a flow; one that somebody began is archived, and running journeys go on.',
  permission: 'onboarding.write',
  input: flowById,
  output: removal,
  async run({ context, tx, input: { id }, audit }) {
    const flow = await getChangeable(tx, context, id)
    // A shipped flow that was deleted would come back.
    if (flow.shippedKey !== null || (await hasJourneys(tx, id))) {
      await updateFlow(tx, flow, { status: 'archived' })
      await audit({ action: 'flow.archived', ...subjectOf(flow) })
      return { id, outcome: 'archived' as const }
    }
    await deleteRow(tx, id)
    await audit({ action: 'flow.deleted', ...subjectOf(flow) })
    return { id, outcome: 'deleted' as const }
  },
})
