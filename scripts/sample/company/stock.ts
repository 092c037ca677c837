import { addDays } from './calendar.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay, type Product, type Sale, timeZone } from './trade.ts'

const cities: Record<string, string> = {
  Central: 'Chicago',
  East: 'Philadelphia',
  South: 'Atlanta',
  West: 'Los Angeles',
}

/** A warehouse for every region with its shop and its corner for rejected goods, and the goods on the road. */
export const locations = [
  ...Object.values(cities).flatMap((city) => {
    const code = city.slice(0, 3).toUpperCase()
    return [
      { code, name: city, kind: 'warehouse', parent: null },
      { code: `${code}-SHOP`, name: `${city} shop`, kind: 'shop', parent: code },
      { code: `${code}-Q`, name: `${city} quarantine`, kind: 'quarantine', parent: code },
    ]
  }),
  { code: 'TRANSIT', name: 'In transit', kind: 'transit', parent: null },
]

interface Movement {
  quantity: number
  kind: 'opening' | 'receipt' | 'issue' | 'return_in' | 'count'
  reason: string | null
  reference: string | null
  /** Only what was bought has a price. */
  unitCost: string | null
  at: string
}

/** The annual stock-take: every warehouse was counted at the end of that day. */
export const countedAt = `${closingDay} 21:00:00 ${timeZone}`
export const countNumbers = new Map(
  Object.values(cities).map((city, index) => [city.slice(0, 3).toUpperCase(), index + 1]),
)

/**
 * The stock that the sales imply: a product lies in the warehouse of every region that bought it. Its ledger begins
 * with the first sale, every shipped line is an issue and every returned one comes back, receipts come when the
 * shelf would be empty, and the last stock-take puts right what was lost. What open orders wait for is reserved.
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
    const open = own.filter((sale) => sale.status === 'processing')
    const reserved = units(open)
    const onHand = reserved + freeStock(reorderPoint, reorderQuantity, random)
    const location = cities[region]!.slice(0, 3).toUpperCase()
    return {
      productKey,
      location,
      bin: `${random.pick(['A', 'B', 'C', 'D'])}-${random.int(1, 24)}-${random.int(1, 6)}`,
      onHand,
      reserved,
      reorderPoint,
      reorderQuantity,
      unitCost,
      movements: ledgerOf(own, {
        onHand,
        reorderQuantity,
        unitCost,
        countNumber: countNumbers.get(location)!,
      }),
      reservations: open.map(({ orderNo, quantity, createdAt }) => ({
        quantity,
        reference: orderNo,
        createdAt,
      })),
      createdAt: own.map((sale) => sale.createdAt).sort()[0]!,
      updatedAt: `${closingDay} 22:00:00 ${timeZone}`,
    }
  })
}

export type InventoryItem = ReturnType<typeof buildInventory>[number]

interface Closing {
  onHand: number
  reorderQuantity: number
  unitCost: string
  countNumber: number
}

function ledgerOf(own: Sale[], { onHand, reorderQuantity, unitCost, countNumber }: Closing): Movement[] {
  const sold = own.flatMap(soldAndReturned).sort((a, b) => (a.at < b.at ? -1 : 1))
  const first = own.map((sale) => sale.orderDate).sort()[0]!
  const bought = (kind: 'opening' | 'receipt', quantity: number, at: string): Movement => {
    return { quantity, kind, reason: null, reference: null, unitCost, at }
  }
  const movements = [bought('opening', reorderQuantity, `${addDays(first, -1)} 07:30:00 ${timeZone}`)]
  let balance = reorderQuantity
  for (const movement of sold) {
    if (balance + movement.quantity < 0) {
      const quantity = reorderQuantity - movement.quantity
      movements.push(bought('receipt', quantity, movement.at))
      balance += quantity
    }
    movements.push(movement)
    balance += movement.quantity
  }
  if (balance < onHand) movements.push(bought('receipt', onHand - balance, countedAt))
  movements.push(counted(Math.min(onHand - balance, 0), countNumber))
  return movements
}

function soldAndReturned({ status, quantity, orderNo, shipDate, updatedAt }: Sale): Movement[] {
  if (status === 'processing' || status === 'cancelled') return []
  const line = { reason: null, reference: orderNo, unitCost: null }
  const issue: Movement = {
    ...line,
    quantity: -quantity,
    kind: 'issue',
    at: `${shipDate} 19:00:00 ${timeZone}`,
  }
  return status === 'returned' ? [issue, { ...line, quantity, kind: 'return_in', at: updatedAt }] : [issue]
}

/** A count books a line also where nothing is missing. */
function counted(quantity: number, countNumber: number): Movement {
  const reference = `SC-${String(countNumber).padStart(5, '0')}`
  return { quantity, kind: 'count', reason: 'Counted', reference, unitCost: null, at: countedAt }
}

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
