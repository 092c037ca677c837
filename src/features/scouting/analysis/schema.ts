import * as z from 'zod'
import { checkResource, decisionResource } from '#src/features/spend/decisions/schema.ts'
import { findingMethods } from '#src/lib/db/schema/spend/opportunities.ts'
import { opportunityResource } from '../record/schema.ts'

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.int(error).min(least, error).max(most, error)
}

export const analyzeInput = z.strictObject({
  /** Only for this thing, or of this supplier: its ID. */
  subject: z.string().trim().min(1).max(200).optional(),
  limit: whole(1, 50).default(20),
  /** What this strategy does about each of them. */
  strategy_id: z.uuid('must be the ID of a strategy').optional(),
  /** Whether to ask for the money: of all that are listed, or of what an active strategy with autonomy auto takes. */
  execute: z.boolean().default(false),
  /** How long new run-outs may be looked for; after that the last ones are ranked. */
  wait_ms: whole(100, 10_000).default(2_000),
})
export type AnalyzeInput = z.input<typeof analyzeInput>

const choice = z.object({
  action: z.enum(['take', 'propose', 'observe', 'leave']),
  code: z.enum(['chosen', 'over_limit', 'currency', 'no_match', 'unknown', 'cooldown', 'most', 'max_open']),
  words: z.string(),
  /** Every condition of the rules with what it says; null where the fact is not known. */
  conditions: z.array(z.object({ words: z.string(), holds: z.boolean().nullable() })),
})
export type ChoiceResource = z.infer<typeof choice>

const outcome = z.object({
  decision: decisionResource.nullable(),
  /** Why nothing was bought. */
  error: z
    .object({ code: z.string(), message: z.string(), errors: z.array(z.object({ message: z.string() })) })
    .nullable(),
})
export type Outcome = z.infer<typeof outcome>

export const analysisItem = z.object({
  opportunity: opportunityResource,
  /** What a decision would say now, and every check of it. */
  would: z.enum(['reserve', 'await_approval', 'refuse']),
  checks: z.array(checkResource),
  choice: choice.nullable(),
  outcome: outcome.nullable(),
})

export const analysisResource = z.object({
  /** How run-outs were found; null where the last ranking is shown. */
  method: z.enum(findingMethods).nullable(),
  degraded: z.boolean(),
  because: z.string().nullable(),
  stale: z.boolean(),
  /** When run-outs were last found. */
  found_at: z.iso.datetime().nullable(),
  items: z.array(analysisItem),
})
export type AnalysisResource = z.infer<typeof analysisResource>
