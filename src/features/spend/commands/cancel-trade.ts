import { defineCommand } from '#src/lib/operation/operation.ts'
import { reasonedInput, tradeResource } from '../trades/schema.ts'
import { getRow, move } from '../trades/service.ts'

export const cancelTrade = defineCommand({
  name: 'spend.trades.cancel',
  summary: 'Cancel a trade of which nothing is settled; what it holds is given back.',
  permission: 'trading.create',
  keysSign: true,
  input: reasonedInput,
  output: tradeResource,
  async run(given) {
    const { id, reason } = given.input
    return move(given, await getRow(given.tx, given.context.principal, id), 'cancel', { reason })
  },
})
