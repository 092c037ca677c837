import * as z from 'zod'
import { tradingStates } from '#src/lib/db/schema/spend/stops.ts'
import { tradeStatuses } from '#src/lib/db/schema/spend/trades.ts'

const reason = z.string().trim().min(1, 'is needed').max(500)
const version = z.int('must be the version of the state that you read')
const password = z.string().max(1_000)

export const stopInput = z.strictObject({
  /** HALTED: nothing goes out. REDUCING: nothing new is decided or approved; what was approved still goes out. */
  state: z.enum(['HALTED', 'REDUCING'], 'must be one of: HALTED, REDUCING').default('HALTED'),
  reason,
})
export type StopInput = z.input<typeof stopInput>

export const resumeInput = z.strictObject({ reason, version, password })
export type ResumeInput = z.input<typeof resumeInput>

export const confirmInput = z.strictObject({ version, password })
export type ConfirmInput = z.input<typeof confirmInput>

const inFlight = z.object({
  id: z.uuid(),
  status: z.enum(tradeStatuses),
  amount: z.number().int(),
  currency: z.string(),
  adapter: z.string(),
  external_ref: z.string().nullable(),
})

export const stateResource = z.object({
  state: z.enum(tradingStates),
  version: z.number().int(),
  reason: z.string().nullable(),
  /** Null: it was never changed. */
  at: z.iso.datetime().nullable(),
  by: z.uuid().nullable(),
  by_name: z.string().nullable(),
  resume: z
    .object({
      requested_by: z.uuid(),
      requested_by_name: z.string(),
      requested_at: z.iso.datetime(),
      reason: z.string(),
    })
    .nullable(),
  /** What an adapter carries out at the moment: a stop does not call it back. */
  in_flight: z.array(inFlight),
})
export type StateResource = z.infer<typeof stateResource>
