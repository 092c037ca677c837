import { expect, it } from 'vitest'
import { demandWithin } from './demand.ts'

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
