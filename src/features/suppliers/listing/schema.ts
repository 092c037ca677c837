import * as z from 'zod'
import { supplierStatuses, supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import { day } from '../fields/schema.ts'

export const sortableColumns = [
  'name',
  'supplier_no',
  'status',
  'tier',
  'category',
  'country',
  'currency',
  'payment_days',
  'lead_time_days',
  'rating',
  'created_at',
  'updated_at',
] as const

const text = z.string().trim().min(1, 'must not be empty').max(200)
const outOfRange = 'must be a number from 0 to 5'
const rating = z.coerce.number(outOfRange).min(0, outOfRange).max(5, outOfRange)

function several<const Value extends string>(values: readonly Value[]) {
  return z
    .string()
    .max(200)
    .transform((given) => given.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(values, `must be one of: ${values.join(', ')}`)))
    .describe(`One or more of ${values.join(', ')}, separated by commas.`)
}

/** Which suppliers, and in what order: the same for the list and for its file. */
const choice = {
  q: text.optional().describe('Every word must occur in the number, the name or the category.'),
  status: several(supplierStatuses).optional(),
  tier: several(supplierTiers).optional(),
  category: text.optional(),
  tag: text.optional(),
  country: text.optional(),
  min_rating: rating.optional(),
  max_rating: rating.optional(),
  created_after: day.optional().describe('The first day on which they were added.'),
  created_before: day.optional().describe('The last day on which they were added.'),
  sort_by: z.enum(sortableColumns, `must be one of: ${sortableColumns.join(', ')}`).default('name'),
  sort_order: z.enum(['asc', 'desc']).default('asc'),
}

export const supplierChoice = z.strictObject(choice).superRefine(checkRanges)
export type SupplierChoice = z.output<typeof supplierChoice>

export const listSuppliersInput = z
  .strictObject({
    ...choice,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(10_000).optional().describe('A next_cursor of this list with the same sort.'),
  })
  .superRefine(checkRanges)
  .refine(({ cursor, page }) => cursor === undefined || page === 1, {
    path: ['page'],
    message: 'is said by the cursor already; leave it out',
  })

interface Ranges {
  min_rating?: number | undefined
  max_rating?: number | undefined
  created_after?: string | undefined
  created_before?: string | undefined
}

function checkRanges(given: Ranges, context: z.core.$RefinementCtx): void {
  const { min_rating, max_rating, created_after, created_before } = given
  if (min_rating !== undefined && max_rating !== undefined && max_rating < min_rating)
    context.addIssue({ code: 'custom', path: ['max_rating'], message: 'must not be below min_rating' })
  if (created_after && created_before && created_before < created_after)
    context.addIssue({
      code: 'custom',
      path: ['created_before'],
      message: 'must not be before created_after',
    })
}
