import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { hasOtherAdmin } from '../trades/repository.ts'
import { tradeById, tradeResource } from '../trades/schema.ts'
import { getRow, move } from '../trades/service.ts'

export const approveTrade = defineCommand({
  name: 'spend.trades.approve',
  summary: 'Approve a trade that waits for it. Nobody approves what they requested, unless nobody else can.',
  permission: 'trading.approve',
  onlyPeople: true,
  input: tradeById,
  output: tradeResource,
  async run(given) {
    const { context, tx, input } = given
    const { principal } = context
    const row = await getRow(tx, principal, input.id)
    if (row.requestedBy === principal.userId && (await hasOtherAdmin(tx, principal.userId)))
      throw new AppError('forbidden', 'You requested this trade, so another admin has to approve it.')
    return move(given, row, 'approve')
  },
})
