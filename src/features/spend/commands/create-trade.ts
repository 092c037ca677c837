import { transaction } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineDecision } from '../decisions/decision.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { supplierExists } from '../trades/repository.ts'
import { createTradeInput } from '../trades/schema.ts'

export const createTrade = defineDecision({
  name: 'spend.trades.create',
  summary:
    'Ask for money to buy something: it is reserved, waits for approval, or is refused with every check that failed. The same Idempotency-Key always gets the same answer.',
  permission: 'trading.create',
  input: createTradeInput,
  async ask({ context: { principal }, input: { instrument, ...rest } }) {
    const { supplier_id } = rest
    if (
      supplier_id &&
      !(await transaction(principal.tenantId, 'read only', (tx) => supplierExists(tx, supplier_id)))
    )
      throw invalid('supplier_id', 'must be the ID of a supplier of your company')
    return {
      ...rest,
      for_user_id: principal.userId,
      instrument_kind: instrument.kind,
      instrument_id: instrument.id,
    }
  },
  refused: haltAfterEmergency,
})
