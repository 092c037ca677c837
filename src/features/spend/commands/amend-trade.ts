import { transaction } from '#src/lib/db/transaction.ts'
import { defineDecision } from '../decisions/decision.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { amendTradeInput } from '../trades/schema.ts'
import { getRow } from '../trades/service.ts'

export const amendTrade = defineDecision({
  name: 'spend.trades.amend',
  summary: 'Ask for more money for a trade whose invoice is dearer: a decision on the difference.',
  permission: 'trading.approve',
  input: amendTradeInput,
  async ask({ context: { principal }, input }) {
    const row = await transaction(principal.tenantId, 'read only', (tx) => getRow(tx, principal, input.id))
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
