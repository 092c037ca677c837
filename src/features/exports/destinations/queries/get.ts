import { defineQuery } from '#src/lib/operation/operation.ts'
import { toDestination } from '../record/resource.ts'
import { byDestinationId, destination } from '../record/schema.ts'
import { getDestinationRow } from '../record/service.ts'

export const getDestination = defineQuery({
  name: 'exports.destinations.get',
  summary: 'A destination with what its last test found.',
  permission: 'exports.destinations.read',
  input: byDestinationId,
  output: destination,
  run: async ({ context, tx, input }) =>
    toDestination(context.principal, await getDestinationRow(tx, input.id)),
})
