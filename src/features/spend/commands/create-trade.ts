import { transaction } from '#src/lib/db/transaction.ts'
import { defineDecision } from '../decisions/decision.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { createTradeInput } from '../trades/schema.ts'
import { requireKnown } from '../trades/service.ts'

export const createTrade = defineDecision({
  name: 'spend.trades.create',
  summary:
    'Ask for money to buy something: it is reserved, waits for approval, or is refused with every check that failed. The same Idempotency-Key always gets the same answer.',
  permission: 'trading.create',
  input: createTradeInput,
  async ask({ context: { principal }, input }) {
    if (input.supplier_id || input.adapter === 'purchase_order')
      await transaction(principal.tenantId, 'read only', (tx) => requireKnown(tx, input))
    const { instrument, delivery, ...rest } = input
    return {
      ...rest,
      ...delivery,
      for_user_id: principal.userId,
      instrument_kind: instrument.kind,
      instrument_id: instrument.id,
    }
  },
  refused: haltAfterEmergency,
})
