import { findItemDemand } from '#src/features/forecasting/service.ts'
import { sqlStateOf, type Tx } from '#src/lib/db/transaction.ts'
import { invalid, notFound } from '#src/lib/errors.ts'
import { findMissing } from '../ledger/repository.ts'
import type { EnhancedInventoryItem, LevelSettings } from '../schema.ts'
import { findItem, findLevels, hasSupplier, type ItemRow, setLevel } from './repository.ts'
import { toItem } from './resource.ts'

export async function getRow(tx: Tx, id: string): Promise<ItemRow> {
  const row = await findItem(tx, id)
  if (!row) throw notFound('item')
  return row
}

export async function getResource(tx: Tx, id: string): Promise<EnhancedInventoryItem> {
  const row = await getRow(tx, id)
  const demand = await findItemDemand(tx, row.tenantId, [id])
  return toItem(row, await findLevels(tx, [id]), demand.get(id) ?? null)
}

export async function requireSupplier(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id && !(await hasSupplier(tx, id)))
    throw invalid('supplierId', 'is not the ID of one of your suppliers')
}

/** Stores what people decided of an item's levels. */
export async function setLevels(tx: Tx, item: ItemRow, levels: LevelSettings[] | undefined): Promise<void> {
  if (!levels?.length) return
  const keys = levels.map(({ locationId }) => ({ productId: item.id, locationId }))
  const missing = await findMissing(tx, keys)
  for (const [index, level] of levels.entries()) {
    if (missing.locationIds.has(level.locationId))
      throw invalid(`levels.${index}.locationId`, 'is not the ID of one of your locations')
    try {
      await setLevel(tx, item.tenantId, item, level)
    } catch (error) {
      if (sqlStateOf(error) !== '23514') throw error
      throw invalid(`levels.${index}.maximum`, 'must not be less than the minimum of this level')
    }
  }
}
