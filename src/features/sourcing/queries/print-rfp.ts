import { invalid } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { printRfpInput, rfpInvitation } from '../record/schema.ts'
import { getDetails } from '../record/service.ts'

export const printRfp = defineQuery({
  name: 'rfps.print',
  summary: 'A request for proposal as a PDF: the invitation of one supplier, or a letter to all of them.',
  permission: 'rfps.read',
  input: printRfpInput,
  output: rfpInvitation,
  async run({ context, tx, input: { id, supplier_id } }) {
    const rfp = await getDetails(tx, context, id)
    const supplier = rfp.invited.find((one) => one.supplier_id === supplier_id)
    if (supplier_id && !supplier) throw invalid('supplier_id', 'is not an invited supplier')
    return { rfp, supplier: supplier ?? null }
  },
})
