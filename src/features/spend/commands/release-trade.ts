import { defineCommand } from '#src/lib/operation/operation.ts'
import { releaseTradeInput, tradeResource } from '../trades/schema.ts'
import { getRow, move } from '../trades/service.ts'

export const releaseTrade = defineCommand({
  name: 'spend.trades.release',
  summary: 'Give back what a trade holds, or with from: owed what a credit note returned.',
  permission: 'trading.settle',
  keysSign: true,
  input: releaseTradeInput,
  output: tradeResource,
  async run(given) {
    const { id, from, amount, reason } = given.input
    const row = await getRow(given.tx, given.context.principal, id)
    return move(given, row, from === 'owed' ? 'credit' : 'release', { amount, reason })
  },
})
