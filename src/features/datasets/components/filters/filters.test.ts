import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { datasets } from '../../catalog/index.ts'
import { filterFields } from './filter-fields.ts'
import { filterInWords, readAmount } from './filter-values.ts'

const fieldsOf = (key: string) => {
  const { filters } = datasets.find((dataset) => dataset.key === key)!
  const shape = Object.fromEntries(filters.map(({ key, input }) => [key, input.optional()]))
  return filterFields(z.toJSONSchema(z.strictObject(shape), { io: 'input' }))
}

describe('the controls of the filters', () => {
  it('are one for each filter, and one for both ends of a range', () => {
    const found = fieldsOf('inventory').map(({ kind, label, keys }) => [kind, label, ...keys])
    expect(found).toContainEqual(['text', 'Search', 'search'])
    expect(found).toContainEqual(['date', 'Last counted', 'date_from', 'date_to'])
    expect(found).toContainEqual(['amount', 'Stock value', 'amount_min', 'amount_max'])
    expect(found).toContainEqual(['flag', 'Needs reorder', 'needs_reorder'])
    expect(found).toContainEqual(['values', 'Warehouse', 'warehouse'])
    expect(found).toContainEqual(['ids', 'Rows', 'ids'])
    const status = fieldsOf('sales').find(({ keys }) => keys[0] === 'status')!
    expect(status).toMatchObject({
      kind: 'choices',
      choices: expect.arrayContaining([{ value: 'shipped', label: 'Shipped' }]),
    })
  })

  it('cover every filter of every dataset', () => {
    for (const { key, filters } of datasets) {
      expect(
        fieldsOf(key)
          .flatMap(({ keys }) => keys)
          .sort(),
      ).toEqual(filters.map(({ key }) => key).sort())
    }
  })
})

describe('what a filter is set to', () => {
  const said = (dataset: string, key: string, filters: Record<string, unknown>, locale = 'en-GB') =>
    filterInWords(fieldsOf(dataset).find(({ keys }) => keys[0] === key)!, filters, locale)

  it('is said in words, with days in the reader’s order', () => {
    expect(said('sales', 'date_from', { date_from: '2024-02-29' })).toBe('from 29 Feb 2024')
    expect(said('sales', 'date_from', { date_to: '2024-02-29' }, 'en-US')).toBe('up to Feb 29, 2024')
    expect(said('sales', 'amount_min', { amount_min: '1250.5', amount_max: 2000 })).toBe('1,250.5 – 2,000')
    expect(said('sales', 'status', { status: ['shipped', 'returned'] })).toBe('Shipped, Returned')
    expect(said('sales', 'region', { region: ['a', 'b', 'c'] })).toBe('a and 2 more')
    expect(said('inventory', 'needs_reorder', { needs_reorder: false })).toBe('Above the reorder point')
    expect(said('sales', 'ids', { ids: ['x', 'y'] })).toBe('2 chosen rows')
    expect(said('sales', 'region', {})).toBe(undefined)
  })
})

describe('an amount', () => {
  it.each([
    ['1250.50', 'en-GB', '1250.50'],
    ['1,250.50', 'en-US', '1250.50'],
    ['1.250,50', 'de-DE', '1250.50'],
    ['1250,5', 'de-DE', '1250.5'],
    ['1 250,50', 'fr-FR', '1250.50'],
    ["1'250.50", 'de-CH', '1250.50'],
    ['-0.25', 'en-GB', '-0.25'],
    ['−7', 'sv-SE', '-7'],
    ['12345678901234567890.12', 'en-GB', '12345678901234567890.12'],
  ])('%s read in %s is %s', (text, locale, expected) => {
    expect(readAmount(text, locale)).toBe(expected)
  })

  it.each(['', 'abc', '1.2.3', '1,2,3', '1e5', '12,50', '--1'])('%s cannot be read', (text) => {
    expect(readAmount(text, 'en-GB')).toBe(undefined)
  })
})
