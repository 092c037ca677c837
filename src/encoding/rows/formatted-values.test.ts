import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  inOrder,
  nastyTable,
  randomTables,
  sampleColumns,
} from '../../../tests/samples/sample-table.ts'
import type { ColumnType, FileColumn } from './column.ts'
import { decodeField } from './copy-text.ts'
import { formattedValues } from './formatted-values.ts'
import { rowBatches } from './row-batch.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

/** Locales that write numbers or dates in a way of their own. */
const locales = [
  ...['en-US', 'en-GB', 'en-IN', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'es-ES', 'pl-PL', 'pt-PT', 'it-CH'],
  ...['sv-SE', 'sl-SI', 'hi-IN', 'bn', 'dz', 'ar-EG', 'ar-EG-u-nu-latn', 'ar-DZ', 'fa-IR', 'he-IL', 'th-TH'],
  ...[
    'ja-JP-u-ca-japanese',
    'ks-IN',
    'ee',
    'yo',
    'my',
    'ff-Adlm',
    'zh-Hant-TW-u-nu-hanidec',
    'en-US-u-hc-h23',
  ],
]
const anyLocale = fc.constantFrom(...locales)
const latin = { numberingSystem: 'latn', calendar: 'gregory', timeZone: 'UTC' } as const
/** Of every length, with and without broken digits. */
const numbers = fc.array(fc.stringMatching(/^-?(0|[1-9]\d{0,37})(\.\d{1,12})?$/), {
  minLength: 1,
  maxLength: 20,
})
const narrow = '\u202f'
const isolated = '\u200e'

