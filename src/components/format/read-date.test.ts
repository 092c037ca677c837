import { describe, expect, it } from 'vitest'
import { formatDay } from './instants.ts'
import { readDate } from './read-date.ts'

const locales = [
  'de',
  'de-AT',
  'fr',
  'fr-CA',
  'en-US',
  'en-GB',
  'es',
  'sv',
  'ja',
  'pl',
  'pt-BR',
  'nl',
  'it',
  'cs',
  'ko',
]
const thisYear = 2026

const read = (typed: string, locale: string) => readDate(typed, locale, thisYear)

describe.each(locales)('a date typed by a reader of %s', (locale) => {
  it.each([
    ['2016-12-31', '2016-12-31'],
    ['2016/12/31', '2016-12-31'],
    ['2016.12.31', '2016-12-31'],
    ['2016-3-1', '2016-03-01'],
    ['20161231', '2016-12-31'],
    ['31.12.2016', '2016-12-31'],
    ['31. 12. 2016', '2016-12-31'],
    ['01.03.2016', '2016-03-01'],
    ['1.3.16', '2016-03-01'],
    ['31/12/2016', '2016-12-31'],
    ['12/31/2016', '2016-12-31'],
    ['31-12-2016', '2016-12-31'],
    ['  31.12.2016 ', '2016-12-31'],
    ['31 Dec 2016', '2016-12-31'],
    ['Dec 31, 2016', '2016-12-31'],
    ['December 31st, 2016', '2016-12-31'],
    ['31 december 2016', '2016-12-31'],
    ['3rd of May 2016', '2016-05-03'],
    ['31-Dec-2016', '2016-12-31'],
    ['31dec2016', '2016-12-31'],
    ['2016 December 31', '2016-12-31'],
    ['2024-02-29', '2024-02-29'],
    ['２０１６-１２-３１', '2016-12-31'],
    ['٣١.١٢.٢٠١٦', '2016-12-31'],
  ])('%s is %s', (typed, day) => {
    expect(read(typed, locale)).toBe(day)
  })

  it.each([
    '2016-02-31',
    '31.02.2016',
    '2023-02-29',
    '32.01.2016',
    '00.01.2016',
    '2016-13-01',
    '2016-00-10',
    '13/13/2016',
    '31.12.',
    '31.12.201',
    '31.12.20161',
    '2016',
    '12/2016',
    'tomorrow',
    'Sales',
    '31 Decembr 2016 x',
    '0000-01-01',
    '1.2.3.4',
    '31/12-2016',
    '-1-1-2016',
    '',
    '   ',
  ])('“%s” is no day', (typed) => {
    expect(read(typed, locale)).toBe(undefined)
  })

  it('reads back every day of a year as the console and as the locale writes it', () => {
    for (let day = Date.UTC(2016, 0, 1); day <= Date.UTC(2016, 11, 31); day += 24 * 3600 * 1000) {
      const iso = new Date(day).toISOString().slice(0, 10)
      const utc = { locale, timeZone: 'UTC' }
      expect(read(formatDay(iso, utc), locale)).toBe(iso)
      for (const dateStyle of ['medium', 'long'] as const) {
        const written = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(day)
        expect(read(written, locale), written).toBe(iso)
      }
      const numeric = new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).format(day)
      expect(read(numeric, locale), numeric).toBe(iso)
    }
  })
})

describe('a date with more than one reading', () => {
  it.each([
    ['03/04/2016', 'en-US', '2016-03-04'],
    ['03/04/2016', 'en-GB', '2016-04-03'],
    ['03/04/2016', 'fr', '2016-04-03'],
    ['03/04/2016', 'sv', '2016-04-03'],
    ['03/04/2016', 'ja', '2016-03-04'],
    ['03-04-16', 'de', '2016-04-03'],
    ['03-04-16', 'en-US', '2016-03-04'],
    ['16-04-03', 'sv', '2016-04-03'],
    ['16/04/03', 'ja', '2016-04-03'],
    ['3.4.2016', 'en-US', '2016-04-03'],
  ])('%s is read in the order of %s', (typed, locale, day) => {
    expect(read(typed, locale)).toBe(day)
  })

  it.each([
    ['1.1.45', '2045-01-01'],
    ['1.1.46', '1946-01-01'],
    ['1.1.99', '1999-01-01'],
    ['1.1.00', '2000-01-01'],
  ])('%s is a year near this one', (typed, day) => {
    expect(read(typed, 'de')).toBe(day)
  })
})

describe('the name of a month', () => {
  it.each([
    ['15. März 2016', 'de', '2016-03-15'],
    ['15. Mrz 2016', 'de', undefined],
    ['15. Mär. 2016', 'de', '2016-03-15'],
    ['15. maerz 2016', 'de', undefined],
    ['15 mars 2016', 'fr', '2016-03-15'],
    ['1er août 2016', 'fr', '2016-08-01'],
    ['15 juil. 2016', 'fr', '2016-07-15'],
    ['15 jui 2016', 'fr', undefined],
    ['15 de marzo de 2016', 'es', '2016-03-15'],
    ['den 15 mars 2016', 'sv', '2016-03-15'],
    ['2016年3月15日', 'ja', '2016-03-15'],
    ['15 marca 2016', 'pl', '2016-03-15'],
    ['15 marzec 2016', 'pl', '2016-03-15'],
    ['15 März 2016', 'en-US', undefined],
    ['March 15, 16', 'en-US', '2016-03-15'],
    ['ma 15 2016', 'en-US', undefined],
  ])('%s for %s is %s', (typed, locale, day) => {
    expect(read(typed, locale)).toBe(day)
  })
})
