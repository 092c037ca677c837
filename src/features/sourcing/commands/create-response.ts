import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertResponse, isInvited } from '../responses/repository.ts'
import { toResponse } from '../responses/resource.ts'
import { createResponseInput, responseResource } from '../responses/schema.ts'
import { auditOf, getFound, lockTaking, storePrices } from '../responses/service.ts'

export const createResponse = defineCommand({
  name: 'rfps.responses.create',
  summary:
    'Enter the response of an invited supplier as a draft. Its prices and notes are sealed at once: no answer shows them before the deadline.',
  permission: 'rfps.write',
  input: createResponseInput,
  output: responseResource,
  async run({ context, tx, input: { id, supplier_id, lines, lead_time_days, notes }, audit }) {
    const rfp = await lockTaking(tx, id)
    if (!(await isInvited(tx, id, supplier_id))) throw invalid('supplier_id', 'is not an invited supplier')
    const row = await insertResponse(tx, {
      ...{ tenantId: rfp.tenantId, rfpId: id, supplierId: supplier_id },
      ...{ leadTimeDays: lead_time_days, notes },
    })
    if (!row)
      throw new AppError(
        'duplicate',
        'This supplier has a response already. Change it, or withdraw it before you enter another one.',
      )
    await storePrices(tx, row, lines)
    const found = await getFound(tx, id, row.id)
    await audit({ action: 'rfp_response.created', ...auditOf(rfp, found) })
    return toResponse(context.principal, found)
  },
})
