import { describe, expect, it } from 'vitest'
import { fromUnits, toUnits } from '../../scripts/sample/company/decimal.ts'
import { readOrderLines } from '../../scripts/sample/company/order-lines.ts'
import { buildPayroll, buildStaff } from '../../scripts/sample/company/people.ts'
import { buildInventory } from '../../scripts/sample/company/stock.ts'
import { buildCustomers, buildProducts, buildSales, closingDay } from '../../scripts/sample/company/trade.ts'

const lines = await readOrderLines()
const customers = buildCustomers(lines)
const products = buildProducts(lines)
const sales = buildSales(lines, products)
const inventory = buildInventory(products, sales)
const staff = buildStaff()
const payroll = buildPayroll(staff)

describe('the sample company', () => {
  it('is the same on every machine and at every start', () => {
    expect(buildSales(lines, buildProducts(lines))).toEqual(sales)
    expect(buildInventory(products, sales)).toEqual(inventory)
    expect(buildPayroll(buildStaff())).toEqual(payroll)
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
    const stocked = new Set(inventory.map(({ productKey }) => productKey))
    expect(stocked.size).toBe(products.length)
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

  it('pays a whole year in full: twelve months are the salary, to the rounding', () => {
    const stayed = staff.filter(({ hiredOn, leftOn }) => hiredOn < '2017-01-01' && !leftOn)
    expect(stayed.length).toBeGreaterThan(20)
    for (const { employeeNo, salary } of stayed) {
      const year = payroll.filter((one) => one.employeeNo === employeeNo && one.periodStart >= '2017-01-01')
      const paid = year.reduce((total, one) => total + toUnits(one.gross, 2), 0n)
      expect(Math.abs(Number(paid - toUnits(salary, 2)))).toBeLessThanOrEqual(6)
    }
  })

  it('gives every account right check digits', () => {
    for (const { iban } of staff) {
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
