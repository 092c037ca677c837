import * as z from 'zod'
import { adapterKinds, entryKinds, tradeStatuses } from '#src/lib/db/schema/spend/trades.ts'
import { checkResource } from '../decisions/schema.ts'
import { currency, pageInput, positiveMinorUnits } from '../schema.ts'

const short = (max: number) => z.string().trim().min(1).max(max)

/** What is bought, and for how much. */
const purchase = {
  /** What it is, in the words of whoever buys: such as product and its ID. */
  instrument: z.strictObject({ kind: short(50), id: short(200) }),
  supplier_id: z.uuid('must be the ID of a supplier').nullable().default(null),
  category: short(100).nullable().default(null),
  quantity: z.int('must be a whole number from 1').min(1).max(1_000_000_000).default(1),
  amount: positiveMinorUnits,
  currency,
}

export const createTradeInput = z.strictObject({
  ...purchase,
  adapter: z.enum(adapterKinds, `must be one of: ${adapterKinds.join(', ')}`).default('paper'),
  /** Where and when an order is to be delivered: needed by the adapter purchase_order alone. */
  delivery: z
    .strictObject({
      location_id: z.uuid('must be the ID of a location'),
      due_on: z.iso.date('must be a day such as 2026-12-24'),
    })
    .optional(),
})
export type CreateTradeInput = z.input<typeof createTradeInput>
export type NewTrade = z.output<typeof createTradeInput>

/** The strategy that chose it: its budget is checked, too. */
const strategy_id = z.uuid('must be the ID of a strategy').nullable().default(null)

export const strategyTradeInput = createTradeInput.extend({ strategy_id })

export const checkInput = z.strictObject({
  requests: z
    .array(z.strictObject({ ...purchase, strategy_id }))
    .min(1)
    .max(100),
})

export const checkedResource = z.object({
  results: z.array(
    z.object({ would: z.enum(['reserve', 'await_approval', 'refuse']), checks: z.array(checkResource) }),
  ),
})

const id = z.uuid('must be the ID of a trade')
const reason = short(500)

export const tradeById = z.strictObject({ id })
export const amendTradeInput = z.strictObject({ id, additional_amount: positiveMinorUnits })
export const reasonedInput = z.strictObject({ id, reason })
export const settleTradeInput = z.strictObject({
  id,
  amount: positiveMinorUnits,
  /** Whether what is left stays held for another invoice. */
  more_to_come: z.boolean().default(false),
})
export const releaseTradeInput = z.strictObject({
  id,
  /** All of it where left out. */
  amount: positiveMinorUnits.optional(),
  /** What is only held, or what is owed already: a credit note. */
  from: z.enum(['held', 'owed'], 'must be one of: held, owed').default('held'),
  reason,
})

export const listTradesInput = z.strictObject({
  status: z.enum(tradeStatuses, `must be one of: ${tradeStatuses.join(', ')}`).optional(),
  ...pageInput,
})

export const tradeResource = z.object({
  id: z.uuid(),
  status: z.enum(tradeStatuses),
  /** Why it waits, or why it ended. */
  reason: z.string().nullable(),
  instrument: z.object({ kind: z.string(), id: z.string() }),
  /** What the instrument is called where it is a product of the company. */
  product_name: z.string().nullable(),
  supplier_id: z.uuid().nullable(),
  supplier_name: z.string().nullable(),
  category: z.string().nullable(),
  quantity: z.number().int(),
  amount: z.number().int(),
  currency: z.string(),
  reserved: z.number().int(),
  settled: z.number().int(),
  adapter: z.enum(adapterKinds),
  external_ref: z.string().nullable(),
  /** The order that the adapter purchase_order made of it. */
  order_id: z.uuid().nullable(),
  delivery: z.object({ location_id: z.uuid(), due_on: z.string() }).nullable(),
  attempt: z.number().int(),
  requested_by: z.uuid(),
  requested_by_name: z.string(),
  approved_by: z.uuid().nullable(),
  request_id: z.string(),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type TradeResource = z.infer<typeof tradeResource>

export const tradeDetails = tradeResource.extend({
  decisions: z.array(
    z.object({
      id: z.uuid(),
      amount: z.number().int(),
      outcome: z.string(),
      checks: z.array(checkResource),
      decided_at: z.iso.datetime(),
    }),
  ),
  entries: z.array(
    z.object({
      entry_no: z.number().int(),
      kind: z.enum(entryKinds),
      reserved_delta: z.number().int(),
      settled_delta: z.number().int(),
      reason: z.string().nullable(),
      hash: z.string(),
      recorded_at: z.iso.datetime(),
    }),
  ),
})
export type TradeDetails = z.infer<typeof tradeDetails>
