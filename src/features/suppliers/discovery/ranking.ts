import { figuresOf, type Prices } from './figures.ts'
import type { FoundOffer, FoundSupplier } from './repository.ts'
import { type Candidate, type Criterion, criteria } from './schema.ts'

interface Asked {
  by: string | undefined
  weights: Record<Criterion, number>
}

export type Found = FoundSupplier | FoundOffer

/** The best first: those that can be there in time, then by score, then by number so that ties have one order. */
export function rank(found: Found[], asked: Asked): Candidate[] {
  const prices = pricesOf(found)
  const leadTimes = found.flatMap(({ leadTimeDays }) => leadTimeDays ?? [])
  const shortest = leadTimes.length > 0 ? Math.min(...leadTimes) : undefined
  const ranked = found.map((one) => {
    const figures = figuresOf(one, prices, shortest)
    return {
      score: scoreOf(figures, asked.weights),
      in_time: isInTime(one, asked.by),
      supplier: {
        id: one.supplierId,
        supplier_no: one.supplierNo,
        name: one.name,
        tier: one.tier as Candidate['supplier']['tier'],
      },
      offer: 'id' in one ? toOffer(one) : null,
      figures,
    }
  })
  ranked.sort(
    (a, b) =>
      Number(b.in_time !== false) - Number(a.in_time !== false) ||
      b.score - a.score ||
      compare(a.supplier.supplier_no, b.supplier.supplier_no) ||
      compare(a.offer?.sku ?? '', b.offer?.sku ?? ''),
  )
  return ranked.map((one, index) => ({ rank: index + 1, ...one }))
}

function scoreOf(figures: Candidate['figures'], weights: Asked['weights']): number {
  const total = criteria.reduce((sum, key) => sum + weights[key], 0)
  const earned = criteria.reduce((sum, key) => sum + weights[key] * (figures[key].score ?? 0), 0)
  return Math.round((earned / total) * 10_000) / 10_000
}

/** The cheapest offer of each item in each currency: only those can be compared. */
function pricesOf(found: Found[]): Prices {
  const offers = found.filter((one): one is FoundOffer => 'id' in one)
  const groups = Map.groupBy(offers, ({ productId, currency }) => `${productId} ${currency}`)
  return new Map(
    [...groups].map(([key, own]) => {
      const cheapest = own.reduce((best, one) => (Number(one.total) < Number(best.total) ? one : best))
      return [key, { cheapest, offers: own.length }]
    }),
  )
}

function isInTime(one: Found, by: string | undefined): boolean | null {
  if (by === undefined || !('id' in one) || one.arrivesOn === null) return null
  return one.arrivesOn <= by
}

function toOffer(one: FoundOffer): NonNullable<Candidate['offer']> {
  return {
    supplier_item_id: one.id,
    product_id: one.productId,
    sku: one.sku,
    product_name: one.productName,
    price: one.price,
    currency: one.currency,
    pack_size: one.packSize,
    minimum_quantity: one.minimumQuantity,
    order_quantity: one.orderQuantity,
    total: one.total,
    arrives_on: one.arrivesOn,
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
