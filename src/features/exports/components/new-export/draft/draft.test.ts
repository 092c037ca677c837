import { describe, expect, it } from 'vitest'
import { takesLocale, withOption } from './draft.ts'

describe('the locale of a file', () => {
  it('is asked for where something hangs on it', () => {
    expect(takesLocale({})).toBe(false)
    expect(takesLocale({ preset: 'tsv', values: 'raw' })).toBe(false)
    expect(takesLocale({ preset: 'excel' })).toBe(true)
    expect(takesLocale({ values: 'formatted' })).toBe(true)
  })

  it('goes with the last choice that it was made for, so that no hidden field is refused', () => {
    const both = { preset: 'excel', values: 'formatted', locale: 'de-DE' }
    const one = withOption(both, 'preset', 'rfc')
    expect(one.locale).toBe('de-DE')
    expect(withOption(one, 'values', null).locale).toBe(null)
    expect(withOption({ values: 'formatted' }, 'locale', 'fr-FR').locale).toBe('fr-FR')
  })
})