describe('formatted values', () => {
  test.each([
    ['en-US', 'integer', '-1234567', '-1,234,567'],
    ['en-US', 'money', '-1234.50', '-1,234.50'],
    ['en-US', 'decimal', '0.00', '0.00'],
    ['en-US', 'decimal', '-0.05', '-0.05'],
    ['en-US', 'decimal', '12345678901234567890.1234567890', '12,345,678,901,234,567,890.1234567890'],
    ['de-DE', 'money', '-1234567.50', '-1.234.567,50'],
    ['de-DE', 'integer', '999', '999'],
    ['fr-FR', 'money', '1234567.50', `1${narrow}234${narrow}567,50`],
    ['hi-IN', 'money', '12345678901.50', '12,34,56,78,901.50'],
    ['hi-IN', 'integer', '123456', '1,23,456'],
    ['de-CH', 'money', '-1234567.50', "-1'234'567.50"],
    ['es-ES', 'integer', '1234', '1234'],
    ['es-ES', 'integer', '12345', '12.345'],
    ['pl-PL', 'decimal', '-1234.5', '-1234,5'],
    ['pt-PT', 'decimal', '12345.5', '12\u00a0345,5'],
    ['ee', 'integer', '12345', '12345'],
    ['ee', 'integer', '123456', '123,456'],
    ['sv-SE', 'integer', '-1234', '\u22121\u00a0234'],
    ['ar-EG', 'money', '-1234.50', `${isolated}-1,234.50`],
    ['ar-EG-u-nu-arab', 'integer', '1234', '1,234'],
    ['en-US-u-va-posix', 'decimal', '-1234567.50', '-1234567.50'],
    ['de-DE', 'decimal', '1.5e-07', '1.5e-07'],
    ['de-DE', 'decimal', '1e+20', '1e+20'],
    ['de-DE', 'decimal', 'NaN', 'NaN'],
    ['de-DE', 'decimal', '-Infinity', '-Infinity'],
    ['en-US', 'date', '2024-02-29', 'Feb 29, 2024'],
    ['en-GB', 'date', '2024-02-29', '29 Feb 2024'],
    ['de-DE', 'date', '2024-02-29', '29.02.2024'],
    ['fr-FR', 'date', '2024-02-29', '29 févr. 2024'],
    ['hi-IN', 'date', '2024-02-29', '29 फ़र॰ 2024'],
    ['th-TH', 'date', '2024-02-29', '29 ก.พ. 2024'],
    ['de-DE', 'date', '1582-10-10', '10.10.1582'],
    ['de-DE', 'date', '0044-03-15', '15.03.44'],
    ['de-DE', 'date', '9999-12-31', '31.12.9999'],
    ['de-DE', 'date', '10000-01-01', '10000-01-01'],
    ['de-DE', 'date', '0044-03-15 BC', '0044-03-15 BC'],
    ['de-DE', 'date', '-infinity', '-infinity'],
    ['en-US', 'timestamp', '2024-01-02 15:04:05+00', 'Jan 2, 2024, 3:04:05 PM +00:00'],
    ['en-US', 'timestamp', '2024-01-02 15:04:05.123+01', 'Jan 2, 2024, 3:04:05.123 PM +01:00'],
    ['en-GB', 'timestamp', '2024-01-02 00:00:00', '2 Jan 2024, 00:00:00'],
    ['de-DE', 'timestamp', '2024-01-02 03:04:05.000001+05:45', '02.01.2024, 03:04:05,000001 +05:45'],
    ['de-DE', 'timestamp', '1890-01-02 03:04:05-00:53:28', '02.01.1890, 03:04:05 -00:53:28'],
    ['de-DE', 'timestamp', '0001-01-01 00:00:00-12', '01.01.1, 00:00:00 -12:00'],
    ['eu', 'timestamp', '2024-01-02 03:04:05.5', '2024(e)ko urt. 2(a) (03:04:05,5)'],
    ['vi', 'timestamp', '2024-01-02 03:04:05.5', '03:04:05,5 2 thg 1, 2024'],
    ['lt-LT', 'timestamp', '2024-01-02 03:04:05+02', '2024-01-02 03:04:05 +02:00'],
    ['de-DE', 'timestamp', '12024-01-02 03:04:05+14', '12024-01-02T03:04:05+14:00'],
    ['de-DE', 'timestamp', '0044-03-15 12:00:00.5-08 BC', '0044-03-15T12:00:00.5-08:00 BC'],
    ['de-DE', 'timestamp', 'infinity', 'infinity'],
    ['de-DE', 'boolean', 't', 'Ja'],
    ['de-AT', 'boolean', 'f', 'Nein'],
    ['fr-FR', 'boolean', 't', 'Oui'],
    ['es-ES', 'boolean', 't', 'Sí'],
    ['it-IT', 'boolean', 't', 'Sì'],
    ['nl-NL', 'boolean', 'f', 'Nee'],
    ['pt-BR', 'boolean', 'f', 'Não'],
    ['ja-JP', 'boolean', 'f', 'No'],
    ['de-DE', 'text', '-1234.50', '-1234.50'],
    ['de-DE', 'json', '[1234.5, true]', '[1234.5, true]'],
  ] as const)('in %s the %s %s is %s', async (locale, type, copy, expected) => {
    expect(await shown(locale, type, [copy])).toEqual([expected])
  })

  test.each([
    ['2024-01-02 15:04:05.5+01', '02.01.2024, 15:04:05,5'],
    ['12024-01-02 03:04:05+14', '12024-01-02 03:04:05'],
    ['0044-03-15 12:00:00-08 BC', '0044-03-15 12:00:00 BC'],
    ['-infinity', '-infinity'],
  ])('without offsets %s is %s', async (copy, expected) => {
    expect(await shown('de-DE', 'timestamp', [copy], false)).toEqual([expected])
  })

  test('a missing value stays one in every column, and a mask’s text a text', async () => {
    for (const { type } of nastyTable().columns) expect(await shown('de-DE', type, [null])).toEqual([null])
    const masked = sampleColumns(['integer']).map((column) => ({ ...column, masked: true }))
    expect(await fields('de-DE', masked, [[{ copy: '1234' }]])).toEqual([['1234']])
  })

  test.each([
    ['integer', '=1'],
    ['integer', '1.'],
    ['decimal', '-1-1'],
    ['decimal', '.5'],
    ['date', '2024-13-41'],
    ['date', '0000-01-01'],
    ['timestamp', '2024-01-02'],
    ['timestamp', '2024-01-02 25:00:00'],
    ['boolean', 'true'],
    ['integer', 'é\\\n'],
  ] as const)('what is no %s, such as %s, stays as it is', async (type, copy) => {
    expect(await shown('de-DE', type, [copy])).toEqual([copy])
  })

  test('a number without its separators is the number that it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyLocale, numbers, async (locale, copies) => {
        const texts = (await shown(locale, 'decimal', copies)) as string[]
        const decimal = new Intl.NumberFormat(locale, latin).format(0.5)[1] as string
        const back = texts.map((text, index) => {
          const parts = text.split(decimal)
          const broken = copies[index]!.includes('.') ? `.${parts.pop()}` : ''
          return `${/[-\u2212]/.test(text) ? '-' : ''}${parts.join('').replace(/\D/g, '')}${broken}`
        })
        expect(back).toEqual(copies)
      }),
      { numRuns: 150 },
    )
  })

  test('a number is what Intl makes of all its digits', async () => {
    const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
    await fc.assert(
      fc.asyncProperty(anyLocale, numbers, async (locale, copies) => {
        const format = new Intl.NumberFormat(locale, { ...latin, ...places })
        const money = copies.map((copy) => `${copy.split('.')[0]}.05`)
        const expected = money.map((copy) => format.format(copy as Intl.StringNumericLiteral))
        expect(await shown(locale, 'money', money)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  test('a day or a second is what Intl makes of it in UTC', async () => {
    const instant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    await fc.assert(
      fc.asyncProperty(anyLocale, instant, async (locale, date) => {
        const day = new Intl.DateTimeFormat(locale, { ...latin, dateStyle: 'medium' })
        const time = new Intl.DateTimeFormat(locale, { ...latin, dateStyle: 'medium', timeStyle: 'medium' })
        const copy = date.toISOString().slice(0, 19)
        expect(await shown(locale, 'date', [copy.slice(0, 10)])).toEqual([day.format(date)])
        expect(await shown(locale, 'timestamp', [copy.replace('T', ' ')])).toEqual([time.format(date)])
      }),
      { numRuns: 200 },
    )
  })

  test('any table in any locale has the same texts as its cells one by one, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyLocale, randomTables(), fc.nat(), async (locale, { columns, rows }, place) => {
        const spool = copyText(rows)
        const cut = place % (spool.length + 1)
        const pieces = [spool.subarray(0, cut), spool.subarray(cut)]
        const single = rows.map((row) =>
          Promise.all(
            row.map(async ({ copy }, index) => {
              const column = columns[index] as FileColumn
              return (await fields(locale, [column], [[{ copy }]]))[0]?.[0]
            }),
          ),
        )
        const texts = await fields(locale, columns, rows, pieces)
        expect(texts).toEqual(await Promise.all(single))
      }),
      { numRuns: 60 },
    )
  })

  test('fields behind the columns and texts of any length come through as they were', async () => {
    const columns = sampleColumns(['integer', 'text'])
    const long = 'x"\n\\\té'.repeat(80_000)
    const rows = Array.from({ length: 3000 }, (_, row) => [
      { copy: `${row * 1000}` },
      { copy: row % 1499 ? 'é' : long },
      { copy: '-1234.50' },
      { copy: row % 2 ? null : '\\' },
    ])
    const texts = await fields('de-DE', columns, rows)
    const group = (row: number) => new Intl.NumberFormat('de-DE').format(row * 1000)
    const expected = rows.map(([, ...rest], row) => [group(row), ...rest.map(({ copy }) => copy)])
    expect(JSON.stringify(texts) === JSON.stringify(expected)).toBe(true)
  })

  test('a batch finds room whatever its length, and however short its fields are', async () => {
    const columns = sampleColumns(['text', 'boolean'])
    for (let length = 131_050; length < 131_080; length++) {
      const texts = await fields('de-DE', columns, [[{ copy: 'x'.repeat(length) }, { copy: 't' }]])
      expect(texts.map(([text, flag]) => [text?.length, flag])).toEqual([[length, 'Ja']])
    }
    const flags = Array.from({ length: 20_000 }, (_, row) => [{ copy: '' }, { copy: row % 3 ? 't' : 'f' }])
    const texts = await fields('de-DE', columns, flags)
    expect(texts.filter(([, flag], row) => flag !== (row % 3 ? 'Ja' : 'Nein'))).toEqual([])
    expect(texts).toHaveLength(20_000)
  })
})

