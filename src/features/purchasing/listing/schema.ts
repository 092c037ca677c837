import * as z from 'zod'
import { day } from '#src/features/suppliers/fields/schema.ts'
import { deliveryStatuses, orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'

const text = z.string().trim().min(1, 'must not be empty').max(200)

function several<const Value extends string>(values: readonly Value[]) {
  return z
    .string()
    .max(200)
    .transform((given) => given.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(values, `must be one of: ${values.join(', ')}`)))
    .describe(`One or more of ${values.join(', ')}, separated by commas.`)
}

const paging = {
  sort_order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(10_000).optional().describe('A next_cursor of this list with the same sort.'),
}

interface Paged {
  page: number
  cursor?: string | undefined
}

function requireOneStart({ cursor, page }: Paged, context: z.core.$RefinementCtx): void {
  if (cursor === undefined || page === 1) return
  context.addIssue({ code: 'custom', path: ['page'], message: 'is said by the cursor already; leave it out' })
}

export const listOrdersInput = z
  .strictObject({
    q: text.optional().describe('Every word must occur in the number, the reference or the supplier.'),
    status: several(orderStatuses).optional(),
    supplier_no: text.optional(),
    currency: text.optional(),
    created_after: day.optional().describe('The first day on which they were created.'),
    created_before: day.optional().describe('The last day on which they were created.'),
    sort_by: z
      .enum(['created_at', 'order_no', 'supplier_name', 'status', 'total', 'updated_at'])
      .default('created_at'),
    ...paging,
  })
  .superRefine(requireOneStart)

export const listDeliveriesInput = z
  .strictObject({
    q: text
      .optional()
      .describe('Every word must occur in the number, the order no. or the supplier’s note no.'),
    status: several(deliveryStatuses).optional(),
    supplier_no: text.optional(),
    order_no: text.optional(),
    delivered_after: day.optional().describe('The first day on which they arrived.'),
    delivered_before: day.optional().describe('The last day on which they arrived.'),
    sort_by: z.enum(['delivered_on', 'delivery_no', 'created_at']).default('delivered_on'),
    ...paging,
  })
  .superRefine(requireOneStart)
