import { defineQuery } from '#src/lib/operation/operation.ts'
import { responseById, responseResource } from '../responses/schema.ts'
import { getResource } from '../responses/service.ts'

export const getResponse = defineQuery({
  name: 'rfps.responses.get',
  summary: 'One response to a request for proposal.',
  permission: 'rfps.read',
  input: responseById,
  output: responseResource,
  run: ({ context, tx, input: { id, response } }) => getResource(tx, context, id, response),
})
