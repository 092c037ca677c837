import * as z from 'zod'
import { currency, pageInput, positiveMinorUnits } from '#src/features/spend/schema.ts'
import {
  findingMethods,
  opportunityKinds,
  opportunityStatuses,
} from '#src/lib/db/schema/spend/opportunities.ts'

const short = (max: number) => z.string().trim().min(1, 'is needed').max(max)
const id = z.uuid('must be the ID of an opportunity')

export const opportunityById = z.strictObject({ id })

export const createOfferInput = z.strictObject({
  kind: z.literal('offer', 'must be offer: run-outs are found by themselves').default('offer'),
  /** What is offered; of a product of the company its ID. */
  instrument: z.strictObject({ kind: short(50), id: short(200) }),
  /** What it is called; left out: the name of the product, or its ID. */
  title: short(200).optional(),
  supplier_id: z.uuid('must be the ID of a supplier').nullable().default(null),
  category: short(100).nullable().default(null),
  quantity: z.int('must be a whole number from 1').min(1).max(1_000_000_000),
  /** Minor units for one piece. */
  unit_price: positiveMinorUnits,
  currency,
  valid_until: z.iso.datetime({ offset: true, error: 'must be an instant such as 2027-01-31T12:00:00Z' }),
})
export type CreateOfferInput = z.input<typeof createOfferInput>

export const dismissInput = z.strictObject({ id, reason: short(500) })

export const takeInput = z.strictObject({ id })

export const listOpportunitiesInput = z.strictObject({
  status: z.enum(opportunityStatuses, `must be one of: ${opportunityStatuses.join(', ')}`).optional(),
  kind: z.enum(opportunityKinds, `must be one of: ${opportunityKinds.join(', ')}`).optional(),
  ...pageInput,
})

/** What was known when it was found; amounts are minor units, risks and changes percent. */
export const factsSchema = z.object({
  days_to_run_out: z.number().nullable(),
  price_change: z.number().nullable(),
  lateness_risk: z.number().nullable(),
  lead_time_days: z.number().nullable(),
  supplier_rating: z.number().nullable(),
  supplier_tier: z.string().nullable(),
  abc_class: z.string().nullable(),
  /** Pieces: sold a day, there and promised to nobody, and ordered already. */
  daily_demand: z.number().nullable(),
  available: z.number().nullable(),
  on_order: z.number().nullable(),
})
export type FoundFacts = z.infer<typeof factsSchema>

export const reasonSchema = z.object({
  code: z.string(),
  words: z.string(),
  value: z.number(),
  /** The score is the sum of value times weight. */
  weight: z.number(),
  source: z.string(),
})
export type Reason = z.infer<typeof reasonSchema>

export const opportunityResource = z.object({
  id: z.uuid(),
  kind: z.enum(opportunityKinds),
  status: z.enum(opportunityStatuses),
  method: z.enum(findingMethods).nullable(),
  instrument: z.object({ kind: z.string(), id: z.string() }),
  title: z.string(),
  supplier_id: z.uuid().nullable(),
  supplier_name: z.string().nullable(),
  category: z.string().nullable(),
  quantity: z.number().int(),
  amount: z.number().int(),
  currency: z.string(),
  score: z.number().int(),
  reasons: z.array(reasonSchema),
  facts: factsSchema,
  found_at: z.iso.datetime(),
  valid_until: z.iso.datetime(),
  taken_by: z.uuid().nullable(),
  taken_by_name: z.string().nullable(),
  taken_at: z.iso.datetime().nullable(),
  strategy_id: z.uuid().nullable(),
  strategy_name: z.string().nullable(),
  trade_id: z.uuid().nullable(),
  trade_status: z.string().nullable(),
  /** Why it was dismissed, or is open again. */
  note: z.string().nullable(),
})
export type OpportunityResource = z.infer<typeof opportunityResource>
