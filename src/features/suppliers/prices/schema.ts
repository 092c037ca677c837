import * as z from 'zod'
import { currency, day, lineOfText, price } from '../fields/schema.ts'
import { overlaps } from './overlaps.ts'

const whole = z
  .number()
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000_000, 'must be at most 1,000,000,000')

/** What a price says, each for itself. */
export const priceFields = z.strictObject({
  /** Names a price that there is; a new one has none. */
  id: z.uuid('must be a UUID').optional(),
  product_id: z.uuid('must be a UUID'),
  supplier_sku: lineOfText(100).nullable().default(null),
  /** Of one unit. */
  price,
  /** Absent: the supplier's. */
  currency: currency.optional(),
  pack_size: whole.default(1),
  minimum_quantity: whole.default(1),
  /** Absent: the supplier's. */
  lead_time_days: z
    .number()
    .int()
    .min(0, 'must be at least 0')
    .max(3650, 'must be at most 3650')
    .nullable()
    .default(null),
  valid_from: day,
  /** The last day; absent: until further notice. */
  valid_until: day.nullable().default(null),
})

const item = priceFields.refine(
  ({ valid_from, valid_until }) => valid_until === null || valid_until >= valid_from,
  { path: ['valid_until'], message: 'must not be before valid_from' },
)

const itemList = z
  .array(item)
  .max(1000)
  .superRefine((items, context) => {
    const ids = items.flatMap(({ id }) => id ?? [])
    if (new Set(ids).size < ids.length)
      context.addIssue({ code: 'custom', message: 'names a price twice: every id must be there only once' })
    for (const { index, other } of overlaps(items)) {
      const { valid_from, valid_until } = items[other]!
      const until = valid_until ? `until ${valid_until}` : 'without an end'
      context.addIssue({
        code: 'custom',
        path: [index, 'valid_from'],
        message: `overlaps with items.${other}, which is valid from ${valid_from} ${until}`,
      })
    }
  })

export const replaceItemsInput = z.strictObject({ id: z.uuid('must be a UUID'), items: itemList })
export type ReplaceItemsInput = z.input<typeof replaceItemsInput>
export type GivenItem = z.output<typeof item>

export const priceResource = z.object({
  id: z.uuid(),
  product_id: z.uuid(),
  sku: z.string(),
  product_name: z.string(),
  supplier_sku: z.string().nullable(),
  /** Of one unit, exact. */
  price: z.string(),
  currency: z.string(),
  pack_size: z.number().int(),
  minimum_quantity: z.number().int(),
  lead_time_days: z.number().int().nullable(),
  valid_from: z.string(),
  valid_until: z.string().nullable(),
  /** Whether it holds today, in the company's time zone. */
  validity: z.enum(['past', 'current', 'future']),
  updated_at: z.iso.datetime(),
})
export type PriceResource = z.infer<typeof priceResource>

/** The price list of one supplier, whose version it shares. */
export const itemsResource = z.object({
  supplier_id: z.uuid(),
  version: z.number().int(),
  items: z.array(priceResource),
})
