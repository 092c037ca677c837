import type { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import { addDays } from './calendar.ts'
import { fromUnits, roundToCents, toUnits } from './decimal.ts'
import { officeHour, type Supplier } from './procurement.ts'
import { createRandom } from './random.ts'
import type { InventoryItem } from './stock.ts'
import { closingDay, type Product } from './trade.ts'

type Status = (typeof orderStatuses)[number]

interface Line {
  productKey: string
  description: string
  quantity: number
  price: string
  /** Pieces that were turned down when they arrived. */
  rejected: number
}

/** The past year, of which every receipt of the ledger came with a delivery. */
const firstDay = addDays(closingDay, -364)

/** Every third supplier is often late. */
export function isTardy({ supplierNo }: Pick<Supplier, 'supplierNo'>): boolean {
  return Number(supplierNo.slice(2)) % 3 === 0
}

/**
 * What was bought in the past year: whatever the ledger received from one supplier at one place on one day was one
 * order and one delivery. What has run low since is on orders of these days, some of them still on their way through the
 * office.
 */
export function buildPurchases(
  inventory: InventoryItem[],
  products: Product[],
  suppliers: Supplier[],
  today: string,
) {
  const random = createRandom(41)
  const byKey = new Map(products.map((product) => [product.key, product]))
  const preferred = new Map(suppliers.map((supplier) => [supplier.category, supplier] as const).reverse())
  const supplierOf = (key: string) => preferred.get(byKey.get(key)!.subCategory)!
  const received = inventory.flatMap(({ productKey, location, movements }) =>
    movements
      .filter(({ kind, at }) => kind === 'receipt' && at.slice(0, 10) >= firstDay)
      .map(({ quantity, at, unitCost }) => ({
        ...{ location, day: at.slice(0, 10), supplier: supplierOf(productKey), productKey, quantity },
        price: unitCost!,
      })),
  )
  const low = inventory
    .filter(({ onHand, reserved, reorderPoint }) => onHand - reserved <= reorderPoint)
    .map(({ productKey, location, reorderQuantity: quantity, unitCost: price }) => {
      const supplier = supplierOf(productKey)
      const day = addDays(today, 4 + ((Number(supplier.supplierNo.slice(2)) * 7) % 25))
      return { location, day, supplier, productKey, quantity, price }
    })
    .filter(({ supplier }) => supplier.status === 'active')
  const together = (lines: typeof received) =>
    [...Map.groupBy(lines, ({ location, day, supplier }) => `${day} ${location} ${supplier.supplierNo}`)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, own]) => own)
  const past = together(received).map((lines) => ({ lines, status: statusOn(lines[0]!.day) }))
  const open: Status[] = ['draft', 'submitted', 'approved', 'sent']
  const underway = together(low).map((lines, index) => ({ lines, status: open[index % open.length]! }))
  return [...past, ...underway].map(({ lines: own, status }, index) => {
    const { supplier, location, day } = own[0]!
    const isPast = index < past.length
    const orderedOn = isPast
      ? addDays(day, -supplier.leadTimeDays - random.int(0, 3))
      : addDays(today, -random.int(1, 4))
    const lines = own.map(({ productKey, quantity, price }): Line => {
      return { productKey, description: byKey.get(productKey)!.name, quantity, price, rejected: 0 }
    })
    return {
      orderNo: numbered('PO', index),
      supplierNo: supplier.supplierNo,
      location,
      status,
      currency: supplier.currency,
      total: totalOf(lines),
      lines,
      dueOn: isPast
        ? addDays(day, random.chance(isTardy(supplier) ? 0.5 : 0.12) ? -random.int(1, 9) : random.int(0, 2))
        : day,
      isConfirmed: isPast && random.chance(0.9),
      orderedOn,
      deliveryNo: isPast ? numbered('DN', index) : null,
      deliveredOn: isPast ? day : null,
      createdAt: officeHour(orderedOn),
      updatedAt: officeHour(isPast ? day : orderedOn),
    }
  })
}

export type Purchase = ReturnType<typeof buildPurchases>[number]

/** By which delivery a product came to a place on a day; rejected pieces went to the quarantine beside it. */
export function deliveriesByReceipt(purchases: Purchase[]): Map<string, string> {
  return new Map(
    purchases.flatMap(({ deliveryNo, deliveredOn, location, lines }) =>
      deliveryNo
        ? lines.flatMap(({ productKey, rejected }) =>
            [location, ...(rejected > 0 ? [`${location}-Q`] : [])].map(
              (place) => [`${productKey} ${place} ${deliveredOn}`, deliveryNo] as const,
            ),
          )
        : [],
    ),
  )
}

function statusOn(day: string): Status {
  return day >= addDays(closingDay, -14) ? 'received' : 'closed'
}

export function numbered(prefix: string, index: number): string {
  return `${prefix}-${String(index + 1).padStart(5, '0')}`
}

export function totalOf(lines: Pick<Line, 'price' | 'quantity'>[]): string {
  const exact = lines.reduce((sum, { price, quantity }) => sum + toUnits(price, 4) * BigInt(quantity), 0n)
  return fromUnits(roundToCents(exact), 2)
}
