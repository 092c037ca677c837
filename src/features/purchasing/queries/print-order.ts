import { defineQuery } from '#src/lib/operation/operation.ts'
import { orderById, orderResource } from '../orders/schema.ts'
import { getOrder } from '../orders/service.ts'

export const printOrder = defineQuery({
  name: 'orders.print',
  summary: 'An order as a PDF for its supplier.',
  permission: 'orders.read',
  input: orderById,
  output: orderResource,
  run: ({ context, tx, input }) => getOrder(tx, context.principal, input.id),
})
