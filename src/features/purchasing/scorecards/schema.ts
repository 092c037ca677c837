import * as z from 'zod'

export const performanceById = z.strictObject({ id: z.uuid('must be the ID of a supplier') })

/** Where the lines behind a figure are: the rows of a dataset with these filters. */
const lines = z.object({ dataset: z.string(), filters: z.record(z.string(), z.string()), href: z.string() })

const share = z.object({
  /** In percent; null where there is nothing to judge, or too little. */
  value: z.number().nullable(),
  part: z.number().int(),
  of: z.number().int(),
  lines,
})

const period = z.object({
  period: z.enum(['quarter', 'year']),
  from: z.string(),
  to: z.string(),
  deliveries: z.number().int(),
  /** Fewer than 5 deliveries: they are counted, and no figure is drawn from them. */
  too_few: z.boolean(),
  /** Lines promised in the period of which all was accepted by the confirmed day, or else the day they were due. */
  on_time_in_full: share,
  /** Of the lines that arrived in the period; below 0: early. */
  days_late: z.object({ p50: z.number().int().nullable(), p90: z.number().int().nullable(), lines }),
  /** Of the pieces that arrived in the period. */
  reject_rate: share,
  /** From sending an order to its confirmation, on average, of orders created in the period. */
  response_days: z.object({ value: z.number().nullable(), orders: z.number().int(), lines }),
})

export const supplierPerformance = z.object({ supplier_id: z.uuid(), periods: z.array(period) })
export type SupplierPerformance = z.infer<typeof supplierPerformance>
export type PeriodPerformance = z.infer<typeof period>
