import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findInSeries } from './detect.ts'

/** Periods that were expected to come to 100, give or take 10 (80 %) or 20 (99 %). */
const periods = (...actuals: number[]) =>
  actuals.map((actual, index) => ({
    ...{ startsOn: `2026-01-0${index + 1}`, mean: 100, actual },
    ...{ lower80: 90, upper80: 110, lower99: 80, upper99: 120 },
  }))

it('one period outside of the range is chance, two in a row are told once', () => {
  expect(findInSeries(periods(100, 121, 100, 79, 121))).toEqual([])
  const found = findInSeries(periods(100, 78, 70, 79, 100)).filter(({ kind }) => kind === 'outside_range')
  expect(found).toMatchObject([
    { startsOn: '2026-01-03', score: 1.5, evidence: [{ actual: 78 }, { actual: 70 }] },
  ])
  expect(found[0]!.reason).toContain('below')
})

it('small misses to one side are told when they add up', () => {
  expect(findInSeries(periods(103, 97, 103, 97, 103, 97))).toEqual([])
  const found = findInSeries(periods(100, 116, 116, 116, 116, 100))
  expect(found).toMatchObject([{ kind: 'drift', startsOn: '2026-01-05', evidence: [{}, {}, {}, {}] }])
  expect(found[0]!.reason).toContain('too low for 4 periods')
  expect(findInSeries(periods(84, 84, 84, 84))[0]!.reason).toContain('too high')
})

it('ranges without width tell of every change, and never of none', () => {
  const flat = (actual: number) => ({
    ...periods(actual)[0]!,
    lower80: 100,
    upper80: 100,
    lower99: 100,
    upper99: 100,
  })
  expect(findInSeries([flat(100), flat(100)])).toEqual([])
  expect(findInSeries([flat(101), flat(102)])).toMatchObject([{ kind: 'outside_range', score: 100 }])
})

it('what stays within 80 % of a range twice is never outside of it, and scores are finite', () => {
  const value = fc.double({ noNaN: true, min: -1e9, max: 1e9 })
  fc.assert(
    fc.property(fc.array(value, { maxLength: 9 }), (actuals) => {
      const found = findInSeries(periods(...actuals))
      for (const { score } of found) {
        expect(score).toBeGreaterThanOrEqual(1)
        expect(Number.isFinite(score)).toBe(true)
      }
      const calm = periods(...actuals.map((actual) => 100 + (actual % 10)))
      expect(findInSeries(calm).filter(({ kind }) => kind === 'outside_range')).toEqual([])
    }),
  )
})
