import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findAlerts } from '../alerts/repository.ts'
import { toAlert } from '../alerts/resource.ts'
import { alertResource, listAlertsInput } from '../alerts/schema.ts'
import { onlyOwn } from '../owner.ts'

export const listRiskAlerts = definePage({
  name: 'spend.alerts.list',
  summary: 'Budgets that are nearly used up and money that does not add up, newest first.',
  permission: 'trading.read',
  input: listAlertsInput,
  item: alertResource,
  async run({ context, tx, input }) {
    const acknowledged = input.acknowledged === undefined ? undefined : input.acknowledged === 'true'
    const wanted = { acknowledged, ownUserId: onlyOwn(context.principal) }
    const { rows, pagination } = pageOf(input, await findAlerts(tx, wanted, windowOf(input)))
    return { items: rows.map(toAlert), pagination }
  },
})
