import { describe, expect, it } from 'vitest'
import type { Principal } from '#src/lib/context.ts'
import type { FieldError } from '#src/lib/errors.ts'
import { permissionsOf } from '#src/lib/permissions.ts'
import { findDataset } from '../catalog/index.ts'
import { planRows } from './plan.ts'

const principal = {
  role: 'admin',
  permissions: permissionsOf('admin'),
  timeZone: 'America/New_York',
} as Principal

/** Midnight of 1 March in New York is a few hours away. */
const at = new Date('2024-03-01T02:00:00Z')

function planned(filters: Record<string, unknown>, timeZone?: string) {
  const problems: FieldError[] = []
  const plan = planRows(principal, findDataset('sales')!, { filters, sort: [], at, timeZone }, problems)
  return { problems, filters: plan.filters, words: plan.filtersInWords }
}

describe('a period', () => {
  it('becomes the days it stands for at the given instant, in the zone of the plan', () => {
    expect(planned({ period: 'this_month', status: 'shipped' })).toEqual({
      problems: [],
      filters: { status: 'shipped', date_from: '2024-02-01', date_to: '2024-02-29' },
      words: ['Status is shipped', 'Order date from 2024-02-01', 'Order date up to 2024-02-29'],
    })
    expect(planned({ period: 'this_month' }, 'Asia/Tokyo').filters).toEqual({
      date_from: '2024-03-01',
      date_to: '2024-03-31',
    })
  })

  it('counts from now when no instant is given', () => {
    const { filters } = planRows(
      principal,
      findDataset('sales')!,
      { filters: { period: 'today' }, sort: [], timeZone: 'UTC' },
      [],
    )
    const age = Date.now() - Date.parse(String(filters.date_from))
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(2 * 86_400_000)
  })

  it('is refused beside the days that it would set', () => {
    const message = (filters: object) => planned({ period: 'today', ...filters }).problems
    expect(message({ date_from: '2024-01-01' })).toEqual([
      { path: 'filters.period', code: 'conflict', message: 'Use either period or date_from, not both' },
    ])
    expect(message({ date_from: '2024-01-01', date_to: '2024-01-02' })).toMatchObject([
      { message: 'Use either period or date_from and date_to, not both' },
    ])
  })
})

describe('filters', () => {
  it('that contradict each other are refused with what would fit', () => {
    expect(planned({ date_from: '2024-02-02', date_to: '2024-02-01' }).problems).toEqual([
      {
        path: 'filters.date_to',
        code: 'too_small',
        message: 'Enter a day on or after date_from, which is 2024-02-02',
      },
    ])
  })

  it('are never cut: a search of too many words is refused', () => {
    expect(planned({ search: Array(21).fill('a').join(' ') }).problems).toMatchObject([
      { path: 'filters.search', message: 'Enter at most 20 words' },
    ])
  })

  it('that were given as undefined are none', () => {
    expect(planned({ status: undefined }).filters).toEqual({})
  })
})
