import * as z from 'zod'
import { pageInput } from '#src/features/spend/schema.ts'
import { backtestStatuses } from '#src/lib/db/schema/spend/backtests.ts'

const id = z.uuid('must be the ID of a strategy')
const day = z.iso.date('must be a day as YYYY-MM-DD')

export const startBacktestInput = z.strictObject({
  id,
  /** The version that is tried; left out: the one in force. */
  number: z.int('must be the number of a version').min(1).optional(),
  /** Days on which opportunities were found; left out: the last 90. */
  from: day.optional(),
  until: day.optional(),
})
export type StartBacktestInput = z.input<typeof startBacktestInput>

export const listBacktestsInput = z.strictObject({ id, ...pageInput })

export const backtestById = z.strictObject({ id, backtest: z.uuid('must be the ID of a back-test') })

const trade = z.object({
  day,
  opportunity_id: z.uuid(),
  title: z.string(),
  amount: z.number().int(),
  score: z.number().int(),
  /** Whether it would have waited for an approval. */
  waits: z.boolean(),
})

const refusal = z.object({
  day,
  opportunity_id: z.uuid(),
  title: z.string(),
  amount: z.number().int(),
  because: z.array(z.string()),
})

const totals = z.object({
  trades: z.number().int(),
  refusals: z.number().int(),
  spent: z.number().int(),
  score: z.number().int(),
})
export type Totals = z.infer<typeof totals>

export const resultSchema = z.object({
  currency: z.string(),
  opportunities: z.number().int(),
  totals,
  /** What was spent by the end of each day on which something was bought. */
  curve: z.array(z.object({ day, spent: z.number().int() })),
  trades: z.array(trade),
  refusals: z.array(refusal),
  /** Beside the version in force; null where that is the one that was tried. */
  difference: z
    .object({
      number: z.number().int(),
      totals,
      /** Bought by only one of the two: IDs of opportunities. */
      only_here: z.array(z.uuid()),
      only_there: z.array(z.uuid()),
    })
    .nullable(),
})
export type Result = z.infer<typeof resultSchema>

export const backtestResource = z.object({
  id: z.uuid(),
  strategy_id: z.uuid(),
  number: z.number().int(),
  from: day,
  until: day,
  status: z.enum(backtestStatuses),
  error_message: z.string().nullable(),
  totals: totals.nullable(),
  /** SHA-256 of what it read, and of what came out: the same input gives the same result. */
  input_hash: z.string().nullable(),
  result_hash: z.string().nullable(),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
})
export type BacktestResource = z.infer<typeof backtestResource>

export const backtestDetails = backtestResource.extend({ result: resultSchema.nullable() })
export type BacktestDetails = z.infer<typeof backtestDetails>
