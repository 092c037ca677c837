import * as z from 'zod'
import { supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import { day, lineOfText } from '../fields/schema.ts'

export const criteria = ['price', 'lead_time', 'tier', 'rating'] as const
export type Criterion = (typeof criteria)[number]

const weight = z.number().min(0).max(100)

/** How much each criterion counts, in proportion to the others. */
export const usualWeights = { price: 40, lead_time: 25, tier: 15, rating: 20 }

const weights = z
  .strictObject({
    price: weight.default(0),
    lead_time: weight.default(0),
    tier: weight.default(0),
    rating: weight.default(0),
  })
  .refine((given) => Object.values(given).some((value) => value > 0), 'must have one that is above 0')
  .default(usualWeights)

export const discoverInput = z
  .strictObject({
    item_id: z.uuid('must be a UUID').optional().describe('An item of the company.'),
    need: lineOfText(200)
      .optional()
      .describe('What is needed, in words: each must occur in the SKU, name or category of an item.'),
    quantity: z
      .number()
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(1_000_000_000, 'must be at most 1,000,000,000'),
    by: day.optional().describe('The day on which the goods must be there.'),
    weights,
  })
  .refine(({ item_id, need }) => (item_id === undefined) !== (need === undefined), {
    path: ['item_id'],
    message: 'give either this or need',
  })
export type DiscoverInput = z.input<typeof discoverInput>

/** A row that a figure was read from. */
const evidence = z.object({ type: z.enum(['supplier', 'supplier_item']), id: z.uuid() })
export type Evidence = z.infer<typeof evidence>

const figure = z.object({
  /** Null where there is no data; the note says so. */
  value: z.union([z.string(), z.number()]).nullable(),
  /** From 0, the worst, to 1, the best; what has no data earns nothing. */
  score: z.number().nullable(),
  note: z.string(),
  evidence: z.array(evidence),
})
export type Figure = z.infer<typeof figure>

export const candidate = z.object({
  rank: z.number().int(),
  /** The weighted mean of the scores. */
  score: z.number(),
  /** Whether the goods can be there on the wanted day; null where none was named or no lead time is known. */
  in_time: z.boolean().nullable(),
  supplier: z.object({
    id: z.uuid(),
    supplier_no: z.string(),
    name: z.string(),
    tier: z.enum(supplierTiers).nullable(),
  }),
  /** Null where the supplier fits the need and has no price for any item. */
  offer: z
    .object({
      supplier_item_id: z.uuid(),
      product_id: z.uuid(),
      sku: z.string(),
      product_name: z.string(),
      price: z.string(),
      currency: z.string(),
      pack_size: z.number().int(),
      minimum_quantity: z.number().int(),
      /** What has to be ordered: whole packs, and at least the minimum. */
      order_quantity: z.number().int(),
      /** Exact: price times order_quantity. */
      total: z.string(),
      arrives_on: z.string().nullable(),
    })
    .nullable(),
  figures: z.object({
    price: figure,
    lead_time: figure,
    tier: figure,
    rating: figure,
    lateness: figure,
    quality: figure,
  }),
})
export type Candidate = z.infer<typeof candidate>

export const discovery = z.object({
  /** The day for which the prices hold, in the company's time zone. */
  today: z.string(),
  weights: z.record(z.enum(criteria), z.number()),
  candidates: z.array(candidate),
  /** Whether there are more than these 50. */
  has_more: z.boolean(),
})
export type Discovery = z.infer<typeof discovery>
