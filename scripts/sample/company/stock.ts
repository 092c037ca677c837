import { addDays } from './calendar.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay, type Product, type Sale, timeZone } from './trade.ts'

const warehouses: Record<string, string> = {
  Central: 'Chicago',
  East: 'Philadelphia',
  South: 'Atlanta',
  West: 'Los Angeles',
}

/**
 * The stock that the sales imply: a product lies in the warehouse of every region that bought it,
 * what open orders wait for is reserved, and reorder levels cover the demand of the lead time.
 */
export function buildInventory(products: Product[], sales: Sale[]) {
  const random = createRandom(4)
  const byKey = new Map(products.map((product) => [product.key, product]))
  const places = Map.groupBy(sales, (sale) => `${sale.region} ${sale.productKey}`)
  return [...places.values()].map((own) => {
    const { productKey, region } = own[0]!
    const { attributes, unitCost } = byKey.get(productKey)!
    const unitsADay = units(own.filter((sale) => sale.orderDate > addDays(closingDay, -730))) / 730
    const reorderPoint = Math.max(1, Math.ceil(unitsADay * attributes.lead_time_days * 2))
    const reorderQuantity = Math.max(2, Math.ceil(unitsADay * 90))
    const reserved = units(own.filter((sale) => sale.status === 'processing'))
    const free = freeStock(reorderPoint, reorderQuantity, random)
    const countedOn = addDays(closingDay, -random.int(0, 180))
    return {
      productKey,
      warehouse: warehouses[region]!,
      bin: `${random.pick(['A', 'B', 'C', 'D'])}-${random.int(1, 24)}-${random.int(1, 6)}`,
      onHand: reserved + free,
      reserved,
      reorderPoint,
      reorderQuantity,
      unitCost,
      lastCountedAt: random.chance(0.03) ? null : `${countedOn} ${random.int(19, 21)}:30:00 ${timeZone}`,
      createdAt: own.map((sale) => sale.createdAt).sort()[0]!,
      updatedAt: `${closingDay} 22:00:00 ${timeZone}`,
    }
  })
}

export type InventoryItem = ReturnType<typeof buildInventory>[number]

/** One item in twenty has run out and one in ten waits for its reorder. */
function freeStock(reorderPoint: number, reorderQuantity: number, random: Random): number {
  const dice = random.next()
  if (dice < 0.05) return 0
  if (dice < 0.15) return random.int(1, reorderPoint)
  return random.int(reorderPoint + 1, reorderPoint + reorderQuantity)
}

function units(sales: Sale[]): number {
  return sales.reduce((sum, sale) => sum + sale.quantity, 0)
}
