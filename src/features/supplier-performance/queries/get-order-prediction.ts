import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findRiskiest, hasOrder } from '../predictions/repository.ts'
import { toPrediction } from '../record/resource.ts'
import { orderById, orderPrediction } from '../record/schema.ts'

/** An order has at most so many lines. */
const mostLines = 500

export const getOrderPrediction = defineQuery({
  name: 'analytics.lateness.order',
  summary: 'How likely each line of an order that is still to come is late, with reasons.',
  permission: 'analytics.read',
  input: orderById,
  output: orderPrediction,
  async run({ tx, input: { id } }) {
    if (!(await hasOrder(tx, id))) throw notFound('order')
    return { order_id: id, lines: (await findRiskiest(tx, { orderId: id }, mostLines)).map(toPrediction) }
  },
})