async function shown(locale: string, type: ColumnType, copies: (string | null)[], hasOffsets = true) {
  const rows = copies.map((copy) => [{ copy }])
  const texts = await fields(locale, sampleColumns([type]), rows, [copyText(rows)], hasOffsets)
  return texts.map(([text]) => text)
}

/** Every field of the formatted rows, key fields too, without COPY's escapes. */
async function fields(
  locale: string,
  columns: FileColumn[],
  rows: { copy: string | null }[][],
  chunks = [copyText(rows)],
  hasOffsets = true,
): Promise<(string | null)[][]> {
  const width = rows[0]?.length ?? columns.length
  const texts: (string | null)[][] = []
  const batches = rowBatches(inOrder(chunks), width)
  for await (const batch of formattedValues(batches, columns, { locale, hasOffsets })) {
    let from = 0
    for (let row = 0; row < batch.rows; row++) {
      const ends = [...batch.ends.subarray(row * width, (row + 1) * width)]
      const separators = ends.map((end) => batch.bytes.toString('latin1', end, end + 1)).join('')
      if (separators !== `${'\t'.repeat(width - 1)}\n`) throw new Error(`row ${row} is not separated`)
      texts.push(
        ends.map((end) => {
          const field = batch.bytes.subarray(from, end)
          from = end + 1
          if (field.equals(Buffer.from('\\N'))) return null
          const text = Buffer.alloc(field.length)
          return text.toString('utf8', 0, decodeField(field, 0, field.length, text))
        }),
      )
    }
    expect(from).toBe(batch.bytes.length)
  }
  return texts
}
