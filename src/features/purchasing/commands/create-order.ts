import { defineCommand } from '#src/lib/operation/operation.ts'
import { createOrderInput, orderResource } from '../orders/schema.ts'
import { draftOrder } from '../orders/service.ts'
import { refreshCommitted } from '../reorder/service.ts'

export const createOrder = defineCommand({
  name: 'orders.create',
  summary:
    'Draft an order. A line without a price gets the one of the supplier’s price list that holds today.',
  permission: 'orders.write',
  input: createOrderInput,
  output: orderResource,
  run: ({ context, tx, input, audit }) => draftOrder(tx, context.principal, input, audit),
  after: ({ context, output }) => refreshCommitted(context, output.lines),
})
