import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from './models/numbers/random.ts'
import type { SeriesToForecast } from './models/panel/forecast-many.ts'
import { TimeSeriesForecaster } from './time-series-forecaster.ts'

const forecaster = new TimeSeriesForecaster()

function series(values: SeriesToForecast['values'], period = 12): SeriesToForecast {
  return { id: 'item', values, period }
}

const wave = Array.from({ length: 60 }, (_, t) => 100 + t + 20 * Math.sin((2 * Math.PI * t) / 12))

function numbersOf(one: SeriesToForecast, horizon = 6): number[] {
  const { mean, intervals, backtest } = forecaster.forecast(one, { horizon })
  const tested = backtest ? [backtest.smape, backtest.mase ?? 0] : []
  return [...mean, ...intervals.flatMap(({ lower, upper }) => [...lower, ...upper]), ...tested]
}

describe('a forecast', () => {
  it('goes on with trend and season, within its intervals', () => {
    const { mean, intervals, method, why, backtest } = forecaster.forecast(series(wave), { horizon: 12 })
    for (const [step, value] of mean.entries()) {
      const expected = 160 + step + 20 * Math.sin((2 * Math.PI * step) / 12)
      expect(Math.abs(value / expected - 1)).toBeLessThan(0.1)
      expect(intervals[1]!.lower[step]).toBeLessThan(intervals[0]!.lower[step]!)
      expect(intervals[0]!.upper[step]).toBeLessThan(intervals[1]!.upper[step]!)
      expect(value).toBeGreaterThan(intervals[0]!.lower[step]!)
    }
    expect(intervals.map(({ level }) => level)).toEqual([0.8, 0.95])
    expect(backtest!.origins).toBe(4)
    expect([method, why]).toEqual([expect.any(String), expect.stringMatching(/\.$/)])
  })

  it.each<[string, SeriesToForecast['values']]>([
    ['a constant', new Array(40).fill(7)],
    ['zeros', new Array(40).fill(0)],
    ['one value', [5]],
    ['two values', [5, 9]],
    ['gaps', wave.map((value, t) => (t % 5 === 3 ? Number.NaN : t % 7 === 2 ? null : value))],
    ['values of 1e12', wave.map((value) => value * 1e12)],
    ['values of 1e97', wave.map((value) => value * 1e97)],
    ['values of 1e-300', wave.map((value) => value * 1e-300)],
    ['growth without end', wave.map((_, t) => 40 ** t)],
    ['negative values', wave.map((value) => -value)],
    ['both signs', wave.map((value, t) => (t % 2 ? value : -value))],
    ['one outlier', wave.map((value, t) => (t === 30 ? 1e15 : value))],
    ['intermittent demand', wave.map((value, t) => (t % 4 ? 0 : value))],
  ])('of %s is finite', (_, values) => {
    for (const period of [1, 4, 12])
      expect(numbersOf(series(values, period)).every(Number.isFinite)).toBe(true)
  })

  it('of anything is finite, and the same again', () => {
    const value = fc.oneof(
      fc.integer({ min: -1000, max: 1000 }),
      fc.double({ noNaN: true, min: -1e100, max: 1e100 }),
      fc.constant(null),
    )
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(1, 4, 7),
        (values, period) => {
          fc.pre(values.some((one) => one !== null))
          const numbers = numbersOf(series(values, period), 3)
          expect(numbers.every(Number.isFinite)).toBe(true)
          expect(numbersOf(series(values, period), 3)).toEqual(numbers)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('scales with its values', () => {
    const small = numbersOf(series(wave))
    const large = numbersOf(series(wave.map((value) => value * 2 ** 20)))
    // The last two are errors of the back-test, in percent and in steps.
    for (const [at, value] of large.entries())
      expect(value).toBeCloseTo(at < large.length - 2 ? small[at]! * 2 ** 20 : small[at]!, 6)
  })

  it('is never below 0 where values cannot be', () => {
    const falling = Array.from({ length: 30 }, (_, t) => Math.max(0, 60 - 2 * t))
    const numbers = numbersOf({ ...series(falling, 1), nonNegative: true }, 24)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.min(...numbersOf(series(falling, 1), 24))).toBeLessThan(0)
  })

  it('is made by the method that is named', () => {
    const named = forecaster.forecast(series(wave), { horizon: 3, method: 'naive2' })
    expect(named).toMatchObject({ method: 'naive2', backtest: null })
    expect(forecaster.backtest(series(wave), { horizon: 3, method: 'naive2' })!.origins).toBe(4)
  })

  it.each<[string, Partial<SeriesToForecast>, object]>([
    ['horizon: ', {}, { horizon: 0 }],
    ['horizon: ', {}, { horizon: 1.5 }],
    ['levels: ', {}, { horizon: 3, levels: [0.2] }],
    ['method: one of naive2', {}, { horizon: 3, method: 'best' }],
    ['seed: ', {}, { horizon: 3, seed: -1 }],
    ['period of item: ', { period: 0 }, { horizon: 3 }],
    ['values of item: ', { values: [] }, { horizon: 3 }],
    ['values of item: ', { values: [1, Number.POSITIVE_INFINITY] }, { horizon: 3 }],
    ['values of item: ', { values: [1, -2e100] }, { horizon: 3 }],
  ])('names what it refuses: %s', (message, wrong, options) => {
    expect(() => forecaster.forecast({ ...series(wave), ...wrong }, options as { horizon: number })).toThrow(
      message,
    )
  })
})

describe('many forecasts', () => {
  const random = new Random(1)
  const panel = Array.from({ length: 210 }, (_, item): SeriesToForecast => {
    const values = Array.from({ length: 14 }, (_, t) => 50 + item + t + 3 * random.normal())
    return { id: `item ${item}`, values, period: 1 }
  })

  it('keep the order of the series, whatever their periods', () => {
    const mixed = [series(wave, 12), series([1, 2, 3], 1), series([3, 2, 2], 12)].map((one, index) => ({
      ...one,
      id: `${index}`,
    }))
    const forecasts = forecaster.forecastMany(mixed, { horizon: 3 })
    expect(forecasts).toEqual(mixed.map((one) => forecaster.forecast(one, { horizon: 3 })))
    expect(forecaster.forecastMany([], { horizon: 3 })).toEqual([])
  })

  it('come from an ensemble with networks where there are enough series, to the same byte', {
    timeout: 60_000,
  }, () => {
    const once = forecaster.forecastMany(panel, { horizon: 4 })
    expect(once[0]).toMatchObject({ method: 'ensemble', backtest: { origins: 1 } })
    expect(once[0]!.why).toContain('210 series')
    expect(forecaster.forecastMany(panel, { horizon: 4 })).toEqual(once)
    for (const { mean, intervals } of once)
      for (const [step, value] of mean.entries()) {
        expect(intervals[1]!.lower[step]).toBeLessThan(value)
        expect(intervals[1]!.upper[step]).toBeGreaterThan(value)
      }
  })
})
