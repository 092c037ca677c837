import { defineQuery } from '#src/lib/operation/operation.ts'
import { findDecisions, findEntries } from '../trades/repository.ts'
import { toDetails } from '../trades/resource.ts'
import { tradeById, tradeDetails } from '../trades/schema.ts'
import { getRow } from '../trades/service.ts'

export const getTrade = defineQuery({
  name: 'spend.trades.get',
  summary: 'One trade with every check of its decisions and every entry of the ledger about it.',
  permission: 'trading.read',
  input: tradeById,
  output: tradeDetails,
  async run({ context, tx, input }) {
    const row = await getRow(tx, context.principal, input.id)
    return toDetails(row, await findDecisions(tx, row.id), await findEntries(tx, row.id))
  },
})
