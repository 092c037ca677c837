import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { onlyOwn } from '../owner.ts'
import { findTrades } from '../trades/repository.ts'
import { toTrade } from '../trades/resource.ts'
import { listTradesInput, tradeResource } from '../trades/schema.ts'

export const listTrades = definePage({
  name: 'spend.trades.list',
  summary: 'Trades, newest first: your own, and everybody’s for admins.',
  permission: 'trading.read',
  input: listTradesInput,
  item: tradeResource,
  async run({ context, tx, input }) {
    const wanted = { status: input.status, requestedBy: onlyOwn(context.principal) }
    const { rows, pagination } = pageOf(input, await findTrades(tx, wanted, windowOf(input)))
    return { items: rows.map(toTrade), pagination }
  },
})
