import * as z from 'zod'
import { decisionOutcomes } from '#src/lib/db/schema/spend/trades.ts'

/** One cap beside what was committed under it when the amount was checked. */
export const checkResource = z.object({
  check: z.string(),
  scope: z.string(),
  subject: z.string().nullish(),
  limit_id: z.uuid().optional(),
  state: z.string().optional(),
  cap: z.number().int().optional(),
  committed: z.number().int().optional(),
  room: z.number().int().optional(),
  resets_at: z.string().nullish(),
  passed: z.boolean(),
})
export type CheckResource = z.infer<typeof checkResource>

/** What the risk check answered; a repeat of the same key gets the same. */
export const decisionResource = z.object({
  id: z.uuid(),
  trade_id: z.uuid().nullable(),
  outcome: z.enum(decisionOutcomes),
  code: z.string().nullable(),
  amount: z.number().int(),
  currency: z.string(),
  checks: z.array(checkResource),
  expires_at: z.string().nullable(),
  decided_at: z.string(),
})
export type DecisionResource = z.infer<typeof decisionResource>
