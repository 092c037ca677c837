import { describe, expect, it } from 'vitest'
import type { ConditionFilter, DatasetFilter } from './definition.ts'
import {
  choiceFilter,
  elementsFilter,
  flagFilter,
  idsFilter,
  relatedFilter,
  valuesFilter,
} from './filters.ts'
import { searchFilter } from './search.ts'

const id = '01980000-0000-7000-8000-000000000001'

/** What is wrong with the value, or what becomes of it. */
function tried(given: DatasetFilter, value: unknown) {
  const filter = given as ConditionFilter
  const result = filter.input.safeParse(value)
  if (!result.success) return result.error.issues.map((issue) => issue.message)
  return outcome(filter, result.data)
}

function outcome(filter: ConditionFilter, value: unknown) {
  const values: (string | string[])[] = []
  const where = filter.where(value, (bound) => `$${values.push(bound)}`)
  return { where, values, words: filter.words(value) }
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
    expect(tried(status, value)).toEqual(['Choose one or more of: open, closed'])
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
    expect(tried(city, value)).toEqual([
      'Enter a text of 1 to 200 characters without NUL, or 1 to 100 of them',
    ])
  })
})

describe('search', () => {
  const search = searchFilter([{ columns: ['a', 'b'] }], 'Name or city')

  it('wants every word and takes wildcards for what they are', () => {
    const { where, values, words } = tried(search, ' 50%  a_b\\c ') as ReturnType<typeof outcome>
    expect(where.match(/ like casefold\(\(\$\d::text\) /g)).toHaveLength(2)
    expect(values).toEqual(['%50\\%%', '%a\\_b\\\\c%'])
    expect(words).toBe('Name or city contains “50%  a_b\\c”')
  })

  it('looks for letters composed, however they were typed', () => {
    expect(tried(search, 'Zoe\u0308')).toMatchObject({ values: ['%Zo\u00eb%'] })
  })

  it('takes twenty words and refuses more, instead of leaving some out', () => {
    const words = Array.from({ length: 20 }, (_, index) => `w${index}`)
    expect(tried(search, words.join('  '))).toMatchObject({ values: words.map((word) => `%${word}%`) })
    expect(tried(search, [...words, 'x'].join(' '))).toEqual(['Enter at most 20 words'])
  })

  it.each(['', '   ', 'a\0', 'x'.repeat(201), ['a']])('refuses %j', (value) => {
    expect(tried(search, value)).toEqual(['Enter 1 to 200 characters without NUL'])
  })
})

describe('ids', () => {
  const ids = idsFilter('s.id')

  it('are UUIDs, at most 1000', () => {
    expect(tried(ids, [id])).toEqual({ where: 's.id = any($1::uuid[])', values: [[id]], words: `Row ${id}` })
    expect(tried(ids, Array(1000).fill(id))).toMatchObject({ words: '1000 chosen rows' })
    expect(tried(ids, Array(1001).fill(id))).toEqual(['Enter 1 to 1000 IDs'])
    expect(tried(ids, ['x'])).toEqual(['Enter an ID, such as 01980000-0000-7000-8000-000000000001'])
    expect(tried(ids, [])).toEqual(['Enter 1 to 1000 IDs'])
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
    expect(tried(low, 'true')).toEqual(['Enter true or false'])
  })
})

describe('values of an array, and of other tables', () => {
  it('are bound as one list', () => {
    expect(tried(elementsFilter('tag', 'Tag', 's.tags'), 'a,b')).toEqual({
      where: 's.tags && $1::text[]',
      values: [['a,b']],
      words: 'Tag is a,b',
    })
    const related = relatedFilter(
      'supplier',
      'Supplier',
      (values) => `exists (select where x = any(${values}))`,
    )
    expect(tried(related, ['a', 'b'])).toEqual({
      where: 'exists (select where x = any($1::text[]))',
      values: [['a', 'b']],
      words: 'Supplier is a or b',
    })
  })
})

describe('what a form shows', () => {
  it('is in the metadata of the input: title, placeholder and labels of the choices', () => {
    expect(choiceFilter('status', 'Status', 's', ['out_of_stock', 'Same Day']).input.meta()).toMatchObject({
      title: 'Status',
      option_labels: { out_of_stock: 'Out of stock', 'Same Day': 'Same Day' },
    })
    expect(flagFilter('low', 'Low', 'a', { yes: 'Low stock', no: 'Enough' }).input.meta()).toMatchObject({
      option_labels: { true: 'Low stock', false: 'Enough' },
    })
    expect(searchFilter([{ columns: ['a'] }], 'Name or city').input.meta()).toMatchObject({
      placeholder: 'Name or city',
    })
  })
})
