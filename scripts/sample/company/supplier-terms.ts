import { fromUnits, toUnits } from './decimal.ts'
import { officeHour, type Supplier } from './procurement.ts'
import { createRandom } from './random.ts'
import type { Product } from './trade.ts'

const firstNames = 'Alex Casey Devon Jamie Jordan Morgan Quinn Riley Robin Sam'.split(' ')
const lastNames = 'Abbott Barnes Chen Diaz Evans Flores Grant Hughes Ito Novak Reyes Stone'.split(' ')

/** Two contacts for every supplier: the main one sells, the other writes the invoices. */
export function buildSupplierContacts(suppliers: Supplier[]) {
  const random = createRandom(35)
  return suppliers.flatMap(({ supplierNo, name, createdAt, updatedAt }) => {
    const domain = `${name
      .toLowerCase()
      .match(/[a-z]+/g)!
      .join('-')}.example`
    return ['Sales', 'Accounts'].map((role) => {
      const [first, last] = [random.pick(firstNames), random.pick(lastNames)]
      return {
        supplierNo,
        name: `${first} ${last}`,
        role,
        email: `${first}.${last}@${domain}`.toLowerCase(),
        phone: `+1 ${random.int(201, 989)} 555 01${String(random.int(0, 99)).padStart(2, '0')}`,
        isPrimary: role === 'Sales',
        createdAt,
        updatedAt,
      }
    })
  })
}

export type SupplierContact = ReturnType<typeof buildSupplierContacts>[number]

/**
 * The preferred supplier of a kind lists all of its active products at what they cost; the other lists half of
 * them for a little more or less. A third of the prices has one of the year before.
 */
export function buildSupplierItems(suppliers: Supplier[], products: Product[]) {
  const random = createRandom(37)
  const byKind = Map.groupBy(
    products.filter(({ status }) => status === 'active'),
    ({ subCategory }) => subCategory,
  )
  return suppliers.flatMap(({ supplierNo, category, tier, leadTimeDays }) => {
    const isFirst = tier === 'strategic' || tier === 'preferred'
    const listed = byKind.get(category)!.filter(() => isFirst || random.chance(0.5))
    return listed.flatMap(({ key, category: family, unitCost }) => {
      const packSize = family === 'Office Supplies' ? random.pick([1, 6, 12]) : 1
      const terms = {
        supplierNo,
        productKey: key,
        supplierSku: `${supplierNo.slice(2)}-${random.int(10_000, 99_999)}`,
        currency: 'USD',
        packSize,
        minimumQuantity: packSize * random.pick([1, 1, 2, 5]),
        leadTimeDays: random.chance(0.2) ? leadTimeDays + 7 : null,
      }
      const price = percentOf(unitCost, isFirst ? 100 : random.int(92, 115))
      const current = { ...terms, price, ...period('2017-01-01', null) }
      if (!random.chance(0.33)) return [current]
      const before = percentOf(price, random.int(94, 99))
      return [{ ...terms, price: before, ...period('2016-01-01', '2016-12-31') }, current]
    })
  })
}

export type SupplierItem = ReturnType<typeof buildSupplierItems>[number]

function period(validFrom: string, validUntil: string | null) {
  return { validFrom, validUntil, createdAt: officeHour(validFrom), updatedAt: officeHour(validFrom) }
}

/** To four decimals, as prices are kept. */
function percentOf(price: string, percent: number): string {
  return fromUnits((toUnits(price, 4) * BigInt(percent)) / 100n, 4)
}
