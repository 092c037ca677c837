import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { illegalMove, type ResponseStatus } from '../responses/moves.ts'
import { updateResponse } from '../responses/repository.ts'
import { toResponse } from '../responses/resource.ts'
import { changeResponseInput, responseResource } from '../responses/schema.ts'
import { auditOf, getChangeable, getFound, lockTaking, storePrices } from '../responses/service.ts'

export const changeResponse = defineCommand({
  name: 'rfps.responses.change',
  summary: 'Change a response that is a draft: what is named, and its lines as a whole.',
  permission: 'rfps.write',
  input: changeResponseInput,
  output: responseResource,
  async run({ context, tx, input: { id, response, ...given }, audit }) {
    const changed = Object.keys(given)
    if (changed.length === 0) throw invalid('', 'names nothing to change')
    const rfp = await lockTaking(tx, id)
    const row = await getChangeable(tx, context, { id, response })
    if (row.status !== 'draft') throw illegalMove(row.status as ResponseStatus)
    if (given.lines) await storePrices(tx, row, given.lines)
    await updateResponse(tx, row, { leadTimeDays: given.lead_time_days, notes: given.notes })
    const found = await getFound(tx, id, response)
    const { details, ...subject } = auditOf(rfp, found)
    await audit({ action: 'rfp_response.updated', ...subject, details: { ...details, changed } })
    return toResponse(context.principal, found)
  },
})
