import { deliveries as dataset } from '#src/features/datasets/catalog/procurement/deliveries.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findDeliveries } from '../deliveries/repository.ts'
import { toDeliverySummary } from '../deliveries/resource.ts'
import { deliverySummary } from '../deliveries/schema.ts'
import { parameterOf } from '../listing/parameters.ts'
import { listDeliveriesInput } from '../listing/schema.ts'

export const listDeliveries = definePage({
  name: 'deliveries.list',
  summary: 'Deliveries, the latest first, narrowed by any of the parameters: the same rows as their export.',
  permission: 'orders.read',
  input: listDeliveriesInput,
  item: deliverySummary,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q, delivered_after, delivered_before, sort_by, sort_order, page, limit, cursor, ...same } = input
    const { ids, pagination } = await listIds(tx, principal, dataset, {
      filters: { ...same, search: q, date_from: delivered_after, date_to: delivered_before },
      sort: [{ column: sort_by, direction: sort_order }],
      ...{ page, limit, cursor, parameterOf: parameterOf('delivered') },
    })
    const found = await findDeliveries(tx, ids)
    return { items: found.map((one) => toDeliverySummary(principal, one)), pagination }
  },
})
