import * as z from 'zod'
import { learner } from '../fields/schema.ts'

export const learnerInput = z.strictObject({ learner })

export const consentInput = learnerInput.extend({
  personalised: z.boolean('must be true or false').describe('Whether what they do may choose their steps.'),
})
export type ConsentInput = z.input<typeof consentInput>

export const consent = z.object({
  learner: z.string(),
  personalised: z.boolean(),
  /** Null: they decided nothing, and steps are chosen from what they do. */
  decided_at: z.date().nullable(),
})

export const recordsInput = z.strictObject({
  learner: learner.unwrap(),
  format: z.enum(['csv', 'json', 'ndjson', 'xlsx']).default('json'),
})

export const deleted = z.object({ learner: z.string(), journeys: z.number().int() })
