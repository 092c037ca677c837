import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findStrategies } from '../strategies/repository.ts'
import { toStrategy } from '../strategies/resource.ts'
import { listStrategiesInput, strategyResource } from '../strategies/schema.ts'

export const listStrategies = definePage({
  name: 'scouting.strategies.list',
  summary: 'Strategies, newest first; archived ones with status=archived alone.',
  permission: 'trading.read',
  input: listStrategiesInput,
  item: strategyResource,
  async run({ tx, input }) {
    const { rows, pagination } = pageOf(input, await findStrategies(tx, input.status, windowOf(input)))
    return { items: rows.map(toStrategy), pagination }
  },
})
