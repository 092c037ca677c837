import { expect, it } from 'vitest'
import { runOutDays } from './run-out.ts'

const periods = [
  { startsOn: '2026-01-01', endsBefore: '2026-02-01', mean: 31, upper80: 62 },
  { startsOn: '2026-02-01', endsBefore: '2026-03-01', mean: 28, upper80: 56 },
]
const days = (available: number, from = '2026-01-01', before = '2026-03-01') =>
  runOutDays(periods, available, from, before)

it('stock runs out on the day that takes the last piece', () => {
  expect(days(1)).toEqual({ p50: '2026-01-01', p90: '2026-01-01' })
  expect(days(10)).toEqual({ p50: '2026-01-10', p90: '2026-01-05' })
  expect(days(40)).toEqual({ p50: '2026-02-09', p90: '2026-01-20' })
  expect(days(10, '2026-01-25')).toEqual({ p50: '2026-02-03', p90: '2026-01-29' })
})

it('what is gone is gone today, and what lasts has no day', () => {
  expect(days(0, '2026-01-07')).toEqual({ p50: '2026-01-07', p90: '2026-01-07' })
  expect(days(59)).toEqual({ p50: '2026-02-28', p90: '2026-01-30' })
  expect(days(60)).toMatchObject({ p50: null })
  expect(days(40, '2026-01-01', '2026-02-01')).toEqual({ p50: null, p90: '2026-01-20' })
  expect(runOutDays([], 0, '2026-01-01', '2026-02-01')).toEqual({ p50: null, p90: null })
})
