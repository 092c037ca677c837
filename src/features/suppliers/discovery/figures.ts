import type { FoundOffer, FoundSupplier } from './repository.ts'
import type { Candidate, Evidence, Figure } from './schema.ts'

/** By item and currency, how many offers there are and which is the cheapest. */
export type Prices = Map<string, { cheapest: FoundOffer; offers: number }>

const tiers: Record<string, number> = { strategic: 1, preferred: 0.75, approved: 0.5, conditional: 0.25 }

/** What is known of one candidate, each figure with the rows that it was read from. */
export function figuresOf(
  one: FoundSupplier | FoundOffer,
  prices: Prices,
  shortest: number | undefined,
): Candidate['figures'] {
  const bySupplier: Evidence[] = [{ type: 'supplier', id: one.supplierId }]
  const rating = one.rating === null ? null : Number(one.rating)
  return {
    price: 'id' in one ? priceOf(one, prices) : unknown('No price for this is recorded.'),
    lead_time: leadTimeOf(one, shortest),
    tier:
      one.tier === null
        ? unknown('The supplier has no tier.')
        : {
            value: one.tier,
            score: tiers[one.tier] ?? null,
            note: 'The supplier’s tier.',
            evidence: bySupplier,
          },
    rating:
      rating === null
        ? unknown('The supplier is not rated.')
        : { value: rating, score: rounded(rating / 5), note: 'The supplier’s rating.', evidence: bySupplier },
    lateness: unknown('No deliveries are recorded yet.'),
    quality: unknown('No deliveries are recorded yet.'),
  }
}

function priceOf(one: FoundOffer, prices: Prices): Figure {
  const { cheapest, offers } = prices.get(`${one.productId} ${one.currency}`)!
  const total = Number(one.total)
  const compared = offers === 1 ? 'The only offer' : `Compared with the cheapest of ${offers} offers`
  const ids = [...new Set([one.id, cheapest.id])]
  return {
    value: one.total,
    score: total === 0 ? 1 : rounded(Number(cheapest.total) / total),
    note: `${compared} for this item in ${one.currency}.`,
    evidence: ids.map((id) => ({ type: 'supplier_item', id })),
  }
}

function leadTimeOf(one: FoundSupplier | FoundOffer, shortest: number | undefined): Figure {
  if (one.leadTimeDays === null || shortest === undefined) return unknown('No lead time is recorded.')
  const evidence: Evidence =
    'id' in one ? { type: 'supplier_item', id: one.id } : { type: 'supplier', id: one.supplierId }
  return {
    value: one.leadTimeDays,
    // A day is added so that goods that are there on the same day can be compared.
    score: rounded((shortest + 1) / (one.leadTimeDays + 1)),
    note: `Days as stated, compared with the shortest, which is ${shortest}.`,
    evidence: [evidence],
  }
}

function unknown(note: string): Figure {
  return { value: null, score: null, note, evidence: [] }
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
