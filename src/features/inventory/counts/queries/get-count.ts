import { defineQuery } from '#src/lib/operation/operation.ts'
import { getDetails } from '../lines/service.ts'
import { countById, countDetails } from '../schema.ts'

export const getCount = defineQuery({
  name: 'inventory.counts.get',
  summary: 'One count, how far it has come, and from its review on what its differences are worth.',
  permission: 'inventory.read',
  input: countById,
  output: countDetails,
  run: ({ context, tx, input }) => getDetails(tx, context.principal, input.id),
})
