import * as z from 'zod'
import { currency, lineOfText } from '#src/features/suppliers/fields/schema.ts'
import { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import { rfpStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import { id, longText, searched } from '../fields/schema.ts'

const line = z.strictObject({
  description: lineOfText(200),
  /** One of your items; absent or null: anything in words. */
  item_id: id.nullable().default(null),
  quantity: z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1000000'),
  unit: lineOfText(20).default('piece'),
})

const criterion = z.strictObject({
  name: lineOfText(100),
  weight: z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100'),
})

const mostLines = 200
const lines = z.array(line).max(mostLines, `must have at most ${mostLines} lines`)
const criteria = z
  .array(criterion)
  .max(20, 'must have at most 20 criteria')
  .refine((all) => all.length === 0 || sumOf(all) === 100, {
    error: ({ input }) => `must have weights that sum to 100, not to ${sumOf(input as { weight: number }[])}`,
  })
const suppliers = z
  .array(id)
  .max(100, 'must name at most 100 suppliers')
  .refine((ids) => new Set(ids).size === ids.length, 'names a supplier twice')
const deadline = z.iso
  .datetime({ offset: true, message: 'must be an instant, such as 2026-03-31T12:00:00Z' })
  .transform((text) => new Date(text))

function sumOf(all: { weight: number }[]): number {
  return all.reduce((total, { weight }) => total + weight, 0)
}

const fields = {
  rfp_no: lineOfText(50),
  title: lineOfText(200),
  description: longText,
  /** The scope of work that it is about, in its published version. */
  scope_id: id.nullable(),
  currency,
  deadline,
  lines,
  criteria,
  /** Who is invited. */
  supplier_ids: suppliers,
}

export const createRfpInput = z.strictObject({
  ...fields,
  description: longText.default(null),
  scope_id: fields.scope_id.default(null),
  lines: lines.default([]),
  criteria: criteria.default([]),
  supplier_ids: suppliers.default([]),
})
export type CreateRfpInput = z.input<typeof createRfpInput>

/** Lists are written whole. */
export const changeRfpInput = z
  .strictObject({ id, ...fields })
  .partial()
  .required({ id: true })
export type ChangeRfpInput = z.input<typeof changeRfpInput>
export type RfpGiven = Omit<z.output<typeof changeRfpInput>, 'id'>

export const rfpById = z.strictObject({ id })

/** For one invited supplier; absent: for all of them. */
export const printRfpInput = z.strictObject({
  id,
  supplier_id: z.uuid('must be the ID of an invited supplier').optional(),
})

export const awardInput = z.strictObject({
  id,
  /** Where the drafted orders are to be delivered; absent: your first warehouse by code. */
  location_id: z.uuid('must be the ID of a location').optional(),
  /** Which response gets each line; a line that is left out is not awarded. */
  awards: z
    .array(z.strictObject({ line_id: id, response_id: id }))
    .min(1, 'must award at least one line')
    .max(mostLines)
    .refine((awards) => new Set(awards.map(({ line_id }) => line_id)).size === awards.length, {
      message: 'awards a line twice',
    }),
})
export type AwardInput = z.input<typeof awardInput>

const status = z.enum(rfpStatuses, `must be one of: ${rfpStatuses.join(', ')}`)
const sortableColumns = ['rfp_no', 'title', 'status', 'deadline', 'created_at', 'updated_at'] as const

export const listRfpsInput = z
  .strictObject({
    q: searched.optional().describe('Every word must occur in the number, the title or the scope of work.'),
    status: status.optional(),
    supplier_no: searched.optional().describe('Who is invited.'),
    sort_by: z.enum(sortableColumns, `must be one of: ${sortableColumns.join(', ')}`).optional(),
    sort_order: z.enum(['asc', 'desc']).default('desc'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(10_000).optional().describe('A next_cursor of this list with the same sort.'),
  })
  .refine(({ cursor, page }) => cursor === undefined || page === 1, {
    path: ['page'],
    message: 'is said by the cursor already; leave it out',
  })

export const rfpResource = z.object({
  id: z.uuid(),
  rfp_no: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  status,
  scope_id: z.uuid().nullable(),
  scope_version: z.number().int().nullable(),
  scope_name: z.string().nullable(),
  currency: z.string(),
  deadline: z.iso.datetime(),
  /** Whether prices and notes of responses are sealed still. */
  is_sealed: z.boolean(),
  published_at: z.iso.datetime().nullable(),
  created_by: z.object({ id: z.uuid(), name: z.string() }),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** Itself, its responses, and the moves that its state and your role allow. */
  links: z.record(z.string(), z.string()),
})
export type RfpResource = z.infer<typeof rfpResource>

export const rfpDetails = rfpResource.extend({
  /** What its award drafted, one for each supplier; a line that names no item is on none. */
  orders: z.array(
    z.object({
      id: z.uuid(),
      order_no: z.string(),
      supplier_name: z.string(),
      status: z.enum(orderStatuses),
    }),
  ),
  lines: z.array(
    z.object({
      id: z.uuid(),
      position: z.number().int(),
      description: z.string(),
      item_id: z.uuid().nullable(),
      /** Of the item; null where the line names none, or it was archived. */
      sku: z.string().nullable(),
      item_name: z.string().nullable(),
      quantity: z.number().int(),
      unit: z.string(),
      awarded_response_id: z.uuid().nullable(),
    }),
  ),
  criteria: z.array(
    z.object({ id: z.uuid(), position: z.number().int(), name: z.string(), weight: z.number().int() }),
  ),
  invited: z.array(
    z.object({
      supplier_id: z.uuid(),
      supplier_no: z.string(),
      name: z.string(),
      invited_at: z.iso.datetime(),
    }),
  ),
})
export type RfpDetails = z.infer<typeof rfpDetails>

export const rfpInvitation = z.object({
  rfp: rfpDetails,
  supplier: rfpDetails.shape.invited.element.nullable(),
})
export type RfpInvitation = z.infer<typeof rfpInvitation>
