import type { EnhancedInventoryItem } from './schema.ts'

const location = '01980000-0000-7000-8000-0000000000a1'

/** Items as the API answers them, for code that shows or tests them without a database. */
export const mockInventoryData: EnhancedInventoryItem[] = [
  item(1, { sku: 'OFF-PA-1000', name: 'Copy paper A4, 500 sheets', category: 'Office Supplies' }, 240, 36),
  item(2, { sku: 'FUR-CH-2000', name: 'Swivel chair', category: 'Furniture' }, 18, 4),
  item(3, { sku: 'TEC-PH-3000', name: 'Desk phone', category: 'Technology' }, 0, 0),
]

function item(
  number: number,
  named: Pick<EnhancedInventoryItem, 'sku' | 'name' | 'category'>,
  onHand: number,
  reserved: number,
): EnhancedInventoryItem {
  const at = '2026-01-05T08:00:00.000Z'
  const stock = { onHand, reserved, available: onHand - reserved }
  return {
    ...named,
    id: `01980000-0000-7000-8000-00000000000${number}`,
    ...{ description: null, subCategory: null, brand: null, unit: 'piece', barcode: null, supplierId: null },
    status: onHand > reserved ? 'in_stock' : 'out_of_stock',
    lifecycle: 'active',
    levels: [
      {
        ...{ locationId: location, locationCode: 'MAIN', locationName: 'Main warehouse', bin: `A-${number}` },
        ...stock,
        ...{ seq: onHand > 0 ? 1 : 0, minimum: 5, maximum: null, reorderPoint: 10, reorderQuantity: 50 },
        ...{ unitCost: '4.2500', lastMovementAt: onHand > 0 ? at : null, lastCountedAt: null },
      },
    ],
    ...stock,
    ...{ onOrder: 0, safetyStock: 5, leadTimeDays: 7, unitCost: '4.2500', currency: 'EUR', price: '7.9000' },
    ...{ abcClass: null, xyzClass: null, lastMovementAt: onHand > 0 ? at : null, tags: [], custom: {} },
    ...{ forecast: null, version: 1, createdAt: at, updatedAt: at },
  }
}
