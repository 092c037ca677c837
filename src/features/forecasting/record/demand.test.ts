import { expect, it } from 'vitest'
import { demandWithin, extendedTo } from './demand.ts'

const month = (startsOn: string, endsBefore: string, mean: number) => ({
  ...{ startsOn, endsBefore, mean, lower80: mean / 2, upper80: mean * 2 },
})
const months = [month('2026-01-01', '2026-02-01', 31), month('2026-02-01', '2026-03-01', 56)]

it('the days of a month share its demand', () => {
  expect(demandWithin(months, '2026-01-22', '2026-02-11')).toEqual({ p10: 15, p50: 30, p90: 60 })
})

it('beyond its periods a forecast says nothing', () => {
  expect(demandWithin(months, '2026-02-20', '2026-03-02')).toBeUndefined()
  expect(demandWithin(months, '2025-12-31', '2026-01-02')).toBeUndefined()
  expect(demandWithin([], '2026-01-01', '2026-01-02')).toBeUndefined()
})

it('behind its end a forecast goes on at its own mean', () => {
  const known = { startsOn: '2026-01-01', endsBefore: '2026-01-11', mean: 20, lower80: 10, upper80: 40 }
  const periods = extendedTo([known], '2025-12-30', '2026-02-10')
  expect(demandWithin(periods, '2026-01-01', '2026-01-11')).toMatchObject({ p50: 20, p90: 40 })
  expect(demandWithin(periods, '2025-12-30', '2026-02-10')!.p50).toBeCloseTo(2 * 42, 6)
  expect(demandWithin(periods, '2026-01-21', '2026-01-31')!.p90).toBeCloseTo(40, 6)
  expect(extendedTo([known], '2026-01-01', '2026-01-11')).toEqual([known])
})
