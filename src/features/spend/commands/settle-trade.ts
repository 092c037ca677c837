import { defineCommand } from '#src/lib/operation/operation.ts'
import { settleTradeInput, tradeResource } from '../trades/schema.ts'
import { getRow, move } from '../trades/service.ts'

export const settleTrade = defineCommand({
  name: 'spend.trades.settle',
  summary:
    'Record an invoice of a placed trade, of at most what is held for it. What it leaves is given back, unless more is to come.',
  permission: 'trading.settle',
  keysSign: true,
  input: settleTradeInput,
  output: tradeResource,
  async run(given) {
    const { id, ...invoice } = given.input
    return move(given, await getRow(given.tx, given.context.principal, id), 'settle', invoice)
  },
})
