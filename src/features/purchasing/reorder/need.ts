/** What is expected to be wanted of an item from today on. */
export interface Demand {
  /** In so many days: what is expected, and what nine of ten cases stay below. */
  within: (days: number) => { p50: number; p90: number }
  /** The day that takes the last of so many pieces; null where they last a year. */
  runOut: (available: number) => string | null
}

export interface Stock {
  /** Pieces that are there and promised to nobody. */
  available: number
  /** Pieces that sent orders bring, and those of orders that are not sent yet. */
  onOrder: number
  planned: number
  /** What people decided: the safety stock, when to reorder, and at least how many. */
  minimum: number
  reorderPoint: number
  reorderQuantity: number
}

/** For how many days an order lasts once it has arrived. */
const coverDays = 30

const mostPieces = 100_000_000

/**
 * How many pieces to order now. With a demand: when what is there and on its way is less than what nine of ten lead
 * times take, or less than what is expected plus the safety stock, it is filled up to last 30 days longer. Without one:
 * at the reorder point.
 */
export function neededOf(stock: Stock, demand: Demand | undefined, leadTimeDays: number): number {
  const position = stock.available + stock.onOrder + stock.planned
  const { reorderPoint, reorderQuantity } = stock
  if (!demand) {
    if (reorderPoint <= 0 || position > reorderPoint) return 0
    return capped(Math.max(reorderQuantity, reorderPoint - position + 1))
  }
  const levelFor = (days: number) => {
    const { p50, p90 } = demand.within(days)
    return Math.max(p90, p50 + stock.minimum)
  }
  if (position >= levelFor(leadTimeDays)) return 0
  return capped(Math.max(reorderQuantity, levelFor(leadTimeDays + coverDays) - position))
}

/** What is usually ordered at once: suppliers are compared at it before the need is known. */
export function usualQuantity(stock: Stock, demand: Demand | undefined): number {
  return Math.max(1, capped(Math.max(stock.reorderQuantity, demand?.within(coverDays).p50 ?? 0)))
}

function capped(pieces: number): number {
  return Math.min(mostPieces, Math.ceil(pieces))
}
