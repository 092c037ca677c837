import type { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import { addDays } from './calendar.ts'
import { officeHour, type Supplier } from './procurement.ts'
import { isTardy, numbered, type Purchase, totalOf } from './purchases.ts'
import { createRandom } from './random.ts'
import type { InventoryItem } from './stock.ts'
import type { Product } from './trade.ts'

/** Orders of the last twelve months, and those that are still to come. */
const past = 600
const open = 12

interface RecentLine {
  productKey: string
  description: string
  quantity: number
  price: string
  /** Pieces that were turned down when they arrived. */
  rejected: number
}

/**
 * What was bought in the twelve months before `today`, and what is on its way: the books end years ago, and nobody can
 * see from them how a supplier delivers now. Everybody is late more often with what is wanted soon. What arrived lies in stock: the second answer is the inventory with it.
 */
export function buildRecentPurchases(
  inventory: InventoryItem[],
  products: Product[],
  suppliers: Supplier[],
  { today, orders, deliveries }: { today: string; orders: number; deliveries: number },
) {
  const random = createRandom(43)
  const byKey = new Map(products.map((product) => [product.key, product]))
  // What has run low stays low: it is what reordering is there for.
  const stocked = Map.groupBy(
    inventory.filter(({ onHand, reserved, reorderPoint }) => onHand - reserved > reorderPoint),
    ({ productKey }) => byKey.get(productKey)!.subCategory,
  )
  const active = suppliers.filter(({ status, category }) => status === 'active' && stocked.has(category))
  const taken = new Set<string>()
  const purchases = Array.from({ length: past + open }, (_, index) => {
    const isPast = index < past
    const supplier = random.pick(active)
    const lateShare = isTardy(supplier) ? 0.5 : 0.07
    const leadTime = supplier.leadTimeDays + random.int(-3, 12)
    // The open ones are due from tomorrow on, the others until yesterday.
    const dueOn = isPast
      ? addDays(today, -1 - Math.floor(((past - index) * 364) / past))
      : addDays(today, 1 + (index - past) * 2)
    const orderedOn = isPast ? addDays(dueOn, -Math.max(3, leadTime)) : addDays(today, -random.int(1, 20))
    const quantity = random.int(2, 40)
    const isLate = random.chance(lateShare + (leadTime < 8 ? 0.2 : 0) + (quantity > 28 ? 0.25 : 0))
    const arrivedOn = addDays(dueOn, isLate ? random.int(1, isTardy(supplier) ? 16 : 6) : -random.int(0, 2))
    // What is late by now may still be on its way.
    const deliveredOn = isPast && arrivedOn < today ? arrivedOn : null
    // A receipt is known by what came where on which day.
    const keyOf = ({ productKey, location }: InventoryItem) => `${productKey} ${location} ${deliveredOn}`
    const item = random.pick(stocked.get(supplier.category)!.filter((one) => !taken.has(keyOf(one))))
    taken.add(keyOf(item))
    const isRejected = deliveredOn !== null && random.chance(isTardy(supplier) ? 0.06 : 0.02)
    const line: RecentLine = {
      ...{ productKey: item.productKey, quantity, price: item.unitCost },
      description: byKey.get(item.productKey)!.name,
      rejected: isRejected ? random.int(1, Math.ceil(quantity / 4)) : 0,
    }
    const status: (typeof orderStatuses)[number] = deliveredOn === null ? 'sent' : 'closed'
    return {
      ...{ supplierNo: supplier.supplierNo, location: item.location, status, currency: supplier.currency },
      ...{ total: totalOf([line]), lines: [line], dueOn, orderedOn, deliveredOn },
      orderNo: numbered('PO', orders + index),
      isConfirmed: random.chance(0.85),
      createdAt: officeHour(orderedOn),
      updatedAt: officeHour(deliveredOn ?? orderedOn),
    }
  })
  let arrived = deliveries
  const known = purchases.map((purchase) => ({
    ...purchase,
    deliveryNo: purchase.deliveredOn === null ? null : numbered('DN', arrived++),
  }))
  return { purchases: known, inventory: withArrivals(inventory, known) }
}

/** Stock with what these purchases brought: accepted pieces where they were ordered to, rejected ones in quarantine. */
function withArrivals(inventory: InventoryItem[], purchases: Purchase[]): InventoryItem[] {
  const levels = new Map(inventory.map((item) => [`${item.productKey} ${item.location}`, item]))
  for (const { lines, location, deliveredOn } of purchases) {
    if (deliveredOn === null) continue
    for (const { productKey, quantity, rejected, price } of lines) {
      const at = officeHour(deliveredOn)
      const receive = (place: string, pieces: number, reason: string | null, like: InventoryItem) => {
        if (pieces === 0) return
        const key = `${productKey} ${place}`
        const level = levels.get(key) ?? emptyLike(like, place)
        const receipt = {
          quantity: pieces,
          kind: 'receipt',
          reason,
          reference: null,
          unitCost: price,
          at,
        } as const
        levels.set(key, {
          ...level,
          onHand: level.onHand + pieces,
          movements: [...level.movements, receipt],
          updatedAt: at,
        })
      }
      const own = levels.get(`${productKey} ${location}`)!
      receive(location, quantity - rejected, null, own)
      receive(`${location}-Q`, rejected, rejectionReason, own)
    }
  }
  return [...levels.values()]
}

export const rejectionReason = 'Damaged on arrival'

function emptyLike(item: InventoryItem, location: string): InventoryItem {
  return {
    ...item,
    ...{ location, bin: 'Q-1', onHand: 0, reserved: 0, reorderPoint: 0, reorderQuantity: 0 },
    ...{ movements: [], reservations: [], lastCountedAt: null },
  }
}
