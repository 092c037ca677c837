import { describe, expect, it } from 'vitest'
import { type Period, periodLabels, periods, resolvePeriod } from './period.ts'

describe('periods', () => {
  // A Thursday, in the leap year's first quarter.
  const noon = new Date('2024-02-29T12:00:00Z')

  it.each<[Period, string, string]>([
    ['today', '2024-02-29', '2024-02-29'],
    ['yesterday', '2024-02-28', '2024-02-28'],
    ['last_7_days', '2024-02-23', '2024-02-29'],
    ['last_30_days', '2024-01-31', '2024-02-29'],
    ['this_week', '2024-02-26', '2024-03-03'],
    ['previous_week', '2024-02-19', '2024-02-25'],
    ['this_month', '2024-02-01', '2024-02-29'],
    ['previous_month', '2024-01-01', '2024-01-31'],
    ['this_quarter', '2024-01-01', '2024-03-31'],
    ['previous_quarter', '2023-10-01', '2023-12-31'],
    ['this_year', '2024-01-01', '2024-12-31'],
    ['previous_year', '2023-01-01', '2023-12-31'],
  ])('%s is from %s to %s', (period, from, to) => {
    expect(resolvePeriod(period, noon, 'UTC')).toEqual({ from, to })
  })

  it('begin and end with the days of the zone', () => {
    const at = new Date('2024-01-01T04:30:00Z')
    expect(resolvePeriod('today', at, 'America/New_York').from).toBe('2023-12-31')
    expect(resolvePeriod('this_year', at, 'America/New_York').from).toBe('2023-01-01')
    expect(resolvePeriod('today', at, 'Pacific/Kiritimati').from).toBe('2024-01-01')
  })

  it('have weeks from Monday to Sunday on every day of the week', () => {
    for (let day = 4; day <= 10; day++) {
      const at = new Date(Date.UTC(2024, 2, day, 12))
      expect(resolvePeriod('this_week', at, 'UTC')).toEqual({ from: '2024-03-04', to: '2024-03-10' })
    }
  })

  it('count days, not hours, over the change of daylight saving time', () => {
    const sundays = ['2024-03-31T22:30:00Z', '2024-10-27T22:30:00Z']
    const zone = 'Europe/London'
    expect(sundays.map((at) => resolvePeriod('yesterday', new Date(at), zone).from)).toEqual([
      '2024-03-30',
      '2024-10-26',
    ])
  })

  it('follow each other without gap or overlap, at every instant of four years', () => {
    const pairs: [Period, Period][] = [
      ['yesterday', 'today'],
      ['previous_week', 'this_week'],
      ['previous_month', 'this_month'],
      ['previous_quarter', 'this_quarter'],
      ['previous_year', 'this_year'],
    ]
    for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2027, 0, 1); at += 23 * 3_600_000) {
      for (const [before, after] of pairs) {
        const [earlier, later] = [before, after].map((period) =>
          resolvePeriod(period, new Date(at), 'Australia/Lord_Howe'),
        )
        expect(Date.parse(later!.from) - Date.parse(earlier!.to)).toBe(86_400_000)
      }
    }
  })

  it('have a label each', () => {
    expect(Object.keys(periodLabels)).toEqual([...periods])
  })
})
