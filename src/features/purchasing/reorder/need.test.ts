import { describe, expect, it } from 'vitest'
import { demandFrom } from './history.ts'
import { type Demand, neededOf, type Stock, usualQuantity } from './need.ts'

const stock = (given: Partial<Stock> = {}): Stock => ({
  ...{ available: 0, onOrder: 0, planned: 0, minimum: 0, reorderPoint: 0, reorderQuantity: 0 },
  ...given,
})

/** Two pieces a day, three in the worst of ten cases. */
const demand: Demand = { within: (days) => ({ p50: 2 * days, p90: 3 * days }), runOut: () => null }
const needed = (given: Partial<Stock>) => neededOf(stock(given), demand, 10)

describe('what to order', () => {
  it('is nothing while nine of ten lead times are covered, and else fills up for 30 days more', () => {
    expect(needed({ available: 30 })).toBe(0)
    expect(needed({ available: 29 })).toBe(3 * 40 - 29)
    expect(needed({ available: -5 })).toBe(3 * 40 + 5)
  })

  it('counts what sent orders bring and what other orders ask for, so that nothing is ordered twice', () => {
    expect(needed({ available: 10, onOrder: 20 })).toBe(0)
    expect(needed({ available: 10, planned: 20 })).toBe(0)
    expect(needed({ available: 10, onOrder: 9, planned: 10 })).toBe(3 * 40 - 29)
  })

  it('keeps the safety stock, and orders no fewer than people decided', () => {
    expect(needed({ available: 30, minimum: 15 })).toBe(3 * 40 - 30)
    expect(needed({ available: 30, minimum: 60 })).toBe(2 * 40 + 60 - 30)
    expect(needed({ available: 29, reorderQuantity: 500 })).toBe(500)
  })

  it('without a demand begins at the reorder point, and never where there is none', () => {
    const bare = (given: Partial<Stock>) => neededOf(stock(given), undefined, 10)
    expect(bare({ available: -3 })).toBe(0)
    expect(bare({ available: 6, reorderPoint: 5 })).toBe(0)
    expect(bare({ available: 5, reorderPoint: 5 })).toBe(1)
    expect(bare({ available: 2, reorderPoint: 5, reorderQuantity: 20 })).toBe(20)
    expect(bare({ available: 2, planned: 20, reorderPoint: 5, reorderQuantity: 20 })).toBe(0)
  })

  it('suppliers are compared at a month’s demand, the reorder quantity, or one piece', () => {
    expect(usualQuantity(stock(), demand)).toBe(60)
    expect(usualQuantity(stock({ reorderQuantity: 100 }), demand)).toBe(100)
    expect(usualQuantity(stock(), undefined)).toBe(1)
  })
})

describe('demand from past issues', () => {
  const today = '2026-03-10'

  it('is their mean, with the spread of the weeks for p90', () => {
    const steady = demandFrom(Array(13).fill(14), today)!
    expect(steady.within(10)).toEqual({ p50: 20, p90: 20 })
    const uneven = demandFrom([0, 28, 0, 28, 0, 28, 0, 28], today)!
    expect(uneven.within(7).p50).toBeCloseTo(16, 6)
    // Seven weeks from the first issue on: 28, 0, 28, 0, 28, 0, 28.
    expect(uneven.within(7).p90).toBeCloseTo(16 + 1.2816 * Math.sqrt((4 * 12 ** 2 + 3 * 16 ** 2) / 6), 6)
  })

  it('of an item that began to move lately is that of four weeks at least', () => {
    expect(demandFrom([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28], today)!.within(7).p50).toBe(7)
  })

  it('runs out on the day that takes the last piece, today where nothing is left, never behind a year', () => {
    const two = demandFrom(Array(13).fill(14), today)!
    expect(two.runOut(0)).toBe(today)
    expect(two.runOut(2)).toBe(today)
    expect(two.runOut(3)).toBe('2026-03-11')
    expect(two.runOut(2 * 365)).toBe('2027-03-09')
    expect(two.runOut(2 * 365 + 1)).toBeNull()
  })

  it('is not known where nothing was issued', () => {
    expect(demandFrom(Array(13).fill(0), today)).toBeUndefined()
    expect(demandFrom([], today)).toBeUndefined()
  })
})
