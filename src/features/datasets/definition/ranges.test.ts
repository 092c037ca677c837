import { describe, expect, it } from 'vitest'
import type { ConditionFilter, DatasetFilter, RelativeFilter } from './definition.ts'
import { amountRange, dateRange, timestampRange } from './ranges.ts'

/** What is wrong with the value, or what becomes of it. */
function tried(filter: ConditionFilter, value: unknown) {
  const result = filter.input.safeParse(value)
  if (!result.success) return result.error.issues.map((issue) => issue.message)
  const values: (string | string[])[] = []
  const where = filter.where(result.data, (bound) => `$${values.push(bound)}`)
  return { where, values, words: filter.words(result.data) }
}

const conditions = (filters: DatasetFilter[]) => filters.filter((filter) => 'where' in filter)

describe('days', () => {
  const [from, to] = conditions(dateRange('Order date', 's.order_date')) as [ConditionFilter, ConditionFilter]
  const [since, until] = conditions(timestampRange('Counted', 'i.counted_at')) as [
    ConditionFilter,
    ConditionFilter,
  ]

  it('are both included', () => {
    expect(tried(from, '2024-01-01')).toMatchObject({
      where: 's.order_date >= $1::date',
      words: 'Order date from 2024-01-01',
    })
    expect(tried(to, '2024-02-29')).toMatchObject({
      where: 's.order_date <= $1::date',
      words: 'Order date up to 2024-02-29',
    })
  })

  it('of a timestamp are whole days of the time zone, and say so', () => {
    expect(tried(since, '2024-01-01')).toMatchObject({ where: 'i.counted_at >= $1::date::timestamptz' })
    expect(tried(until, '2024-01-31')).toEqual({
      where: 'i.counted_at < ($1::date + 1)::timestamptz',
      values: ['2024-01-31'],
      words: 'Counted up to 2024-01-31 (days of the export’s time zone)',
    })
  })

  it.each(['2023-02-29', '0000-01-01', '2024-1-1', '20240101', '2024-01-01T00:00:00Z', 'today', 5, null])(
    'refuse %j',
    (value) => {
      expect(tried(from, value)).toEqual(['Enter a date as YYYY-MM-DD, such as 2024-02-29'])
    },
  )
})

describe('amounts', () => {
  const [min, max] = amountRange('Amount', 's.amount') as [ConditionFilter, ConditionFilter]

  it('are compared exactly, whether number or text', () => {
    expect(tried(min, '12345678901234567890.0001')).toEqual({
      where: 's.amount >= $1::numeric',
      values: ['12345678901234567890.0001'],
      words: 'Amount at least 12345678901234567890.0001',
    })
    expect(tried(max, -1.5)).toMatchObject({ where: 's.amount <= $1::numeric', values: ['-1.5'] })
  })

  it.each(['', '1,5', '1e5', 'NaN', '+1', ' 1', Number.NaN, Number.POSITIVE_INFINITY, true, [1]])(
    'refuse %j',
    (value) => {
      expect(tried(min, value)).toEqual(['Enter a number, such as 1250.50'])
    },
  )
})

describe('a period', () => {
  const period = dateRange('Order date', 's.order_date')[0] as RelativeFilter

  it('stands for its first and its last day, where and when it is asked', () => {
    const at = new Date('2024-03-01T03:00:00Z')
    expect(period.resolve('yesterday', at, 'Europe/Berlin')).toEqual({
      date_from: '2024-02-29',
      date_to: '2024-02-29',
    })
    expect(period.resolve('previous_month', at, 'America/New_York')).toEqual({
      date_from: '2024-01-01',
      date_to: '2024-01-31',
    })
  })

  it.each(['', 'next_week', 7, ['today']])('refuses %j and names those there are', (value) => {
    const { error } = period.input.safeParse(value)
    expect(error!.issues[0]!.message).toMatch(/^Choose one of: today, yesterday, .+, previous_year$/)
  })
})
