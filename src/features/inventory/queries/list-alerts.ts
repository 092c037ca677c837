import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { type AlertRow, countAlerts, findAlerts } from '../alerts/repository.ts'
import { type AlertResource, alertResource, listAlertsInput } from '../alerts/schema.ts'

export const listAlerts = definePage({
  name: 'inventory.alerts',
  summary:
    'Levels that need someone: a recount that differs, negative, low, over their maximum, or unmoved for 180 days.',
  permission: 'inventory.read',
  input: listAlertsInput,
  item: alertResource,
  async run({ tx, input: { kind, page, limit } }) {
    const rows = await findAlerts(tx, { kind, limit, offset: (page - 1) * limit })
    const total = await countAlerts(tx, kind)
    const pagination = pageAt({ page, limit }, total)
    return { items: rows.map(toAlert), pagination }
  },
})

function toAlert(row: AlertRow): AlertResource {
  const kind = row.kind as AlertResource['kind']
  return {
    kind,
    item_id: row.productId,
    sku: row.sku,
    name: row.name,
    location_id: row.locationId,
    location_name: row.locationName,
    on_hand: row.onHand,
    available: row.available,
    limit: row.limit,
    message: `${row.sku} at ${row.locationName}: ${said[kind](row)}`,
  }
}

const said: Record<AlertResource['kind'], (row: AlertRow) => string> = {
  low: ({ available, limit }) => `${available} available, reorder at ${limit}`,
  over: ({ onHand, limit }) => `${onHand} on hand, at most ${limit}`,
  dead: ({ onHand }) => `${onHand} on hand, nothing moved for 180 days`,
  negative: ({ available }) => `${-available} promised or gone that are not there`,
  difference: ({ field, limit }) => `a recount of ${field} gives ${limit}`,
}
