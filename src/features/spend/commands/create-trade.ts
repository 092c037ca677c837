import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { defineDecision } from '../decisions/decision.ts'
import type { Asked } from '../decisions/service.ts'
import { haltAfterEmergency } from '../stops/service.ts'
import { createTradeInput, type NewTrade, strategyTradeInput } from '../trades/schema.ts'
import { requireKnown } from '../trades/service.ts'

const kind = { permission: 'trading.create', keysSign: true, ask, refused: haltAfterEmergency } as const

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

async function ask({ context: { principal }, input }: { context: Context; input: NewTrade }): Promise<Asked> {
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
}
