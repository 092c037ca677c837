import { defineQuery } from '#src/lib/operation/operation.ts'
import { rfpById, rfpDetails } from '../record/schema.ts'
import { getDetails } from '../record/service.ts'

export const getRfp = defineQuery({
  name: 'rfps.get',
  summary: 'One request for proposal with its lines, its criteria and the invited suppliers.',
  permission: 'rfps.read',
  input: rfpById,
  output: rfpDetails,
  run: ({ context, tx, input: { id } }) => getDetails(tx, context, id),
})
