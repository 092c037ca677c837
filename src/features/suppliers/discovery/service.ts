import type { Tx } from '#src/lib/db/transaction.ts'
import { rank } from './ranking.ts'
import { findOffersFor } from './repository.ts'
import { type Candidate, usualWeights } from './schema.ts'

interface Wanted {
  itemId: string
  quantity: number
  /** The day on which it must be there. */
  by?: string | undefined
}

/** Who has a price for each of these items today, the best first, as the search for suppliers ranks them. */
export async function rankOffers(tx: Tx, wanted: Wanted[], today: string): Promise<Map<string, Candidate[]>> {
  if (wanted.length === 0) return new Map()
  const offers = Map.groupBy(await findOffersFor(tx, wanted, today), ({ productId }) => productId)
  return new Map(
    wanted.map(({ itemId, by }) => [itemId, rank(offers.get(itemId) ?? [], { by, weights: usualWeights })]),
  )
}
