import { purchaseOrders as dataset } from '#src/features/datasets/catalog/procurement/purchase-orders.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { parameterOf } from '../listing/parameters.ts'
import { listOrdersInput } from '../listing/schema.ts'
import { findOrders } from '../orders/repository.ts'
import { toSummary } from '../orders/resource.ts'
import { orderSummary } from '../orders/schema.ts'

export const listOrders = definePage({
  name: 'orders.list',
  summary: 'Orders, newest first, narrowed by any of the parameters: the same rows as their export.',
  permission: 'orders.read',
  input: listOrdersInput,
  item: orderSummary,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q, created_after, created_before, sort_by, sort_order, page, limit, cursor, ...same } = input
    const { ids, pagination } = await listIds(tx, principal, dataset, {
      filters: { ...same, search: q, date_from: created_after, date_to: created_before },
      sort: [{ column: sort_by, direction: sort_order }],
      ...{ page, limit, cursor, parameterOf: parameterOf('created') },
    })
    const found = await findOrders(tx, ids)
    return { items: found.map((one) => toSummary(principal, one)), pagination }
  },
})
