import { digitsOf, toDecimal } from '#src/features/spend/decimals.ts'
import type { FoundFacts, Reason } from '../record/schema.ts'
import type { Item, Supplier } from './repository.ts'

export interface RunOutFound {
  method: 'forecast' | 'moving_average' | 'reorder_point'
  /** Null where nothing is sold of it. */
  days: number | null
}

/** How long an order lasts once it is there. */
const coverDays = 30
const usualLeadDays = 14

const methodWords = {
  forecast: 'by its forecast',
  moving_average: 'by the sales of the last 90 days',
  reorder_point: 'is at its reorder point',
}

export interface Found {
  quantity: number
  amount: number
  facts: FoundFacts
  reasons: Reason[]
  score: number
}

/** What so many pieces cost in minor units, rounded up. */
export function amountOf(price: string, quantity: number, currency: string): number {
  const [whole = '0', part = ''] = price.split('.')
  const scaled = BigInt(`${whole}${part.slice(0, 4).padEnd(4, '0')}`) * BigInt(quantity)
  const digits = digitsOf(currency)
  if (digits >= 4) return Number(scaled * 10n ** BigInt(digits - 4))
  const divisor = 10n ** BigInt(4 - digits)
  return Number((scaled + divisor - 1n) / divisor)
}

/** The reasons with what they add up to. */
export function scored(reasons: Reason[]): { reasons: Reason[]; score: number } {
  return { reasons, score: reasons.reduce((sum, { value, weight }) => sum + value * weight, 0) }
}

/** What to buy so that an item does not run out; undefined where what is ordered already lasts, or it costs nothing. */
export function fromRunOut(item: Item, found: RunOutFound): Found | undefined {
  const lead = item.leadTimeDays ?? usualLeadDays
  const short = shortage(item, found, lead)
  if (!short) return undefined
  const quantity = orderable(item, short.quantity)
  const amount = amountOf(item.price, quantity, item.currency)
  if (amount <= 0 || !Number.isSafeInteger(amount)) return undefined
  const pieces = Math.min(quantity, short.pieces)
  const where =
    found.method === 'reorder_point' ? methodWords.reorder_point : `runs out ${inDays(found.days!)}`
  const why = found.method === 'reorder_point' ? '' : ` ${methodWords[found.method]}`
  const stock: Reason = {
    code: 'run_out',
    words: `It ${where}${why}: ${item.available} left, ${item.onOrder} ordered.`,
    ...{ value: found.days ?? 0, weight: 0, source: found.method },
  }
  return {
    ...{ quantity, amount },
    facts: { ...factsOf(item), days_to_run_out: found.days },
    ...scored([stock, ...worth(item, pieces, found.method)]),
  }
}

function shortage(
  { dailyDemand, available, onOrder, reorderPoint, reorderQuantity }: Item,
  { days }: RunOutFound,
  lead: number,
): { quantity: number; pieces: number } | undefined {
  const there = available + onOrder
  // A forecast knows of demand that the last weeks do not show.
  const perDay = dailyDemand || (days && available > 0 ? available / days : 0)
  if (perDay === 0 || days === null) {
    const missing = reorderPoint - there
    return missing < 0
      ? undefined
      : { quantity: Math.max(missing, reorderQuantity, 1), pieces: Math.max(missing, 1) }
  }
  const missing = Math.ceil(perDay * (lead + coverDays)) - there
  if (missing <= 0) return undefined
  const daysShort = Math.max(0, lead + coverDays - days)
  return { quantity: Math.max(missing, reorderQuantity), pieces: Math.ceil(perDay * daysShort) }
}

/** At least the minimum, in whole packs. */
function orderable({ packSize, minimumQuantity }: Item, wanted: number): number {
  return Math.ceil(Math.max(wanted, minimumQuantity) / packSize) * packSize
}

/** What having so many pieces is worth, what they cost, and what is lost of it where the supplier comes late. */
function worth(item: Item, pieces: number, source: string): Reason[] {
  const { currency, lateShare } = item
  const isSold = item.saleCurrency === currency && Number(item.salePrice) > 0
  const value = amountOf(isSold ? item.salePrice : item.price, pieces, currency)
  const cost = amountOf(item.price, pieces, currency)
  const money = (amount: number) => `${toDecimal(amount, currency)} ${currency}`
  return [
    {
      code: 'loss_avoided',
      words: `${pieces} pieces that would be missing ${isSold ? 'sell for' : 'are worth'} ${money(value)}.`,
      ...{ value, weight: 1, source },
    },
    {
      code: 'cost',
      words: `These pieces cost ${money(cost)}.`,
      ...{ value: cost, weight: -1, source: item.isQuoted ? 'supplier price' : 'product cost' },
    },
    ...lateness(lateShare, value),
  ]
}

function lateness(share: number | null, value: number): Reason[] {
  if (share === null) return []
  return [
    {
      code: 'lateness_risk',
      words: `${Math.round(share * 100)} of 100 lines of the supplier came late in the last year.`,
      ...{ value: Math.round(value * share), weight: -1, source: 'deliveries' },
    },
  ]
}

export interface Offer {
  quantity: number
  /** Minor units of one piece. */
  unitPrice: number
  currency: string
}

/** How good an offer is beside what the item usually costs; of an unknown thing only its cost is known. */
export function fromOffer(
  { quantity, unitPrice, currency }: Offer,
  item: Item | undefined,
  supplier: Supplier | undefined,
): Found {
  const amount = unitPrice * quantity
  const money = (value: number) => `${toDecimal(value, currency)} ${currency}`
  const usual = item && item.currency === currency ? amountOf(item.price, quantity, currency) : 0
  const saved: Reason[] =
    usual > 0
      ? [
          {
            code: 'loss_avoided',
            words: `Bought as usual it would cost ${money(usual)}.`,
            ...{ value: usual, weight: 1, source: item!.isQuoted ? 'supplier price' : 'product cost' },
          },
          ...lateness(supplier?.lateShare ?? null, usual),
        ]
      : []
  const cost: Reason = {
    code: 'cost',
    words: `The offer costs ${money(amount)}.`,
    ...{ value: amount, weight: -1, source: 'offer' },
  }
  const change = usual > 0 ? Math.round(((amount - usual) / usual) * 1_000) / 10 : null
  return {
    ...{ quantity, amount },
    facts: {
      ...noFacts,
      ...(item && stockOf(item)),
      ...(supplier && supplierOf(supplier)),
      price_change: change,
    },
    ...scored([...saved, cost]),
  }
}

function inDays(days: number): string {
  if (days <= 0) return 'today'
  return days === 1 ? 'tomorrow' : `in ${days} days`
}

const noFacts: FoundFacts = {
  ...{ days_to_run_out: null, price_change: null, lateness_risk: null, lead_time_days: null },
  ...{ supplier_rating: null, supplier_tier: null, abc_class: null },
  ...{ daily_demand: null, available: null, on_order: null },
}

function factsOf(item: Item): FoundFacts {
  return { ...noFacts, ...stockOf(item), ...supplierOf(item) }
}

function stockOf({ abcClass, dailyDemand, available, onOrder }: Item) {
  return {
    abc_class: abcClass,
    daily_demand: Math.round(dailyDemand * 100) / 100,
    ...{ available, on_order: onOrder },
  }
}

function supplierOf({ lateShare, leadTimeDays, supplierRating, supplierTier }: Supplier) {
  return {
    lateness_risk: lateShare === null ? null : Math.round(lateShare * 1_000) / 10,
    ...{ lead_time_days: leadTimeDays, supplier_rating: supplierRating, supplier_tier: supplierTier },
  }
}
