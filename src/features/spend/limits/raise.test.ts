import { expect, it } from 'vitest'
import { isRaise } from './raise.ts'

const limit = {
  scope: 'tenant',
  perTransactionCap: null,
  dailyCap: 100,
  weeklyCap: null,
  monthlyCap: null,
  totalCap: 1_000,
  reserveAmount: 50,
  emergencyThreshold: null,
  approveOver: null,
  isActive: true,
  timeZone: 'Europe/Berlin',
  weekStartsOn: 1,
}

it.each([
  ['a higher cap', { dailyCap: 101 }],
  ['a cap that goes', { totalCap: null }],
  ['less kept back', { reserveAmount: 49 }],
  ['another beginning of the week, which begins with nothing spent', { weekStartsOn: 3 }],
  ['another time zone', { timeZone: 'Pacific/Auckland' }],
])('%s is a raise', (_, change) => {
  expect(isRaise(limit, { ...limit, ...change })).toBe(true)
})

it.each([
  ['the same', {}],
  ['a lower cap', { dailyCap: 99 }],
  ['a cap where there was none', { weeklyCap: 500 }],
  ['more kept back', { reserveAmount: 51 }],
])('%s is none', (_, change) => {
  expect(isRaise(limit, { ...limit, ...change })).toBe(false)
})

it('the first budget of the company is a raise, and one of somebody is none', () => {
  const own = { ...limit, scope: 'user' }
  expect(isRaise(undefined, limit)).toBe(true)
  expect(isRaise({ ...limit, isActive: false }, limit)).toBe(true)
  expect(isRaise(undefined, own)).toBe(false)
})
