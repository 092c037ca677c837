import * as z from 'zod'

const group = z.object({ value: z.string().nullable(), suppliers: z.number().int() })

export const supplierMetrics = z.object({
  suppliers: z.number().int(),
  by_status: z.array(group),
  by_tier: z.array(group),
  /** The most frequent 50 of each; null: not stated. */
  by_country: z.array(group),
  by_category: z.array(group),
  rating: z.object({
    /** Of those that have one; null where none has. */
    average: z.number().nullable(),
    rated: z.number().int(),
  }),
  items: z.object({
    active: z.number().int(),
    /** Active items that an active supplier has a price for today. */
    covered: z.number().int(),
    /** Those of them that only one active supplier has a price for. */
    single_source: z.number().int(),
  }),
  /** Orders that were sent, created in the last year, by currency; the largest 50. */
  spend: z.array(z.object({ currency: z.string(), total: z.string(), orders: z.number().int() })),
  /** Lines promised in the last year; value in percent, null where none can be judged yet. */
  on_time_in_full: z.object({
    value: z.number().nullable(),
    part: z.number().int(),
    of: z.number().int(),
  }),
  /** Within the next 30 days, of suppliers that are active. */
  ending_soon: z.object({ prices: z.number().int(), certificates: z.number().int() }),
})
export type SupplierMetrics = z.infer<typeof supplierMetrics>
