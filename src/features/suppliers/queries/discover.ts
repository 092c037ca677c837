import { invalid } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { type Found, rank } from '../discovery/ranking.ts'
import { findFittingSuppliers, findOffers } from '../discovery/repository.ts'
import { discoverInput, discovery } from '../discovery/schema.ts'
import { todayOf } from '../prices/price.ts'
import { findProductIds } from '../prices/repository.ts'

const compared = 500
const told = 50

export const discoverSuppliers = defineQuery({
  name: 'suppliers.discover',
  summary:
    'Who can deliver an item, or what words describe, ranked by price, lead time, tier and rating; each figure names the rows it was read from, and is null where there is no data.',
  permission: 'suppliers.read',
  input: discoverInput,
  output: discovery,
  longReadSeconds: 10,
  async run({ context: { principal }, tx, input: { item_id: itemId, need, quantity, by, weights } }) {
    if (itemId && !(await findProductIds(tx, [itemId])).has(itemId))
      throw invalid('item_id', 'is not an item of your company')
    const today = todayOf(principal)
    if (by !== undefined && by < today) throw invalid('by', `must not be before today, ${today}`)
    const words = need?.split(/\s+/) ?? []
    const offers = await findOffers(tx, { itemId, words, quantity, today }, compared)
    const fitting = need ? await findFittingSuppliers(tx, words, compared) : []
    const offering = new Set(offers.map(({ supplierId }) => supplierId))
    const found: Found[] = [...offers, ...fitting.filter(({ supplierId }) => !offering.has(supplierId))]
    const candidates = rank(found, { by, weights })
    return { today, weights, candidates: candidates.slice(0, told), has_more: candidates.length > told }
  },
})
