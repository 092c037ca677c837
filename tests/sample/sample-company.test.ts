import { describe, expect, it } from 'vitest'
import { buildAttendance, monthKey, unpaidDays } from '../../scripts/sample/company/attendance.ts'
import { addDays, isWeekday, later, weekdaysBetween } from '../../scripts/sample/company/calendar.ts'
import { buildCampaigns } from '../../scripts/sample/company/campaigns.ts'
import { fromUnits, toUnits } from '../../scripts/sample/company/decimal.ts'
import { buildLedger, type LedgerEntry, orderTotal } from '../../scripts/sample/company/ledger.ts'
import { readOrderLines } from '../../scripts/sample/company/order-lines.ts'
import { buildPayroll } from '../../scripts/sample/company/payroll.ts'
import { buildStaff } from '../../scripts/sample/company/people.ts'
import { buildClientScopes, buildScopes, buildSuppliers } from '../../scripts/sample/company/procurement.ts'
import { buildPurchases, deliveriesByReceipt } from '../../scripts/sample/company/purchases.ts'
import { buildRecentPurchases } from '../../scripts/sample/company/recent-purchases.ts'
import { buildRfps } from '../../scripts/sample/company/sourcing.ts'
import { buildInventory } from '../../scripts/sample/company/stock.ts'
import { buildSupplierContacts, buildSupplierItems } from '../../scripts/sample/company/supplier-terms.ts'
import { buildCustomers, buildProducts, buildSales, closingDay } from '../../scripts/sample/company/trade.ts'

const lines = await readOrderLines()
const customers = buildCustomers(lines)
const products = buildProducts(lines)
const sales = buildSales(lines, products)
const inventory = buildInventory(products, sales)
const staff = buildStaff()
const attendance = buildAttendance(staff)
const payroll = buildPayroll(staff, attendance)
const categories = new Map(products.map(({ key, category }) => [key, category]))
const campaigns = buildCampaigns(sales, ({ productKey }) => categories.get(productKey)!)
const ledger = buildLedger(sales, payroll, campaigns)
const suppliers = buildSuppliers(products)
const scopes = buildScopes()
const rfps = buildRfps(scopes, suppliers)

