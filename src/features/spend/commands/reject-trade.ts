import { defineCommand } from '#src/lib/operation/operation.ts'
import { reasonedInput, tradeResource } from '../trades/schema.ts'
import { getRow, move } from '../trades/service.ts'

export const rejectTrade = defineCommand({
  name: 'spend.trades.reject',
  summary: 'Reject a trade that waits for approval; what it holds is given back.',
  permission: 'trading.approve',
  input: reasonedInput,
  output: tradeResource,
  async run(given) {
    const { id, reason } = given.input
    return move(given, await getRow(given.tx, given.context.principal, id), 'reject', { reason })
  },
})
