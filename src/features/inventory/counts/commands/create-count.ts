import type { Tx } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findMissing } from '../../ledger/repository.ts'
import { findLocation } from '../../locations/repository.ts'
import { insertLines } from '../lines/repository.ts'
import { getDetails } from '../lines/service.ts'
import { insertCount, storeProgress } from '../repository.ts'
import { countDetails, createCountInput, mostLines } from '../schema.ts'

export const createCount = defineCommand({
  name: 'inventory.counts.create',
  summary: 'Draw up a count of one location: everything that is kept there, one category, or items by name.',
  permission: 'stock.count',
  input: createCountInput,
  output: countDetails,
  async run({ context, tx, input, audit }) {
    const { tenantId, userId } = context.principal
    const { location_id: locationId, category, item_ids: itemIds, is_blind: isBlind, note } = input
    if (!(await findLocation(tx, locationId)))
      throw invalid('location_id', 'is not the ID of one of your locations')
    if (itemIds) await requireItems(tx, locationId, itemIds)
    const scope = itemIds ? 'items' : category ? 'category' : 'location'
    const row = await insertCount(tx, {
      tenantId,
      locationId,
      scope,
      category,
      isBlind,
      note,
      createdBy: userId,
    })
    const lines = await insertLines(tx, row, { category, itemIds, limit: mostLines })
    if (lines === 0 && category) throw invalid('category', 'is the category of no item at this location')
    if (lines === 0) throw invalid('location_id', 'has no items yet: name those to count')
    if (lines > mostLines)
      throw invalid('category', `is needed: a count has at most ${mostLines.toLocaleString('en')} items`)
    await storeProgress(tx, row.id, { lines, counted: 0 })
    await audit({
      action: 'count.created',
      subjectType: 'stock_count',
      subjectId: row.id,
      details: { count_no: row.countNo, location_id: locationId, scope, lines },
    })
    return getDetails(tx, context.principal, row.id)
  },
})

async function requireItems(tx: Tx, locationId: string, ids: string[]): Promise<void> {
  const missing = await findMissing(
    tx,
    ids.map((productId) => ({ productId, locationId })),
  )
  for (const [index, id] of ids.entries()) {
    if (missing.productIds.has(id)) throw invalid(`item_ids.${index}`, 'is not the ID of one of your items')
    if (ids.indexOf(id) !== index) throw invalid(`item_ids.${index}`, 'is named earlier already')
  }
}
