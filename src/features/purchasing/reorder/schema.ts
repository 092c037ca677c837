import * as z from 'zod'
import { candidate } from '#src/features/suppliers/discovery/schema.ts'
import { day } from '#src/features/suppliers/fields/schema.ts'
import { demandMethods, leadTimeSources } from '#src/lib/db/schema/company/reorder.ts'
import { orderResource } from '../orders/schema.ts'

const text = z.string().trim().min(1, 'must not be empty').max(200)
const sortable = ['run_out_on', 'sku', 'product_name', 'quantity'] as const

export const listReorderInput = z
  .strictObject({
    q: text.optional().describe('Every word must occur in the SKU, the item or the supplier.'),
    method: z.enum(demandMethods, `must be one of: ${demandMethods.join(', ')}`).optional(),
    supplier_no: text.optional().describe('Who is ranked first.'),
    run_out_before: day.optional().describe('The last day on which they run out.'),
    sort_by: z.enum(sortable, `must be one of: ${sortable.join(', ')}`).default('run_out_on'),
    sort_order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(10_000).optional().describe('A next_cursor of this list with the same sort.'),
  })
  .refine(({ cursor, page }) => cursor === undefined || page === 1, {
    path: ['page'],
    message: 'is said by the cursor already; leave it out',
  })

const pieces = z.number().int()

/** An item that needs an order, worked out anew while it is read. */
export const suggestion = z.object({
  id: z.uuid(),
  item_id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  /** Where the demand is from: a forecast, the mean of 13 weeks of issues, or the reorder point alone. */
  method: z.enum(demandMethods),
  /** The forecast that it is from. */
  run_id: z.uuid().nullable(),
  lead_time_days: z.number().int(),
  lead_time_from: z.enum(leadTimeSources),
  /** Pieces that are wanted within the lead time; null where only the reorder point is known. */
  demand: z.object({ p50: z.number(), p90: z.number() }).nullable(),
  available: pieces,
  /** What sent orders still bring. */
  on_order: pieces,
  /** What drafts, submitted and approved orders ask for. */
  planned: pieces,
  /** The day that takes the last piece; null: not within a year, or not known. */
  run_out_on: z.string().nullable(),
  /** What to order; 0 where that has just been done. */
  quantity: pieces,
  /** Who has a price for it today, the best first, each figure with the rows that it was read from. */
  suppliers: z.array(candidate),
})
export type SuggestionResource = z.infer<typeof suggestion>

const mostLines = 500

export const orderSuggestionsInput = z.strictObject({
  /** Where the goods are to be delivered; absent: your first warehouse by code. */
  location_id: z.uuid('must be the ID of a location').optional(),
  lines: z
    .array(
      z.strictObject({
        item_id: z.uuid('must be the ID of an item'),
        /** Absent: what is suggested, in whole packs of the supplier. */
        quantity: z
          .number('must be a whole number')
          .int('must be a whole number')
          .min(1, 'must be at least 1')
          .max(1_000_000_000, 'must be at most 1,000,000,000')
          .optional(),
        /** Absent: the one that is ranked first. */
        supplier_id: z.uuid('must be the ID of a supplier').optional(),
      }),
    )
    .min(1, 'must have at least one line')
    .max(mostLines, `must have at most ${mostLines} lines`)
    .refine(
      (lines) => new Set(lines.map(({ item_id }) => item_id)).size === lines.length,
      'names an item twice',
    ),
})
export type OrderSuggestionsInput = z.input<typeof orderSuggestionsInput>
export type OrderedLine = z.output<typeof orderSuggestionsInput>['lines'][number]

const leftOutReasons = ['not_needed', 'no_supplier', 'no_price'] as const

export const orderedSuggestions = z.object({
  /** The drafts, one for each supplier and currency. */
  orders: z.array(orderResource),
  left_out: z.array(
    z.object({
      item_id: z.uuid(),
      sku: z.string(),
      name: z.string(),
      reason: z.enum(leftOutReasons),
      message: z.string(),
    }),
  ),
})
export type OrderedSuggestions = z.infer<typeof orderedSuggestions>

export const runOuts = z.object({
  total: z.number().int(),
  items: z.array(z.object({ item_id: z.uuid(), sku: z.string(), name: z.string(), run_out_on: z.string() })),
})
