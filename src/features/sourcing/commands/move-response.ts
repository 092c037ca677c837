import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { type ResponseStatus, requireMove } from '../responses/moves.ts'
import { updateResponse } from '../responses/repository.ts'
import { toResponse } from '../responses/resource.ts'
import { responseById, responseResource } from '../responses/schema.ts'
import { auditOf, getChangeable, getFound, lockTaking } from '../responses/service.ts'

export const submitResponse = defineCommand({
  name: 'rfps.responses.submit',
  summary: 'Submit a response before the deadline. It can then only be withdrawn.',
  permission: 'rfps.write',
  input: responseById,
  output: responseResource,
  async run({ context, tx, input: { id, response }, audit }) {
    const rfp = await lockTaking(tx, id)
    const row = await getChangeable(tx, context, { id, response })
    requireMove(row.status as ResponseStatus, 'submitted')
    const { lines } = await getFound(tx, id, response)
    if (lines.length === 0) throw invalid('lines', 'offers nothing: price at least one line', 'empty')
    await updateResponse(tx, row, { status: 'submitted', submittedAt: new Date() })
    const found = await getFound(tx, id, response)
    await audit({ action: 'rfp_response.submitted', ...auditOf(rfp, found) })
    return toResponse(context.principal, found)
  },
})

export const withdrawResponse = defineCommand({
  name: 'rfps.responses.withdraw',
  summary:
    'Withdraw a response before the deadline. It stays sealed for good, and its supplier may give another.',
  permission: 'rfps.write',
  input: responseById,
  output: responseResource,
  async run({ context, tx, input: { id, response }, audit }) {
    const rfp = await lockTaking(tx, id)
    const row = await getChangeable(tx, context, { id, response })
    requireMove(row.status as ResponseStatus, 'withdrawn')
    await updateResponse(tx, row, { status: 'withdrawn' })
    const found = await getFound(tx, id, response)
    await audit({ action: 'rfp_response.withdrawn', ...auditOf(rfp, found) })
    return toResponse(context.principal, found)
  },
})
