import type { EnhancedInventoryItem, LevelResource } from '../schema.ts'
import type { ItemRow, LevelRow } from './repository.ts'

const deadAfterMs = 180 * 86_400_000

/** The item with what its levels come to. */
export function toItem(
  row: ItemRow,
  levels: LevelRow[],
  forecast: EnhancedInventoryItem['forecast'],
  now = Date.now(),
): EnhancedInventoryItem {
  const sum = (of: (level: LevelRow) => number) => levels.reduce((total, level) => total + of(level), 0)
  const onHand = sum((level) => level.onHand)
  const reserved = sum((level) => level.reserved)
  const lastMovementAt = latest(levels)
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    category: row.category,
    subCategory: row.subCategory,
    brand: row.brand,
    unit: row.unit,
    barcode: row.barcode,
    status: statusOf(levels, now),
    lifecycle: row.status as EnhancedInventoryItem['lifecycle'],
    supplierId: row.supplierId,
    levels: levels.map(toLevel),
    onHand,
    reserved,
    available: availableOf(levels),
    onOrder: row.onOrder,
    safetyStock: sum((level) => level.minimum),
    leadTimeDays: row.leadTimeDays,
    unitCost: row.unitCost,
    currency: row.currency,
    price: row.unitPrice,
    abcClass: row.abcClass as EnhancedInventoryItem['abcClass'],
    xyzClass: row.xyzClass as EnhancedInventoryItem['xyzClass'],
    lastMovementAt: lastMovementAt?.toISOString() ?? null,
    tags: row.tags,
    custom: row.custom as EnhancedInventoryItem['custom'],
    forecast,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What is in quarantine or on the road is on hand, and nobody can have it yet. */
function availableOf(levels: LevelRow[]): number {
  return levels
    .filter(({ kind }) => kind !== 'quarantine' && kind !== 'transit')
    .reduce((total, level) => total + level.onHand - level.reserved, 0)
}

/** The first that holds, in the order of the filter in the repository. */
function statusOf(levels: LevelRow[], now: number): EnhancedInventoryItem['status'] {
  if (availableOf(levels) <= 0) return 'out_of_stock'
  if (levels.some((level) => level.reorderPoint > 0 && level.onHand - level.reserved <= level.reorderPoint))
    return 'low'
  if (levels.some((level) => level.maximum !== null && level.onHand > level.maximum)) return 'over'
  const last = latest(levels)
  return last && now - last.getTime() <= deadAfterMs ? 'in_stock' : 'dead'
}

function latest(levels: LevelRow[]): Date | undefined {
  return levels.reduce<Date | undefined>((last, { lastMovementAt }) => {
    return lastMovementAt && (!last || lastMovementAt > last) ? lastMovementAt : last
  }, undefined)
}

function toLevel(row: LevelRow): LevelResource {
  return {
    locationId: row.locationId,
    locationCode: row.code,
    locationName: row.name,
    bin: row.bin,
    onHand: row.onHand,
    reserved: row.reserved,
    available: row.onHand - row.reserved,
    seq: row.seq,
    minimum: row.minimum,
    maximum: row.maximum,
    reorderPoint: row.reorderPoint,
    reorderQuantity: row.reorderQuantity,
    unitCost: row.unitCost,
    lastMovementAt: row.lastMovementAt?.toISOString() ?? null,
    lastCountedAt: row.lastCountedAt?.toISOString() ?? null,
  }
}
