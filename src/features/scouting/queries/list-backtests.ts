import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findBacktests } from '../backtests/repository.ts'
import { toBacktest } from '../backtests/resource.ts'
import { backtestResource, listBacktestsInput } from '../backtests/schema.ts'
import { getStrategyRow } from '../strategies/service.ts'

export const listBacktests = definePage({
  name: 'scouting.strategies.backtests',
  summary: 'Back-tests of a strategy, newest first.',
  permission: 'trading.read',
  input: listBacktestsInput,
  item: backtestResource,
  async run({ tx, input }) {
    await getStrategyRow(tx, input.id)
    const { rows, pagination } = pageOf(input, await findBacktests(tx, input.id, windowOf(input)))
    return { items: rows.map(toBacktest), pagination }
  },
})
