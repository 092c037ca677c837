import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertRfp, isPast } from '../record/repository.ts'
import { createRfpInput, rfpDetails } from '../record/schema.ts'
import { duplicate, getDetails, scopeColumns, storeLists } from '../record/service.ts'

export const createRfp = defineCommand({
  name: 'rfps.create',
  summary: 'Draft a request for proposal. Nobody hears of it until it is published.',
  permission: 'rfps.write',
  input: createRfpInput,
  output: rfpDetails,
  async run({ context, tx, input, audit }) {
    const { tenantId, userId } = context.principal
    const { rfp_no: rfpNo, title, description, currency, deadline } = input
    if (await isPast(tx, deadline)) throw invalid('deadline', 'must be in the future')
    const id = await insertRfp(tx, {
      ...{ tenantId, rfpNo, title, description, currency, deadline, createdBy: userId },
      ...(await scopeColumns(tx, input.scope_id)),
    })
    if (!id) throw duplicate(rfpNo)
    await storeLists(tx, { id, tenantId }, input)
    await audit({ action: 'rfp.created', subjectType: 'rfp', subjectId: id, details: { name: rfpNo, title } })
    return getDetails(tx, context, id)
  },
})
