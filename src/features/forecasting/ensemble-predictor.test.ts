import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EnsemblePredictor } from './ensemble-predictor.ts'

const predictor = new EnsemblePredictor()

describe('the ensemble', () => {
  it('is the mean, or a weighted one', () => {
    expect(
      predictor.combine([
        [1, 2],
        [3, 6],
      ]),
    ).toEqual([2, 4])
    expect(
      predictor.combine(
        [
          [1, 2],
          [3, 6],
        ],
        [3, 1],
      ),
    ).toEqual([1.5, 3])
  })

  it('lies between its forecasts', () => {
    const value = fc.double({ noNaN: true, min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.double({ noNaN: true, min: 0.01, max: 10 })), { minLength: 1 }),
        (pairs) => {
          const values = pairs.map(([one]) => one)
          const [mean] = predictor.combine(
            values.map((one) => [one]),
            pairs.map(([, weight]) => weight),
          )
          const slack = 1e-9 * Math.max(1, ...values.map(Math.abs))
          expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - slack)
          expect(mean).toBeLessThanOrEqual(Math.max(...values) + slack)
        },
      ),
    )
  })

  it('weighs by the inverse square of the errors', () => {
    expect(predictor.weigh([1, 2])).toEqual([0.8, 0.2])
    expect(predictor.weigh([0, 3, 0])).toEqual([0.5, 0, 0.5])
    expect(predictor.weigh([1e-300, 1e300])[0]).toBe(1)
  })

  it('names what it refuses', () => {
    expect(() => predictor.combine([])).toThrow('forecasts: ')
    expect(() => predictor.combine([[1], [1, 2]])).toThrow('forecasts: ')
    expect(() => predictor.combine([[1]], [0])).toThrow('weights: ')
    expect(() => predictor.combine([[1], [2]], [1])).toThrow('weights: ')
    expect(() => predictor.weigh([Number.NaN])).toThrow('errors: ')
  })
})
