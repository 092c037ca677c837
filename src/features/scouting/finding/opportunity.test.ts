import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, fromOffer, fromRunOut } from './opportunity.ts'
import type { Item } from './repository.ts'

const item: Item = {
  ...{ id: 'i', name: 'Paper', category: null, abcClass: 'A', salePrice: '5.00', saleCurrency: 'EUR' },
  ...{ price: '3.0050', currency: 'EUR', isQuoted: true, supplierId: null, supplierTier: 'preferred' },
  ...{
    supplierRating: 4,
    leadTimeDays: 10,
    packSize: 12,
    minimumQuantity: 24,
    available: 20,
    reorderPoint: 30,
  },
  ...{ reorderQuantity: 0, dailyDemand: 2, onOrder: 0, lateShare: 0.25 },
}
const forecast = { method: 'forecast', days: 10 } as const

describe('a run-out', () => {
  it('becomes an order in whole packs that lasts over the lead time and a month', () => {
    const found = fromRunOut(item, forecast)!
    // 2 a day for 40 days less the 20 that are there: 60.
    expect(found).toMatchObject({
      quantity: 60,
      amount: 18_030,
      facts: { days_to_run_out: 10, lateness_risk: 25 },
    })
    expect(found.reasons.map(({ code, value }) => [code, value])).toEqual([
      ['run_out', 10],
      ['loss_avoided', 30_000],
      ['cost', 18_030],
      ['lateness_risk', 7_500],
    ])
    expect(found.score).toBe(30_000 - 18_030 - 7_500)
    expect(fromRunOut({ ...item, packSize: 50 }, forecast)!.quantity).toBe(100)
    expect(fromRunOut({ ...item, available: 70 }, forecast)!.quantity).toBe(24)
  })

  it('is none where what is ordered lasts already, or nothing is known of the price', () => {
    expect(fromRunOut({ ...item, onOrder: 60 }, forecast)).toBeUndefined()
    expect(fromRunOut({ ...item, price: '0' }, forecast)).toBeUndefined()
  })

  it('counts demand that only its forecast knows of', () => {
    const found = fromRunOut({ ...item, dailyDemand: 0 }, forecast)!
    expect(found).toMatchObject({ quantity: 60, facts: { daily_demand: 0 } })
  })

  it('is told by the reorder point where nothing is sold', () => {
    const unsold = { ...item, dailyDemand: 0 }
    const found = fromRunOut(unsold, { method: 'reorder_point', days: null })!
    expect(found).toMatchObject({ quantity: 24, facts: { days_to_run_out: null } })
    expect(found.reasons[0]!.words).toBe('It is at its reorder point: 20 left, 0 ordered.')
  })

  it('has a score that is the sum of its reasons, in whole minor units, whatever the prices are', () => {
    const price = fc.integer({ min: 1, max: 10_000_000 }).map((value) => (value / 10_000).toFixed(4))
    fc.assert(
      fc.property(
        price,
        price,
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cost, sale, stock, late) => {
          const found = fromRunOut(
            { ...item, price: cost, salePrice: sale, available: stock, lateShare: late },
            forecast,
          )
          if (!found) return
          expect(Number.isSafeInteger(found.score)).toBe(true)
          expect(found.score).toBe(found.reasons.reduce((sum, one) => sum + one.value * one.weight, 0))
          expect(found.quantity % item.packSize).toBe(0)
          expect(found.amount / found.quantity).toBeGreaterThanOrEqual(Number(cost) * 100 - 1e-6)
        },
      ),
    )
  })
})

it('an offer is worth what the item usually costs, and an unknown thing only costs', () => {
  const offer = { quantity: 100, unitPrice: 240, currency: 'EUR' }
  expect(fromOffer(offer, item, item)).toMatchObject({
    amount: 24_000,
    score: 30_050 - 24_000 - 7_513,
    facts: { price_change: -20.1 },
  })
  expect(fromOffer(offer, undefined, undefined)).toMatchObject({
    score: -24_000,
    facts: { price_change: null },
  })
  expect(fromOffer({ ...offer, currency: 'USD' }, item, item).score).toBe(-24_000)
})

it('amounts are rounded up to whole minor units of their currency', () => {
  expect(amountOf('1.0001', 1, 'EUR')).toBe(101)
  expect(amountOf('1.0001', 10_000, 'EUR')).toBe(1_000_100)
  expect(amountOf('1.2', 1, 'JPY')).toBe(2)
  expect(amountOf('1.2', 3, 'KWD')).toBe(3_600)
})
