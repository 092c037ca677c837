import { describe, expect, it } from 'vitest'
import { leadTimeQuantile } from './lead-time.ts'
import { negativeBinomialQuantile } from './negative-binomial.ts'
import { isIntermittent, tsb } from './tsb.ts'

describe('intermittent demand', () => {
  it('is one with a gap of a third of a period or more between demands', () => {
    expect(isIntermittent(Float64Array.of(0, 3, 0, 0, 2))).toBe(true)
    expect(isIntermittent(Float64Array.of(1, 3, 1, 0, 2))).toBe(false)
    expect(isIntermittent(Float64Array.of(0, 3, 0, 0, -2))).toBe(false)
    expect(isIntermittent(new Float64Array(5))).toBe(false)
  })

  it('is forecast as chance times size', () => {
    const every4th = Float64Array.from({ length: 400 }, (_, t) => (t % 4 === 0 ? 8 : 0))
    const [forecast] = tsb(every4th, 3)
    expect(forecast).toBeGreaterThan(1.7)
    expect(forecast).toBeLessThan(2.3)
  })

  it('fades for what no longer sells', () => {
    const ended = Float64Array.from({ length: 100 }, (_, t) => (t < 40 && t % 2 ? 8 : 0))
    expect(tsb(ended, 1)[0]).toBeLessThan(0.3)
    expect([...tsb(new Float64Array(4), 2)]).toEqual([0, 0])
  })
})

describe('quantiles of demand', () => {
  it('of a negative binomial distribution are those that sums of its density give', () => {
    // Mean 3 and variance 6: size 3, chance 1/2; density (k + 1)(k + 2) / 2 / 2^(k + 3).
    const density = (k: number) => ((k + 1) * (k + 2)) / 2 / 2 ** (k + 3)
    for (const share of [0.05, 0.5, 0.9, 0.99]) {
      let count = 0
      for (let sum = density(0); sum < share; sum += density(count)) count += 1
      expect(negativeBinomialQuantile(3, 6, share)).toBe(count)
    }
  })

  it('are near those of a normal distribution for large means, and found at once', () => {
    const found = negativeBinomialQuantile(1e12, 1e22, 0.975)
    expect(found / (1e12 + 1.96 * 1e11)).toBeCloseTo(1, 1)
    expect(negativeBinomialQuantile(0, 0, 0.9)).toBe(0)
  })

  it('over a lead time count overlapping windows', () => {
    const values = Float64Array.from({ length: 40 }, (_, t) => (t % 4 === 0 ? 8 : 0))
    expect(leadTimeQuantile(values, 1, 0.7)).toBe(0)
    expect(leadTimeQuantile(values, 1, 0.9)).toBe(8)
    expect(leadTimeQuantile(values, 4, 0.5)).toBe(8)
    expect(leadTimeQuantile(values, 5, 0.99)).toBe(16)
  })

  it('come from the distribution where there are few windows', () => {
    const few = Float64Array.of(0, 5, 0, 0, 7, 0)
    expect(leadTimeQuantile(few, 3, 0.95)).toBeGreaterThan(leadTimeQuantile(few, 3, 0.5))
  })
})