describe('the sample company', () => {
  it('is the same on every machine and at every start', () => {
    expect(buildSales(lines, buildProducts(lines))).toEqual(sales)
    expect(buildInventory(products, sales)).toEqual(inventory)
    expect(buildPayroll(buildStaff(), buildAttendance(staff))).toEqual(payroll)
    expect(buildRfps(buildScopes(), buildSuppliers(products))).toEqual(rfps)
  })

  it('keeps every order line, customer and pair of product id and name', () => {
    expect(sales).toHaveLength(9994)
    expect(customers).toHaveLength(793)
    expect(products).toHaveLength(1894)
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(1862)
  })

  it('has list prices, discounts and costs that give amount and profit to the last digit', () => {
    const costs = new Map(products.map(({ key, unitCost }) => [key, unitCost]))
    for (const sale of sales) {
      const full = toUnits(sale.unitPrice, 4) * BigInt(sale.quantity)
      const amount = (full * (100n - toUnits(sale.discount, 2))) / 100n
      expect(amount).toBe(toUnits(sale.amount, 4))
      const cost = toUnits(costs.get(sale.productKey)!, 4) * BigInt(sale.quantity)
      expect(amount - cost).toBe(toUnits(sale.profit, 4))
    }
  })

  it('stocks what is sold and reserves what open orders wait for', () => {
    const open = sales.filter(({ status }) => status === 'processing')
    expect(sum(inventory.map(({ reserved }) => reserved))).toBe(sum(open.map(({ quantity }) => quantity)))
    for (const item of inventory) expect(item.onHand).toBeGreaterThanOrEqual(item.reserved)
    for (const { movements, onHand } of inventory) {
      const balances = movements.map((_, index) =>
        sum(movements.slice(0, index + 1).map((one) => one.quantity)),
      )
      expect(balances.at(-1)).toBe(onHand)
      expect(Math.min(...balances)).toBeGreaterThanOrEqual(0)
      expect(movements.map(({ at }) => at)).toEqual(movements.map(({ at }) => at).sort())
    }
    const stocked = new Set(inventory.map(({ productKey }) => productKey))
    expect(stocked.size).toBe(products.length)
  })

  it('has an issue for every line that was shipped, and takes back what was returned', () => {
    const moved = (kind: string) =>
      inventory.flatMap(({ movements }) => movements.filter((one) => one.kind === kind))
    const shipped = sales.filter(({ status }) => status !== 'processing')
    const returned = sales.filter(({ status }) => status === 'returned')
    const lines = (list: { reference: string | null; quantity: number }[]) =>
      list.map(({ reference, quantity }) => `${reference} ${Math.abs(quantity)}`).sort()
    const sold = (list: typeof sales) => lines(list.map((one) => ({ ...one, reference: one.orderNo })))
    expect(lines(moved('issue'))).toEqual(sold(shipped))
    expect(lines(moved('return_in'))).toEqual(sold(returned))
  })

  it('bought until yesterday, some of it late or damaged, and waits for more', () => {
    const counts = { today: '2026-11-27', orders: 7, deliveries: 5 }
    const recent = buildRecentPurchases(inventory, products, suppliers, counts)
    expect(buildRecentPurchases(inventory, products, suppliers, counts)).toEqual(recent)
    const { purchases } = recent
    expect(purchases[0]).toMatchObject({ orderNo: 'PO-00008', deliveryNo: 'DN-00006' })
    const arrived = purchases.filter(({ deliveredOn }) => deliveredOn !== null)
    expect(arrived.length).toBeGreaterThan(350)
    const late = arrived.filter(({ deliveredOn, dueOn }) => deliveredOn! > dueOn)
    expect(late.length / arrived.length).toBeGreaterThan(0.15)
    expect(late.length / arrived.length).toBeLessThan(0.4)
    const open = purchases.filter(({ deliveredOn, dueOn }) => deliveredOn === null && dueOn > counts.today)
    expect(open).toHaveLength(12)
    expect(purchases.every(({ orderedOn, dueOn }) => orderedOn < dueOn)).toBe(true)
    // The stock grew by exactly what arrived, rejected pieces in quarantine.
    const sum = (items: typeof inventory) => items.reduce((all, { onHand }) => all + onHand, 0)
    const pieces = arrived.flatMap(({ lines }) => lines)
    expect(sum(recent.inventory) - sum(inventory)).toBe(
      pieces.reduce((all, { quantity }) => all + quantity, 0),
    )
    const inQuarantine = recent.inventory.filter(({ location }) => location.endsWith('-Q'))
    expect(sum(inQuarantine)).toBe(pieces.reduce((all, { rejected }) => all + rejected, 0))
    expect(inQuarantine.length).toBeGreaterThan(3)
    for (const { movements, onHand } of recent.inventory)
      expect(movements.reduce((all, { quantity }) => all + quantity, 0)).toBe(onHand)
    expect(deliveriesByReceipt(purchases).size).toBeGreaterThan(300)
  })

  it('bought in the past year what its ledger received, each receipt with one delivery', () => {
    const purchases = buildPurchases(inventory, products, suppliers, '2026-11-27')
    const from = addDays(closingDay, -364)
    const receipts = inventory.flatMap(({ productKey, location, movements }) =>
      movements
        .filter(({ kind, at }) => kind === 'receipt' && at.slice(0, 10) >= from)
        .map(({ quantity, at }) => `${productKey} ${location} ${at.slice(0, 10)} ${quantity}`),
    )
    const delivered = purchases.flatMap(({ deliveryNo, deliveredOn, location, lines }) =>
      deliveryNo
        ? lines.map(({ productKey, quantity }) => `${productKey} ${location} ${deliveredOn} ${quantity}`)
        : [],
    )
    expect(delivered.sort()).toEqual(receipts.sort())
    expect(deliveriesByReceipt(purchases).size).toBe(receipts.length)
    expect(purchases.map(({ orderNo }) => orderNo)).toEqual([
      ...new Set(purchases.map(({ orderNo }) => orderNo)),
    ])
    expect(new Set(purchases.map(({ status }) => status)).size).toBe(6)
    for (const { createdAt, deliveredOn } of purchases)
      expect(deliveredOn === null || createdAt.slice(0, 10) < deliveredOn).toBe(true)
  })

  it('pays people for the months they worked, and net is gross less tax', () => {
    for (const payment of payroll) {
      expect(toUnits(payment.gross, 2) - toUnits(payment.tax, 2)).toBe(toUnits(payment.net, 2))
    }
    const months = Map.groupBy(payroll, ({ employeeNo }) => employeeNo)
    for (const person of staff) {
      const own = months.get(person.employeeNo) ?? []
      if (own.length === 0) continue
      expect(own.at(-1)!.periodEnd).toBe(person.leftOn ?? closingDay)
      expect(own[0]!.periodStart >= person.hiredOn).toBe(true)
    }
  })

  it('pays the salary, less the days of unpaid leave: twelve months are the year, to the rounding', () => {
    const stayed = staff.filter(({ hiredOn, leftOn }) => hiredOn < '2017-01-01' && !leftOn)
    expect(stayed.length).toBeGreaterThan(20)
    const unpaid = unpaidDays(attendance)
    expect(unpaid.size).toBeGreaterThan(5)
    for (const { employeeNo, salary } of stayed) {
      const year = payroll.filter((one) => one.employeeNo === employeeNo && one.periodStart >= '2017-01-01')
      const paid = year.reduce((total, one) => total + toUnits(one.gross, 2), 0n)
      const monthly = Number(toUnits(salary, 2)) / 12
      const missed = year.map(({ periodStart, periodEnd }) => {
        const days = unpaid.get(monthKey(employeeNo, periodStart)) ?? 0
        return (monthly * days) / weekdaysBetween(periodStart, periodEnd)
      })
      expect(Math.abs(Number(paid) + sum(missed) - Number(toUnits(salary, 2)))).toBeLessThanOrEqual(6)
    }
  })

  it('has a day of attendance for every working day that was paid in the last year, and no other', () => {
    for (const { employeeNo, hiredOn, leftOn } of staff) {
      const days = attendance.filter((one) => one.employeeNo === employeeNo).map(({ day }) => day)
      const [first, last] = [later(hiredOn, '2017-01-01'), leftOn ?? closingDay]
      expect(days).toHaveLength(last < first ? 0 : weekdaysBetween(first, last))
      for (const day of days) expect(day >= first && day <= last && isWeekday(day)).toBe(true)
    }
  })

  it('keeps books that balance, journal by journal', () => {
    for (const own of Map.groupBy(ledger, ({ journalNo }) => journalNo).values()) {
      expect(cents(own, 'debit')).toBe(cents(own, 'credit'))
    }
    expect(ledger.map(({ entryNo }) => entryNo)).toEqual(ledger.map((_, index) => index + 1))
  })

  it('posts every order at its amount, every month of pay at its gross, every campaign at its cost', () => {
    const posted = (account: string, source: string) =>
      ledger.filter((entry) => entry.accountNo === account && entry.source === source)
    const sold = Map.groupBy(posted('4000', 'sale'), ({ reference }) => reference)
    for (const [orderNo, lines] of Map.groupBy(sales, (sale) => sale.orderNo)) {
      expect(cents(sold.get(orderNo)!, 'credit')).toBe(orderTotal(lines))
      expect(cents(sold.get(orderNo)!, 'debit')).toBe(
        lines[0]!.status === 'returned' ? orderTotal(lines) : 0n,
      )
    }
    const gross = payroll.reduce((total, one) => total + toUnits(one.gross, 2), 0n)
    expect(cents(posted('6000', 'payroll'), 'debit')).toBe(gross)
    const spent = campaigns.filter(({ status }) => status === 'finished')
    expect(cents(posted('6200', 'campaign'), 'debit')).toBe(
      spent.reduce((total, one) => total + toUnits(one.spent, 2), 0n),
    )
  })

  it('has campaigns that brought what was sold at a discount in their time and place', () => {
    const worked = campaigns.filter(({ orders }) => orders > 0)
    expect(worked.length).toBeGreaterThan(30)
    for (const { category, region, startsOn, endsOn, orders, revenue } of worked) {
      const sold = sales.filter(
        (sale) =>
          sale.region === region &&
          categories.get(sale.productKey) === category &&
          sale.orderDate >= startsOn &&
          sale.orderDate <= endsOn &&
          Number(sale.discount) > 0,
      )
      expect(new Set(sold.map(({ orderNo }) => orderNo)).size).toBe(orders)
      expect(orderTotal(sold)).toBe(toUnits(revenue, 2))
    }
    expect(new Set(campaigns.map(({ status }) => status)).size).toBe(4)
  })

  it('invites active suppliers to active scopes, and agrees with clients on published versions', () => {
    const active = suppliers.filter(({ status }) => status === 'active').map(({ supplierNo }) => supplierNo)
    const byKey = new Map(scopes.map((scope) => [scope.key, scope]))
    for (const { invited, responses, scopeKey } of rfps) {
      expect(new Set(invited).size).toBe(invited.length)
      expect(invited.filter((one) => !active.includes(one))).toEqual([])
      expect(responses.filter(({ supplierNo }) => !invited.includes(supplierNo))).toEqual([])
      expect(byKey.get(scopeKey)!.scopeOfWorkStatus).toBe('active')
    }
    expect(new Set(rfps.map(({ status }) => status)).size).toBe(5)
    for (const { scopeKey, scopeVersion, startsOn } of buildClientScopes(scopes)) {
      const { publishedAt } = byKey.get(scopeKey)!.versions[scopeVersion - 1]!
      expect(publishedAt!.slice(0, 10) < startsOn).toBe(true)
    }
  })

  it('prices products with suppliers of their kind, never twice on a day', () => {
    const known = new Map(products.map(({ key, subCategory }) => [key, subCategory]))
    const kinds = new Map(suppliers.map(({ supplierNo, category }) => [supplierNo, category]))
    const prices = buildSupplierItems(suppliers, products)
    for (const { supplierNo, productKey, packSize, minimumQuantity } of prices) {
      expect(known.get(productKey)).toBe(kinds.get(supplierNo))
      expect(minimumQuantity % packSize).toBe(0)
    }
    const pairs = Map.groupBy(prices, ({ supplierNo, productKey }) => `${supplierNo} ${productKey}`)
    for (const own of pairs.values()) {
      expect(own.length === 1 || own[0]!.validUntil! < own[1]!.validFrom).toBe(true)
    }
    expect(new Set(prices.map(({ productKey }) => productKey)).size).toBe(
      products.filter(({ status }) => status === 'active').length,
    )
    const contacts = buildSupplierContacts(suppliers)
    expect(contacts.filter(({ isPrimary }) => isPrimary).length).toBe(suppliers.length)
  })

  it('gives every account right check digits', () => {
    for (const { iban } of [...staff, ...suppliers]) {
      const moved = [...iban.slice(4), ...iban.slice(0, 4)]
      expect(BigInt(moved.map((character) => Number.parseInt(character, 36)).join('')) % 97n).toBe(1n)
    }
  })
})

describe('decimals as whole units', () => {
  it('survive the way there and back', () => {
    for (const text of ['0.0000', '-0.0001', '22638.4800', '-6599.9780']) {
      expect(fromUnits(toUnits(text, 4), 4)).toBe(text)
    }
    expect(() => toUnits('0.12345', 4)).toThrow('more than 4')
  })
})

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function cents(entries: LedgerEntry[], side: 'debit' | 'credit'): bigint {
  return entries.reduce((total, entry) => total + toUnits(entry[side], 2), 0n)
}
