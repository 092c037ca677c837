import { describe, expect, it } from 'vitest'
import type { DatasetFilter } from './definition.ts'
import {
  amountRange,
  choiceFilter,
  dateRange,
  flagFilter,
  idsFilter,
  searchFilter,
  timestampRange,
  valuesFilter,
} from './filters.ts'

const id = '01980000-0000-7000-8000-000000000001'

/** What is wrong with the value, or what becomes of it. */
function tried(filter: DatasetFilter, value: unknown) {
  const result = filter.input.safeParse(value)
  if (!result.success) return result.error.issues.map((issue) => issue.message)
  const values: (string | string[])[] = []
  const where = filter.where(result.data, (bound) => `$${values.push(bound)}`)
  return { where, values, words: filter.words(result.data) }
}

describe('status', () => {
  const status = choiceFilter('status', 'Status', 's.status', ['open', 'closed'])

  it('takes one value or several', () => {
    expect(tried(status, 'open')).toEqual({
      where: 's.status = any($1::text[])',
      values: [['open']],
      words: 'Status is open',
    })
    expect(tried(status, ['open', 'closed'])).toMatchObject({ words: 'Status is open or closed' })
  })

  it.each(['opened', 7, null, [], ['open', 'opened'], ['open', 'open', 'open']])('refuses %j', (value) => {
    expect(tried(status, value)).toEqual(['must be one or several of: open, closed'])
  })
})

describe('values that each tenant chooses', () => {
  const city = valuesFilter('city', 'City', 'c.city')

  it('are bound, never spliced', () => {
    const hostile = `x') or 1=1 --`
    expect(tried(city, ['Köln', hostile])).toMatchObject({
      where: 'c.city = any($1::text[])',
      values: [['Köln', hostile]],
    })
  })

  it.each(['', 'a\0b', [], ['x'.repeat(201)], Array(101).fill('x'), 5])('refuses %j', (value) => {
    expect(tried(city, value)).toEqual([expect.stringMatching(/^must be a text of 1 to 200 characters/)])
  })
})

describe('search', () => {
  const search = searchFilter(['a', 'b'], 'Name or city')

  it('wants every word and takes wildcards for what they are', () => {
    expect(tried(search, ' 50%  a_b\\c ')).toEqual({
      where: 'concat_ws(chr(10), a, b) ilike $1::text and concat_ws(chr(10), a, b) ilike $2::text',
      values: ['%50\\%%', '%a\\_b\\\\c%'],
      words: 'Name or city contains “50%  a_b\\c”',
    })
  })

  it.each(['', '   ', 'a\0', 'x'.repeat(201), ['a']])('refuses %j', (value) => {
    expect(tried(search, value)).toEqual(['must be a text of 1 to 200 characters, without NUL'])
  })
})

describe('days', () => {
  const [from, to] = dateRange('Order date', 's.order_date') as [DatasetFilter, DatasetFilter]
  const [since, until] = timestampRange('Counted', 'i.counted_at') as [DatasetFilter, DatasetFilter]

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
      expect(tried(from, value)).toEqual([
        'must be an existing day written as YYYY-MM-DD, such as 2024-02-29',
      ])
    },
  )
})

describe('amounts', () => {
  const [min, max] = amountRange('Amount', 's.amount') as [DatasetFilter, DatasetFilter]

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
      expect(tried(min, value)).toEqual(['must be a decimal number such as 1250.5 or "-0.25"'])
    },
  )
})

describe('ids', () => {
  const ids = idsFilter('s.id')

  it('are UUIDs, at most 1000', () => {
    expect(tried(ids, [id])).toEqual({ where: 's.id = any($1::uuid[])', values: [[id]], words: `Row ${id}` })
    expect(tried(ids, Array(1000).fill(id))).toMatchObject({ words: '1000 chosen rows' })
    expect(tried(ids, Array(1001).fill(id))).toEqual(['must be an array of 1 to 1000 UUIDs'])
    expect(tried(ids, ['x'])).toEqual(['must be a UUID'])
    expect(tried(ids, [])).toEqual(['must be an array of 1 to 1000 UUIDs'])
  })
})

describe('flags', () => {
  const low = flagFilter('low', 'Low', 'a <= b', { yes: 'Low stock', no: 'Enough stock' })

  it('say in words what the rows are', () => {
    expect(tried(low, false)).toEqual({
      where: '(a <= b) = $1::boolean',
      values: ['false'],
      words: 'Enough stock',
    })
    expect(tried(low, 'true')).toEqual(['must be true or false'])
  })
})
