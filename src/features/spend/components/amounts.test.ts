import { expect, it } from 'vitest'
import { toDecimal, toMinorUnits } from '../decimals.ts'
import { formatMoney } from './amounts.ts'

it.each([
  [1250, 'EUR', '12.50'],
  [5, 'EUR', '0.05'],
  [-1250, 'EUR', '-12.50'],
  [1250, 'JPY', '1250'],
  [1250, 'KWD', '1.250'],
])('%i minor units of %s are %s', (minor, currency, text) => {
  expect(toDecimal(minor, currency)).toBe(text)
  if (minor > 0) expect(toMinorUnits(text, currency)).toBe(minor)
})

it.each(['', 'x', '1.234', '1e3', '-1', '1.2.3', ' '])('%j is no amount in euros', (text) => {
  expect(toMinorUnits(text, 'EUR')).toBeUndefined()
})

it('reads what people leave out, and either sign before the cents', () => {
  expect(toMinorUnits('12', 'EUR')).toBe(1200)
  expect(toMinorUnits('12,5', 'EUR')).toBe(1250)
  expect(formatMoney('en', 123_456_789, 'EUR')).toBe('1,234,567.89 EUR')
})
