import { describe, expect, it } from 'vitest'
import { Random } from '../numbers/random.ts'
import { ets, selectEts } from './fit.ts'
import { kinds } from './kinds.ts'

const factors = [0.8, 1.3, 1, 0.9]

function noisy(value: (t: number) => number, seed = 1): Float64Array {
  const random = new Random(seed)
  return Float64Array.from({ length: 48 }, (_, t) => value(t) * (1 + 0.002 * random.normal()))
}

describe('the ETS family', () => {
  it('has fifteen models', () => {
    expect(kinds.map(({ name }) => name).join(' ')).toBe(
      'ANN AAN AAdN MNN MAN MAdN ANA AAA AAdA MNA MAA MAdA MNM MAM MAdM',
    )
  })

  it.each([
    ['a season that multiplies and a trend', (t: number) => (1 + t / 20) * factors[t % 4]!],
    ['a season that adds', (t: number) => 2 + factors[t % 4]!],
  ])('goes on with %s', (_, value) => {
    const forecast = ets(noisy(value), 4, 4)
    for (const [step, expected] of forecast.entries())
      expect(Math.abs(expected / value(48 + step) - 1)).toBeLessThan(0.02)
  })

  it('follows a slope that has changed', () => {
    const forecast = ets(
      noisy((t) => 1 + Math.max(0, t - 24) / 10),
      4,
      1,
    )
    expect(forecast[3]! - forecast[0]!).toBeGreaterThan(0.2)
    expect(forecast[3]! - forecast[0]!).toBeLessThan(0.4)
  })

  it('takes a season only where there is one', () => {
    expect(
      selectEts(
        noisy((t) => (1 + t / 20) * factors[t % 4]!),
        4,
        4,
      )?.kind.season,
    ).toBe('M')
    expect(
      selectEts(
        noisy((t) => 1 + t / 20),
        4,
        4,
      )?.kind.season,
    ).toBe('N')
  })

  it('takes no relative errors and ratios for values that are not positive', () => {
    const around = noisy((t) => Math.sin(t))
    expect(selectEts(around, 4, 4)?.kind.error).toBe('A')
    const random = new Random(3)
    let level = 1
    const wandering = Float64Array.from(
      { length: 48 },
      () => (level *= Math.exp(0.1 + 0.3 * random.normal())),
    )
    expect(selectEts(wandering, 4, 1)?.kind.error).toBe('M')
    expect(selectEts(wandering.with(47, 0), 4, 1)?.kind.error).toBe('A')
  })

  it('repeats the last value where there are too few for any model', () => {
    expect([...ets(Float64Array.of(3, 4), 2, 1)]).toEqual([4, 4])
  })
})
