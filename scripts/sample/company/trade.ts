import type { saleStatuses } from '#src/lib/db/schema/company/sales.ts'
import { addDays } from './calendar.ts'
import { divideExactly, fromUnits, toUnits } from './decimal.ts'
import type { OrderLine } from './order-lines.ts'
import { createRandom, type Random } from './random.ts'

/** The last day on which anything was ordered is 30 December 2017; the books close a day later. */
export const closingDay = '2017-12-31'

/** Shop hours are those of the sample company's own time zone. */
export const timeZone = 'America/New_York'

export function buildCustomers(lines: OrderLine[]) {
  const random = createRandom(793)
  return [...Map.groupBy(lines, (line) => line['Customer ID'])].map(([customerNo, own]) => {
    const days = own.map((line) => line['Order Date']).sort()
    const latest = own.find((line) => line['Order Date'] === days.at(-1))!
    const name = latest['Customer Name']
    return {
      customerNo,
      name,
      segment: latest.Segment,
      email: `${name
        .toLowerCase()
        .match(/[a-z]+/g)!
        .join('.')}@mail.example`,
      phone: `+1 ${random.int(201, 989)} 555 01${String(random.int(0, 99)).padStart(2, '0')}`,
      ...addressOf(latest),
      isActive: days.at(-1)! >= '2016-07-01',
      creditLimit: creditLimit(latest.Segment, random),
      firstOrderDate: days[0]!,
      lastOrderDate: days.at(-1)!,
      createdAt: shopHour(days[0]!, random),
      updatedAt: shopHour(days.at(-1)!, random),
    }
  })
}

/** One product per pair of id and name: the source gave 32 ids to two articles each. */
export function buildProducts(lines: OrderLine[]) {
  const random = createRandom(1894)
  return [...Map.groupBy(lines, productKey)].map(([key, own]) => {
    const line = own[0]!
    const days = own.map((one) => one['Order Date']).sort()
    const { unitPrice, unitCost } = pricesOf(line)
    return {
      key,
      sku: line['Product ID'],
      name: line['Product Name'],
      category: line.Category,
      subCategory: line['Sub-Category'],
      unitPrice,
      unitCost,
      currency: 'USD',
      status: days.at(-1)! >= '2016-01-01' ? 'active' : 'discontinued',
      attributes: {
        colour: /\b(black|white|blue|gray|red|green|brown|silver)\b/i.exec(line['Product Name'])?.[0] ?? null,
        weight_kg: random.int(1, line.Category === 'Office Supplies' ? 40 : 400) / 10,
        lead_time_days: random.pick([5, 7, 10, 14, 21, 30]),
      },
      createdAt: shopHour(days[0]!, random),
      updatedAt: shopHour(days.at(-1)!, random),
    }
  })
}

/** Every line of the file, its amounts digit by digit; only the status is told from the dates. */
export function buildSales(lines: OrderLine[], products: Product[]) {
  const random = createRandom(9994)
  const orders = Map.groupBy(lines, (line) => line['Order ID'])
  const prices = new Map(products.map((product) => [product.key, product.unitPrice]))
  const progress = new Map([...orders].map(([orderNo, own]) => [orderNo, progressOf(own[0]!, random)]))
  return lines.map((line) => ({
    lineNo: Number(line['Row ID']),
    orderNo: line['Order ID'],
    orderDate: line['Order Date'],
    shipDate: line['Ship Date'],
    shipMode: line['Ship Mode'],
    customerNo: line['Customer ID'],
    productKey: productKey(line),
    ...addressOf(line),
    quantity: Number(line.Quantity),
    unitPrice: prices.get(productKey(line))!,
    discount: line.Discount,
    amount: line.Sales,
    profit: line.Profit,
    ...progress.get(line['Order ID'])!,
  }))
}

export type Customer = ReturnType<typeof buildCustomers>[number]
export type Product = ReturnType<typeof buildProducts>[number]
export type Sale = ReturnType<typeof buildSales>[number]

function productKey(line: OrderLine): string {
  return `${line['Product ID']} ${line['Product Name']}`
}

function addressOf(line: OrderLine) {
  return {
    country: line.Country,
    city: line.City,
    state: line.State,
    region: line.Region,
    // The file keeps postal codes as numbers, which lost the leading zeros of the north-east.
    postalCode: line['Postal Code'].padStart(5, '0'),
  }
}

/** List price and unit cost that the line was made from; both come out exact for every line. */
function pricesOf(line: OrderLine) {
  const quantity = BigInt(line.Quantity)
  const paidShare = 100n - toUnits(line.Discount, 2)
  const amount = toUnits(line.Sales, 4)
  return {
    unitPrice: fromUnits(divideExactly(amount * 100n, quantity * paidShare), 4),
    unitCost: fromUnits(divideExactly(amount - toUnits(line.Profit, 4), quantity), 4),
  }
}

function creditLimit(segment: string, random: Random): string | null {
  if (segment === 'Corporate') return `${random.int(10, 100) * 500}.00`
  return segment === 'Home Office' && random.chance(0.7) ? `${random.int(4, 20) * 500}.00` : null
}

const transitDays: Record<string, [number, number]> = {
  'Same Day': [0, 1],
  'First Class': [1, 2],
  'Second Class': [2, 4],
  'Standard Class': [3, 7],
}

function progressOf(line: OrderLine, random: Random) {
  const createdAt = shopHour(line['Order Date'], random)
  const state = (status: (typeof saleStatuses)[number], day: string) => {
    return { status, createdAt, updatedAt: day === line['Order Date'] ? createdAt : shopHour(day, random) }
  }
  if (line['Ship Date'] > closingDay) return state('processing', line['Order Date'])
  const delivered = addDays(line['Ship Date'], random.int(...transitDays[line['Ship Mode']]!))
  if (delivered > closingDay) return state('shipped', line['Ship Date'])
  const returned = addDays(delivered, random.int(3, 25))
  if (random.chance(0.06) && returned <= closingDay) return state('returned', returned)
  return state('delivered', delivered)
}

function shopHour(day: string, random: Random): string {
  const [hour, minute, second] = [random.int(8, 18), random.int(0, 59), random.int(0, 59)]
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
  return `${day} ${time} ${timeZone}`
}
