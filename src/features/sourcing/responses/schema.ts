import * as z from 'zod'
import { rfpResponseStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import { id, longText, unitPrice } from '../fields/schema.ts'

/** Lines that are left out are not offered. */
const lines = z
  .array(z.strictObject({ line_id: id, price: unitPrice }))
  .max(200, 'must have at most 200 lines')
  .refine((all) => new Set(all.map(({ line_id }) => line_id)).size === all.length, 'names a line twice')

const leadTimeDays = z
  .number('must be a number of days')
  .int('must be a whole number')
  .min(0, 'must be at least 0')
  .max(3650, 'must be at most 3650')
  .nullable()

const fields = { lines, lead_time_days: leadTimeDays, notes: longText }

export const createResponseInput = z.strictObject({
  /** Of the request for proposal. */
  id,
  supplier_id: id,
  lines: lines.default([]),
  lead_time_days: leadTimeDays.default(null),
  notes: longText.default(null),
})
export type CreateResponseInput = z.input<typeof createResponseInput>

/** The id of the request, and that of its response. */
export const responseById = z.strictObject({ id, response: id })
export type ResponseById = z.input<typeof responseById>

/** Lines are written whole. */
export const changeResponseInput = z
  .strictObject({ id, response: id, ...fields })
  .partial()
  .required({ id: true, response: true })
export type ResponseGiven = Partial<Pick<z.output<typeof changeResponseInput>, keyof typeof fields>>

const decisions = ['shortlisted', 'rejected'] as const

export const scoreInput = z
  .strictObject({
    id,
    response: id,
    scores: z
      .array(
        z.strictObject({
          criterion_id: id,
          score: z
            .number('must be a whole number')
            .int('must be a whole number')
            .min(0, 'must be at least 0')
            .max(100, 'must be at most 100'),
        }),
      )
      .max(20)
      .default([]),
    decision: z.enum(decisions, `must be one of: ${decisions.join(', ')}`).optional(),
  })
  .refine(({ scores, decision }) => scores.length > 0 || decision !== undefined, {
    path: ['scores'],
    message: 'must hold a score, or name a decision',
  })
export type ScoreInput = z.input<typeof scoreInput>

export const listResponsesInput = z.strictObject({
  id,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(100),
})

export const responseResource = z.object({
  id: z.uuid(),
  rfp_id: z.uuid(),
  supplier_id: z.uuid(),
  supplier_no: z.string(),
  supplier_name: z.string(),
  status: z.enum(rfpResponseStatuses),
  /** While it is sealed, amount, notes and prices are null for everybody. */
  is_sealed: z.boolean(),
  amount: z.string().nullable(),
  lead_time_days: z.number().int().nullable(),
  submitted_at: z.iso.datetime().nullable(),
  notes: z.string().nullable(),
  /** What is offered. */
  lines: z.array(z.object({ line_id: z.uuid(), price: z.string().nullable() })),
  scores: z.array(z.object({ criterion_id: z.uuid(), score: z.number().int() })),
  /** The weighted score from 0 to 100; null until every criterion has one. */
  total_score: z.number().nullable(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** Itself, and the moves that its state, its request and your role allow. */
  links: z.record(z.string(), z.string()),
})
export type ResponseResource = z.infer<typeof responseResource>
