import { describe, expect, it } from 'vitest'
import { Random } from '../numbers/random.ts'
import { mase, seasonalStep, smapes } from './accuracy.ts'
import { fillGaps } from './gaps.ts'
import { distancesFromTrend, findSeason, ratiosToTrend, withoutSeason, withSeason } from './season.ts'

const factors = [0.7, 1.1, 1.4, 0.8]
const seasonal = Float64Array.from({ length: 24 }, (_, t) => 100 * factors[t % 4]!)

describe('a season', () => {
  it('is found with its factors, and leaves a flat series behind', () => {
    const season = findSeason(seasonal, 4)!
    expect([...season].map((factor) => factor.toFixed(6))).toEqual(factors.map((factor) => factor.toFixed(6)))
    for (const value of withoutSeason(seasonal, season)) expect(value).toBeCloseTo(100, 9)
  })

  it('needs three periods, however weak it may be', () => {
    expect(findSeason(seasonal.slice(0, 11), 4, 0)).toBeUndefined()
    expect(findSeason(seasonal.slice(0, 12), 4, 0)).toHaveLength(4)
  })

  it('goes on behind the last value', () => {
    const next = withSeason(Float64Array.of(100, 100, 100), Float64Array.from(factors), 6)
    expect([...next].map(Math.round)).toEqual([140, 80, 70])
  })

  it.each<[string, Float64Array, number]>([
    ['one period only', seasonal, 1],
    ['a value that is not positive', seasonal.with(3, 0), 4],
    ['a constant', new Float64Array(24).fill(5), 4],
    [
      'chance',
      Float64Array.from(
        { length: 48 },
        (() => {
          const random = new Random(2)
          return () => 100 + random.normal()
        })(),
      ),
      4,
    ],
  ])('is not found in %s', (_, values, period) => {
    expect(findSeason(values, period)).toBeUndefined()
  })

  it('around a straight line is the ratio to it, or the distance from it', () => {
    const around = Float64Array.from({ length: 24 }, (_, t) => 100 + t + [5, -5, 2, -2][t % 4]!)
    expect([...distancesFromTrend(around, 4)].map(Math.round)).toEqual([5, -5, 2, -2])
    const ratios = ratiosToTrend(around, 4)
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0)).toBeCloseTo(4, 12)
  })
})

describe('gaps', () => {
  it('are filled on a straight line, dropped at the start and carried at the end', () => {
    const { NaN: gap } = Number
    expect([...fillGaps([gap, 1, gap, gap, 4, gap])]).toEqual([1, 2, 3, 4, 4])
    expect(fillGaps([gap, gap])).toHaveLength(0)
    expect(fillGaps([])).toHaveLength(0)
  })
})

describe('errors', () => {
  it('in percent of both sides lie between 0 and 200', () => {
    expect(smapes([100, 0, 0, -5], [50, 0, 3, 5]).map(Math.round)).toEqual([67, 0, 200, 200])
  })

  it('in seasonal steps compare with repeating the last season', () => {
    const history = [1, 2, 3, 4]
    expect(seasonalStep(history, 1)).toBe(1)
    expect(seasonalStep(history, 2)).toBe(2)
    expect(seasonalStep([9], 12)).toBe(0)
    expect(mase([6, 6], [5, 8], history, 1)).toBe(1.5)
    expect(mase([6], [5], [3, 3, 3], 1)).toBeNull()
  })
})
