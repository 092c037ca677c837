import { defineQuery } from '#src/lib/operation/operation.ts'
import { orderById, orderResource } from '../orders/schema.ts'
import { getOrder } from '../orders/service.ts'

export const getPurchaseOrder = defineQuery({
  name: 'orders.get',
  summary: 'An order with its lines and what came of them; links name what you can do with it now.',
  permission: 'orders.read',
  input: orderById,
  output: orderResource,
  run: ({ context, tx, input }) => getOrder(tx, context.principal, input.id),
})
