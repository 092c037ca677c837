import type * as z from 'zod'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineDecision } from '../decisions/decision.ts'
import type { Asked } from '../decisions/service.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { supplierExists } from '../trades/repository.ts'
import { createTradeInput, strategyTradeInput } from '../trades/schema.ts'

const kind = { permission: 'trading.create', ask, refused: haltAfterEmergency } as const

export const createTrade = defineDecision({
  ...kind,
  name: 'spend.trades.create',
  summary:
    'Ask for money to buy something: it is reserved, waits for approval, or is refused with every check that failed. The same Idempotency-Key always gets the same answer.',
  input: createTradeInput,
})

/** The same for what a strategy chose: other features ask for it. */
export const createStrategyTrade = defineDecision({
  ...kind,
  name: 'spend.trades.create_for_strategy',
  summary: 'Ask for money to buy what a strategy chose, which its own budget has to allow as well.',
  input: strategyTradeInput,
})

async function ask({
  context: { principal },
  input: { instrument, ...rest },
}: {
  context: Context
  input: z.output<typeof createTradeInput>
}): Promise<Asked> {
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
}
