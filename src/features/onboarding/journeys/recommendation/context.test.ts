import { expect, it } from 'vitest'
import { contextOf } from './context.ts'

it('every number of a context is between 0 and 1, however large the company and long the pause', () => {
  const now = new Date('2026-03-31T00:00:00Z')
  const long = new Date('1990-01-01T00:00:00Z')
  const base = { device: 'phone', locale: 'de', now, members: 1_000_000, done: 3, total: 4 }
  for (const role of ['admin', null] as const) {
    const context = contextOf({ ...base, role, startedAt: long, lastAt: undefined })
    expect(Object.values(context).every((value) => value >= 0 && value <= 1)).toBe(true)
    expect(context).toMatchObject({ always: 1, share_done: 0.75, on_phone: 1, reads_english: 0 })
    expect(context.role_admin).toBe(role === 'admin' ? 1 : 0)
  }
})
