import * as z from 'zod'
import { countScopes, countStatuses } from '#src/lib/db/schema/company/counts.ts'
import { locationId } from '../ledger/schema.ts'
import { itemId } from '../schema.ts'

export const mostLines = 100_000

const status = z.enum(countStatuses, `must be one of: ${countStatuses.join(', ')}`)
const line = (max: number) => z.string().trim().min(1).max(max)

export const countById = z.strictObject({ id: z.uuid('must be the ID of a count') })

export const createCountInput = z
  .strictObject({
    location_id: locationId,
    /** Only the items of this category; neither this nor items: everything at the location. */
    category: line(100).optional(),
    item_ids: z.array(itemId).min(1).max(1_000).optional(),
    /** Whether what the ledger expects is hidden until the review. */
    is_blind: z.boolean().default(true),
    note: line(500).optional(),
  })
  .refine(({ category, item_ids }) => category === undefined || item_ids === undefined, {
    path: ['item_ids'],
    error: 'goes without a category: name the items or their category',
  })
export type CreateCountInput = z.input<typeof createCountInput>

export const uncountedChoices = ['leave', 'zero'] as const
const choice = `must be one of: ${uncountedChoices.join(', ')}`

export const submitCountInput = z.strictObject({
  ...countById.shape,
  /** What becomes of lines that nobody counted: left as they are, or none there. Needed where there are any. */
  uncounted: z.enum(uncountedChoices, choice).optional(),
})
export type SubmitCountInput = z.input<typeof submitCountInput>

export const listCountsInput = z.strictObject({
  status: status.optional(),
  location_id: locationId.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
})

const person = z.object({ id: z.uuid(), name: z.string() })
const instant = z.iso.datetime()

export const countResource = z.object({
  id: z.uuid(),
  count_no: z.string(),
  location_id: z.uuid(),
  location_name: z.string(),
  scope: z.enum(countScopes),
  category: z.string().nullable(),
  is_blind: z.boolean(),
  note: z.string().nullable(),
  status,
  lines: z.number().int(),
  counted: z.number().int(),
  /** How many lines differ; null while that is hidden. */
  differing: z.number().int().nullable(),
  created_by: person,
  posted_by: person.nullable(),
  created_at: instant,
  started_at: instant.nullable(),
  submitted_at: instant.nullable(),
  posted_at: instant.nullable(),
  cancelled_at: instant.nullable(),
  version: z.number().int(),
  /** Its lines, and the moves that its state allows. */
  links: z.record(z.string(), z.string()),
})
export type CountResource = z.infer<typeof countResource>

const amount = z.string()

export const countDetails = countResource.extend({
  /** What the differing lines come to in each currency; null while that is hidden. */
  differences: z
    .array(
      z.object({
        currency: z.string(),
        lines: z.number().int(),
        surplus: amount,
        shortage: amount,
        net: amount,
      }),
    )
    .nullable(),
})
export type CountDetails = z.infer<typeof countDetails>
