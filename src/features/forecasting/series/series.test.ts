import { describe, expect, it } from 'vitest'
import { denseSeries, hashSeries, periodsAhead } from './dense.ts'
import { addPeriods, grainKeys, periodsBetween, startOfPeriod } from './grains.ts'
import { planSeries } from './plan.ts'

describe('periods', () => {
  it('begin on Mondays, on the first of a month, and of every third one', () => {
    expect(grainKeys.map((grain) => startOfPeriod('2026-03-01', grain))).toEqual([
      '2026-03-01',
      '2026-02-23',
      '2026-03-01',
      '2026-01-01',
    ])
  })

  it('are counted as they are added, over leap days and years', () => {
    for (const grain of grainKeys) {
      const start = startOfPeriod('2023-11-30', grain)
      for (const count of [-30, -1, 0, 1, 500])
        expect(periodsBetween(start, addPeriods(start, grain, count), grain)).toBe(count)
    }
    expect(periodsAhead('2023-12-01', 'month', 3)).toEqual(['2023-12-01', '2024-01-01', '2024-02-01'])
  })
})

describe('a series', () => {
  const sum = (key: string, startsOn: string, total: number) => ({
    ...{ keys: [key], names: [key.toUpperCase()], startsOn, total },
  })

  it('is 0 where nothing was sold, from its first period to the last that has ended', () => {
    const sums = [
      sum('b', '2026-01-01', 5),
      sum('b', '2026-03-01', 7),
      sum('a', '2026-04-01', 1),
      sum('', '2026-02-01', 2),
    ]
    expect(denseSeries(sums, 'month', '2026-05-01')).toEqual([
      { keyValues: ['b'], label: 'B', from: '2026-01-01', values: [5, 0, 7, 0] },
      { keyValues: ['a'], label: 'A', from: '2026-04-01', values: [1] },
      { keyValues: [''], label: '(none)', from: '2026-02-01', values: [2, 0, 0] },
    ])
    expect(hashSeries(denseSeries(sums, 'month', '2026-05-01'))).toMatch(/^[0-9a-f]{64}$/)
  })

  it('of everything has a name too', () => {
    const everything = { keys: [], names: [], startsOn: '2026-04-01', total: 3 }
    expect(denseSeries([everything], 'month', '2026-05-01')[0]!.label).toBe('Everything')
  })
})

describe('a request', () => {
  const at = new Date('2026-05-10T23:30:00Z')
  const asked = {
    dataset: 'sales',
    measure: 'amount',
    keys: ['category'],
    grain: 'month' as const,
    filters: {},
  }
  const plan = (changes: object) => planSeries({ ...asked, ...changes }, 'Europe/Berlin', at)

  it('is filled in: a name, a horizon, and the day that it is where the company is', () => {
    expect(plan({})).toMatchObject({ name: 'Sales by category', horizon: 12, asOf: '2026-05-11' })
    expect(plan({ keys: [] }).name).toBe('Sales')
  })

  it.each<[string, object]>([
    ['dataset: must be one of: sales, stock_movements', { dataset: 'staff' }],
    ['measure: must be one of: quantity', { measure: 'weight' }],
    ['keys.0: must be one of: item', { keys: ['colour'] }],
    ['keys.1: item is named twice', { keys: ['item', 'item'] }],
    ['horizon: must be from 1 to 24', { horizon: 25 }],
    ['as_of: must be from 1900-01-01 to 2026-05-11', { as_of: '2026-05-12' }],
    ['filters.date_to: must be left out', { filters: { date_to: '2026-01-01' } }],
    ['filters.colour: must be one of', { filters: { colour: 'red' } }],
  ])('is refused with %s', (message, changes) => {
    expect(() => plan(changes)).toThrow(message)
  })
})
