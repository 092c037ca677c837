import { describe, expect, it } from 'vitest'
import type { ExportTypes } from '../../../queries/list-types.ts'
import { addressOf } from './address.ts'
import { newDraft, toRequest, withDataset, withFormat, withOption } from './draft.ts'
import { draftOf } from './from-request.ts'
import { localeFor } from './locales.ts'
import { standingErrors } from './refusal.ts'
import { requestIn } from './request-in.ts'

const column = (key: string, type = 'text') => ({
  ...{ key, label: key.toUpperCase(), type },
  ...{ masked: false, is_id: key === 'id' },
})
const types: ExportTypes = {
  datasets: ['sales', 'customers'].map((key) => ({
    key,
    label: key,
    description: '',
    columns: [column('id'), column(`${key}_name`), column('amount', 'decimal')],
    filters: { properties: { search: {}, status: {} } },
    suggested: [],
    default_sort: [{ column: 'id', direction: 'asc' as const }],
  })),
  formats: ['csv', 'pdf'].map((key) => ({
    ...{ key, synonyms: [], label: key, purpose: '', extension: key, media_type: 'x/y', limits: {} },
    options: {
      properties: {
        values: { preselected: key === 'pdf' ? 'formatted' : 'raw' },
        preset: {},
        locale: { needs: { preset: ['excel'], values: ['formatted'] } },
      },
    },
  })),
  time_zone: 'Europe/Berlin',
}
const [sales, customers] = types.datasets
const today = '27 Nov 2026'
const [csvType, pdfType] = types.formats as [ExportTypes['formats'][number], ExportTypes['formats'][number]]
const csv = csvType.options
const fresh = () => newDraft(types, sales!, today)

describe('a draft', () => {
  it('gives back what was chosen for a dataset when its dataset is chosen again', () => {
    const chosen = { ...fresh(), filters: { search: 'west' }, columns: fresh().columns.toReversed() }
    const back = withDataset(withDataset(chosen, customers!, today), sales!, today)
    expect(back.filters).toEqual({ search: 'west' })
    expect(back.columns).toEqual(chosen.columns)
  })

  it('gives back the options of a format when its format is chosen again', () => {
    const chosen = { ...fresh(), options: { preset: 'excel', locale: 'de-DE' } }
    expect(withFormat(chosen, pdfType).options).toEqual({})
    expect(withFormat(chosen, pdfType, 'de-DE').options).toEqual({ locale: 'de-DE' })
    expect(withFormat(withFormat(chosen, pdfType), csvType).options).toEqual(chosen.options)
  })

  it('stands in the address, and comes back from it', () => {
    const chosen = {
      ...fresh(),
      name: 'Größe & “more”, 100 %',
      nameIsTyped: true,
      filters: { search: 'a&b=c', status: ['open', 'paid'] },
      columns: fresh().columns.map((one, index) => ({
        ...one,
        isIncluded: index > 0,
        name: `${one.label}!`,
      })),
      sort: [{ column: 'amount', direction: 'desc' as const }],
      format: 'pdf',
      options: { values: 'formatted', locale: 'fr-FR' },
      recipients: ['ana@example.com'],
      destinations: ['01980000-0000-7000-8000-000000000001'],
    }
    const search = Object.fromEntries(new URLSearchParams(addressOf(chosen, types, today)))
    expect(toRequest(draftOf(types, requestIn(search), today))).toEqual(toRequest(chosen))
  })

  it('has a short address while nothing was changed', () => {
    expect(addressOf(fresh(), types, today)).toBe('?type=sales')
  })

  it('leaves out what an address holds that cannot be read or is gone', () => {
    const search = {
      type: 'sales',
      filters: '{"search":"a","gone":1}',
      columns: '["id","gone"]',
      sort: 'no json',
    }
    const draft = draftOf(types, requestIn(search), today)
    expect(draft.filters).toEqual({ search: 'a' })
    expect(toRequest(draft).columns).toEqual(['id'])
    expect(draft.sort).toEqual(sales!.default_sort)
    expect(draftOf(types, requestIn({ type: 'gone' }), today).dataset).toBe('sales')
  })
})

describe('an error of the server', () => {
  const refused = { ...fresh(), name: '', filters: { search: '', status: 'x' } }
  const errors = ['export_name', 'filters.status', 'recipients.0'].map((path) => ({ path, message: 'wrong' }))

  it('goes when its field changes, and no other one', () => {
    const fixed = { ...refused, filters: { ...refused.filters, status: 'open' } }
    expect(standingErrors({ draft: refused, errors }, refused).length).toBe(3)
    expect(standingErrors({ draft: refused, errors }, fixed).map(({ path }) => path)).toEqual([
      'export_name',
      'recipients.0',
    ])
  })
})

describe('the locale of a file', () => {
  it('goes with the last choice that it was made for, so that no hidden field is refused', () => {
    const both = { preset: 'excel', values: 'formatted', locale: 'de-DE' }
    const one = withOption(csv, both, 'preset', 'rfc')
    expect(one.locale).toBe('de-DE')
    expect(withOption(csv, one, 'values', null).locale).toBe(null)
    expect(withOption(csv, { values: 'formatted' }, 'locale', 'fr-FR').locale).toBe('fr-FR')
  })

  it('is the reader’s until they choose another', () => {
    expect(withOption(csv, {}, 'preset', 'excel', localeFor('de')).locale).toBe('de-DE')
    expect(withOption(csv, { preset: 'excel', locale: null }, 'values', 'formatted', 'de-DE').locale).toBe(
      null,
    )
    expect(localeFor('fr-CA')).toBe('fr-FR')
    expect(localeFor('zz')).toBe(undefined)
  })
})
