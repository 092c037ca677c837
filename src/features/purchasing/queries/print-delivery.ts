import { defineQuery } from '#src/lib/operation/operation.ts'
import { deliveryById, deliveryResource } from '../deliveries/schema.ts'
import { getDelivery } from '../deliveries/service.ts'

export const printDelivery = defineQuery({
  name: 'deliveries.print',
  summary: 'A delivery as a PDF.',
  permission: 'orders.read',
  input: deliveryById,
  output: deliveryResource,
  run: ({ context, tx, input }) => getDelivery(tx, context.principal, input.id),
})
