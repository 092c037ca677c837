import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { getOwn } from '../../record/access.ts'
import { delivery, listDeliveriesInput } from '../record/schema.ts'
import { countDeliveries, findDeliveries } from '../runs/repository.ts'
import { toDelivery } from '../runs/resource.ts'

export const listDeliveries = definePage({
  name: 'exports.deliveries.list',
  summary: 'Where an export was delivered to, with the log of every attempt.',
  permission: 'exports.destinations.read',
  input: listDeliveriesInput,
  item: delivery,
  async run({ context, tx, input: { id, page, limit } }) {
    const { row } = await getOwn(tx, context, id)
    const total = await countDeliveries(tx, row.id)
    const rows = await findDeliveries(tx, row.id, limit, (page - 1) * limit)
    return {
      items: rows.map(toDelivery),
      pagination: pageAt({ page, limit }, total),
    }
  },
})
