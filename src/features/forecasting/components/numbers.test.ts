import { expect, it } from 'vitest'
import { formatShare } from '#src/components/format/quantities.ts'
import { formatPeriod, formatValue, methodName } from './numbers.ts'

it('numbers have the places that say something', () => {
  expect([1234.5, 12.34, 1.234, -0.5].map((value) => formatValue('en', value))).toEqual([
    '1,235',
    '12.3',
    '1.23',
    '-0.5',
  ])
  expect(formatShare('en', 0.953)).toBe('95 %')
})

it('periods are named by what they are', () => {
  expect(['day', 'month', 'quarter'].map((grain) => formatPeriod('2026-04-01', grain))).toEqual([
    '1 Apr 2026',
    'Apr 2026',
    'Q2 2026',
  ])
})

it('methods have names for people', () => {
  expect([methodName('ets'), methodName('new')]).toEqual(['Exponential smoothing (ETS)', 'new'])
})
