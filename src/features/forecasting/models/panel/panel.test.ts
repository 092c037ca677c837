import { describe, expect, it } from 'vitest'
import { Random } from '../numbers/random.ts'
import { backtest, originsOf } from './backtest.ts'
import { choose } from './choice.ts'
import { ConformalIntervals, type Missed } from './conformal.ts'
import { combine } from './ensemble.ts'
import { usualDistances } from './usual-errors.ts'

describe('a back-test', () => {
  it('has up to four origins, half a horizon apart, and no more than the history allows', () => {
    expect(originsOf(60, 6, 12)).toEqual([54, 51, 48, 45])
    expect(originsOf(33, 6, 12)).toEqual([27, 24])
    expect(originsOf(20, 1, 1)).toEqual([19, 18, 17])
    expect(originsOf(8, 6, 1)).toEqual([])
  })

  it('shows the forecaster nothing behind the origin', () => {
    const values = Float64Array.from({ length: 30 }, (_, t) => t)
    const seen: number[] = []
    backtest(values, [20, 24], 6, 1, (history) => {
      seen.push(history.length, history.at(-1)!)
      return [new Float64Array(6)]
    })
    expect(seen).toEqual([20, 19, 24, 23])
  })

  it('tells the mean error over the origins', () => {
    const values = Float64Array.of(1, 2, 1, 2, 1, 2, 3)
    const forecasts = () => [Float64Array.of(1), Float64Array.of(3)]
    expect(backtest(values, [6], 1, 1, forecasts)).toEqual([
      { smape: 100, mase: 2, origins: 1 },
      { smape: 0, mase: 0, origins: 1 },
    ])
    expect(backtest(values, [5, 6], 1, 1, forecasts)[0]).toMatchObject({
      smape: (100 + 200 / 3) / 2,
      origins: 2,
    })
    expect(backtest(values, [], 1, 1, forecasts)).toEqual([])
  })
})

describe('the choice of a method', () => {
  it('is the mean of three where none of them is far better', () => {
    const random = new Random(1)
    const noise = Float64Array.from({ length: 40 }, () => 100 + random.normal())
    expect(choose(noise, 6, 1)).toMatchObject({ method: 'mean', backtest: { origins: 4 } })
    expect(choose(noise, 6, 1).why).toContain('No single method')
  })

  it('is one method that was far better, and says by how much', () => {
    const powers = Float64Array.from({ length: 40 }, (_, t) => 1.1 ** t)
    const { method, why, backtest: tested } = choose(powers, 6, 1)
    expect(['ets', 'dotm', 'theta']).toContain(method)
    expect(why).toContain(`${tested!.smape.toFixed(1)} %`)
  })

  it('is the one for intermittent demand where there is one', () => {
    const demand = Float64Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 5 : 0))
    expect(choose(demand, 6, 1).method).toBe('tsb')
  })

  it('of a short history is the mean, untested', () => {
    expect(choose(Float64Array.of(1, 2, 3), 6, 1)).toMatchObject({ method: 'mean', backtest: null })
  })
})

describe('conformal intervals', () => {
  const random = new Random(11)
  const missed = (): Missed => {
    const size = 10 ** random.uniform()
    return {
      errors: Float64Array.of(size * (1 + random.normal()), 2 * size * random.normal()),
      history: Float64Array.from({ length: 20 }, (_, t) => (t % 2) * size),
    }
  }

  it('cover as many new series as they promise, at every step', () => {
    const pool = new ConformalIntervals(Array.from({ length: 2_000 }, missed), 2, 1)
    const inside = [0, 0]
    for (let series = 0; series < 4_000; series += 1) {
      const { errors, history } = missed()
      const { lower, upper } = pool.around(new Float64Array(2), history, 0.9)
      for (const step of [0, 1])
        if (errors[step]! >= lower[step]! && errors[step]! <= upper[step]!) inside[step]! += 1
    }
    for (const count of inside) expect(Math.abs(count / 4_000 - 0.9)).toBeLessThan(0.02)
  })

  it('are the ceil((n + 1) p)-th of the errors', () => {
    const history = Float64Array.of(0, 1, 0, 1)
    const hundred = Array.from({ length: 99 }, (_, index) => ({
      errors: Float64Array.of(index + 1),
      history,
    }))
    const { lower, upper } = new ConformalIntervals(hundred, 1, 1).around(Float64Array.of(0), history, 0.9)
    expect([lower[0], upper[0]]).toEqual([5, 95])
  })
})

describe('usual errors', () => {
  const history = Float64Array.from({ length: 30 }, (_, t) => (t % 2) * 10)

  it('grow with the horizon and the level', () => {
    const at = (level: number) => [...usualDistances(history, { horizon: 3, period: 1, level })]
    expect(at(0.8)[0]).toBeCloseTo(18.7, 9)
    expect(at(0.85)[0]).toBeCloseTo((18.7 + 28.4) / 2, 9)
    expect(at(0.95)[2]).toBeCloseTo(34.3 * 3 ** 0.73, 9)
    expect(at(0.5)[0]).toBeCloseTo(8.8, 9)
  })

  it('are none for a constant', () => {
    expect([...usualDistances(new Float64Array(9), { horizon: 2, period: 4, level: 0.9 })]).toEqual([0, 0])
  })
})

it('the ensemble is four parts of the methods and six of the networks', () => {
  expect([...combine(Float64Array.of(10), [Float64Array.of(20), Float64Array.of(30)])]).toEqual([19])
  expect([...combine(Float64Array.of(10), [])]).toEqual([10])
})
