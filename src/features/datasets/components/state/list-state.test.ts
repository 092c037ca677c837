import { describe, expect, it } from 'vitest'
import {
  hrefWith,
  type ListState,
  listHref,
  readState,
  toParameters,
  withFilters,
  withSort,
} from './list-state.ts'

const plain: ListState = { filters: {}, sort: [], columns: [], limit: 25, cursor: undefined }

describe('the address of a list', () => {
  it('says nothing of what is as usual', () => {
    expect(listHref('sales', plain)).toBe('/data/sales')
    expect(readState({})).toEqual(plain)
  })

  it('comes back as it was said', () => {
    const state: ListState = {
      filters: { search: 'a&b=c', region: ['West', 'Ost "1"'], needs_reorder: false },
      sort: [
        { column: 'amount', direction: 'desc' },
        { column: 'city', direction: 'asc' },
      ],
      columns: ['amount', 'city'],
      limit: 100,
      cursor: 'eyJ4Ijox',
    }
    expect(readState(toParameters(state))).toEqual(state)
    const { searchParams } = new URL(listHref('sales', state), 'http://localhost')
    expect(readState(Object.fromEntries(searchParams))).toEqual(state)
    expect(hrefWith('/data', {})).toBe('/data')
  })

  it('leaves a filter out when its value is taken away, and begins at the first page', () => {
    const state = { ...plain, filters: { region: ['West'], status: 'shipped' }, cursor: 'x' }
    expect(withFilters(state, { region: [], status: null })).toEqual(plain)
    expect(withFilters(state, { flag: false }).filters).toMatchObject({ flag: false })
  })
})

describe('a click on a heading', () => {
  const byDate = [{ column: 'order_date', direction: 'desc' as const }]

  it('sorts by it, then the other way, then as usual', () => {
    const first = withSort(plain, 'city', byDate, 'asc')
    expect(first.sort).toEqual([{ column: 'city', direction: 'asc' }])
    const second = withSort(first, 'city', first.sort, 'asc')
    expect(second.sort).toEqual([{ column: 'city', direction: 'desc' }])
    expect(withSort(second, 'city', second.sort, 'asc').sort).toEqual([])
  })

  it('turns the usual order around where it is the usual one', () => {
    expect(withSort(plain, 'order_date', byDate, 'desc').sort).toEqual([
      { column: 'order_date', direction: 'asc' },
    ])
  })
})
