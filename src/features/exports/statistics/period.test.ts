import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, periodOf } from './period.ts'

describe('a period', () => {
  it('has every calendar day once, over the ends of months, leap days and changes of the clock', () => {
    expect(daysBetween('2024-02-27', '2024-03-01')).toEqual([
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ])
    expect(daysBetween('2026-01-01', '2026-12-31')).toHaveLength(365)
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('is the last thirty days when nothing is named, and ends where it is said to', () => {
    expect(periodOf({}, '2026-03-30')).toEqual({ from: '2026-03-01', to: '2026-03-30' })
    expect(periodOf({ date_to: '2026-01-30' }, '2026-03-30')).toEqual({
      from: '2026-01-01',
      to: '2026-01-30',
    })
    expect(periodOf({ date_from: '2026-03-20' }, '2026-03-30').to).toBe('2026-03-30')
    expect(periodOf({ date_from: '2026-05-01' }, '2026-03-30')).toEqual({
      from: '2026-05-01',
      to: '2026-05-01',
    })
  })

  it('takes its days from the zone', () => {
    const instant = new Date('2026-03-01T23:30:00Z')
    expect(dayIn(instant, 'Europe/Berlin')).toBe('2026-03-02')
    expect(dayIn(instant, 'America/New_York')).toBe('2026-03-01')
  })
})
