import { transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineDecision } from '../decisions/decision.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { hasOtherAdmin } from '../trades/repository.ts'
import { amendTradeInput } from '../trades/schema.ts'
import { getRow } from '../trades/service.ts'

export const amendTrade = defineDecision({
  name: 'spend.trades.amend',
  summary:
    'Ask for more money for a trade whose invoice is dearer: a decision on the difference. Nobody does so for what they requested, unless nobody else can.',
  permission: 'trading.approve',
  onlyPeople: true,
  input: amendTradeInput,
  async ask({ context: { principal }, input }) {
    const row = await transaction(principal.tenantId, 'read only', async (tx) => {
      const found = await getRow(tx, principal, input.id)
      if (found.requestedBy === principal.userId && (await hasOtherAdmin(tx, principal.userId)))
        throw new AppError('forbidden', 'You requested this trade, so another admin has to ask for more.')
      return found
    })
    return {
      trade_id: row.id,
      amount: input.additional_amount,
      currency: row.currency,
      supplier_id: row.supplierId,
      category: row.category,
      for_user_id: row.requestedBy,
    }
  },
  refused: haltAfterEmergency,
})
