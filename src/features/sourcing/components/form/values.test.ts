import { expect, it } from 'vitest'
import { endOfDay } from './values.ts'

it('a deadline is the last second of its day where the company is', () => {
  expect(endOfDay('2026-01-31', 'Europe/Berlin')).toBe('2026-01-31T22:59:59.000Z')
  expect(endOfDay('2026-07-31', 'Europe/Berlin')).toBe('2026-07-31T21:59:59.000Z')
  expect(endOfDay('2026-07-31', 'Pacific/Auckland')).toBe('2026-07-31T11:59:59.000Z')
  expect(endOfDay('soon', 'UTC')).toBe('soon')
})
