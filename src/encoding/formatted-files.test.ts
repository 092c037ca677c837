import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  missing,
  nastyTable,
  number,
  randomTables,
  type SampleValue,
  sampleColumns,
  text,
  writeAll,
} from '../../tests/samples/sample-table.ts'
import { csv } from './csv/csv.ts'
import { type CsvDialect, csvDialect } from './csv/csv-dialect.ts'
import { findFormat, formats } from './formats.ts'
import { pdf } from './pdf/pdf.ts'
import type { ColumnType } from './rows/column.ts'
import type { Format } from './rows/format.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const people = { values: 'formatted' }
const locales = ['en-US', 'de-DE', 'fr-FR', 'hi-IN', 'de-CH', 'sv-SE', 'ar-EG', 'es-ES', 'ks-IN']
const given = fc.record(
  {
    preset: fc.constantFrom('rfc', 'excel', 'tsv'),
    locale: fc.constantFrom(...locales),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    bom: fc.boolean(),
    line_ending: fc.constantFrom('crlf', 'lf'),
    quote: fc.constantFrom('minimal', 'all', 'text'),
    null: fc.constantFrom('', 'NULL', '\\N', '-', 'No'),
    formula_guard: fc.constantFrom('text', 'strict', 'off'),
  },
  { requiredKeys: [] },
)
const typed: ColumnType[] = ['integer', 'decimal', 'money', 'date', 'timestamp', 'boolean']

describe('csv with formatted values', () => {
  test('papaparse reads back every cell of any table as it is alone', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), given, async ({ columns, rows }, options) => {
        const all = { ...options, ...people, formula_guard: 'off' }
        const { file } = await writeAll(csv, columns, [copyText(rows)], all)
        const dialect = csvDialect(all)
        const newline = dialect.line_ending === 'crlf' ? '\r\n' : '\n'
        const read = Papa.parse<string[]>(file.toString(), { delimiter: dialect.delimiter, newline })
        const cells = rows.map((row) =>
          Promise.all(row.map((value, index) => alone(value, columns[index]!.type, dialect))),
        )
        const labels = columns.map(({ label }) => label)
        expect(read.data).toEqual([labels, ...(await Promise.all(cells)), ['']])
      }),
      { numRuns: 50 },
    )
  })

  test('no value of a typed column is guarded, and texts still are', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), given, async ({ columns, rows }, options) => {
        const kept = columns.flatMap(({ type }, index) => (typed.includes(type) ? [index] : []))
        const own = rows.map((row) => kept.map((index) => row[index]!))
        const chosen = kept.map((index) => columns[index]!)
        fc.pre(chosen.length > 0)
        const options2 = { ...options, ...people }
        expect((await writeAll(csv, chosen, [copyText(own)], options2)).guardedCells).toBe(0)
        const named = chosen.map((column) => ({ ...column, type: 'text' as const, masked: true }))
        const minus = own.map((row) => row.map(() => text('-1,234.50')))
        const { guardedCells } = await writeAll(csv, named, [copyText(minus)], options2)
        expect(guardedCells).toBe(options.formula_guard === 'off' ? 0 : own.length * kept.length)
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    [{}, 'money', '-1234.50', '"-1,234.50"'],
    [{ delimiter: ';' }, 'money', '-1234.50', '-1,234.50'],
    [{ locale: 'de-DE' }, 'money', '-1234.50', '"-1.234,50"'],
    [{ locale: 'de-DE', preset: 'excel' }, 'money', '-1234.50', '\ufeff-1.234,50'],
    [{ locale: 'de-DE' }, 'integer', '1234', '1.234'],
    [{ quote: 'text', delimiter: ';' }, 'money', '-1234.50', '-1,234.50'],
    [{ quote: 'text' }, 'boolean', 't', 'Yes'],
    [{ quote: 'all' }, 'boolean', 't', '"Yes"'],
    [{ quote: 'text' }, 'text', 't', '"t"'],
    [{ null: 'No' }, 'boolean', 'f', '"No"'],
    [{}, 'date', '2024-02-29', '"Feb 29, 2024"'],
    [{ locale: 'de-DE' }, 'date', '-infinity', '-infinity'],
    [{ formula_guard: 'strict' }, 'decimal', '-Infinity', '-Infinity'],
    [{ formula_guard: 'strict' }, 'decimal', '-1.5e-07', '-1.5e-07'],
    [{ formula_guard: 'strict', locale: 'fr-FR' }, 'integer', '-1234567', '-1\u202f234\u202f567'],
    [{}, 'timestamp', '0044-03-15 12:00:00-08 BC', '0044-03-15T12:00:00-08:00 BC'],
    [{ preset: 'excel', locale: 'de-DE' }, 'date', '2017-12-30', '\ufeff30.12.2017'],
    [{ preset: 'excel', locale: 'fr-FR' }, 'date', '2017-12-30', '\ufeff30/12/2017'],
    [{ preset: 'excel', locale: 'fr-FR' }, 'integer', '1234567', '\ufeff1234567'],
    [{ preset: 'excel', locale: 'sv-SE' }, 'integer', '-1234567', '\ufeff-1234567'],
    [
      { preset: 'excel', locale: 'fr-FR' },
      'timestamp',
      '2017-12-30 03:04:05.5+01',
      '\ufeff30/12/2017 03:04:05,5',
    ],
    [{ preset: 'excel' }, 'timestamp', '2017-12-30 15:04:05+01', '\ufeff12/30/2017 3:04:05 PM'],
    [{ preset: 'excel', locale: 'de-DE' }, 'boolean', 'f', '\ufeffNein'],
    // What is no value of its column's type is a text, as in files with raw values.
    [{}, 'integer', '=1', "'=1"],
    [{}, 'decimal', '-1-1', "'-1-1"],
    [{}, 'timestamp', '@x', "'@x"],
  ] as const)('with %j the %s %s is written %s', async (options, type, copy, expected) => {
    const { file } = await writeAll(csv, sampleColumns([type]), [copyText([[text(copy)]])], {
      ...{ header: false, ...options, ...people },
    })
    expect(file.toString()).toBe(`${expected}\r\n`)
  })

  test('a CSV file has raw values by default, a PDF formatted ones', async () => {
    const table = nastyTable()
    for (const [format, values] of [
      [csv, 'raw'],
      [pdf, 'formatted'],
    ] as const) {
      const byDefault = await writeAll(format, table.columns, [copyText(table.rows)])
      const named = await writeAll(format, table.columns, [copyText(table.rows)], { values })
      expect(named.file.equals(byDefault.file)).toBe(true)
    }
  })
})

describe.each(['csv', 'pdf'])('%s with formatted values', (key) => {
  const format = findFormat(key) as Format

  test('has the same bytes wherever the spool is cut, with and without key columns', async () => {
    const table = nastyTable()
    const rows = table.rows.slice(0, key === 'csv' ? 45 : 12)
    const spool = copyText(rows)
    const options = { ...people, locale: 'de-CH' }
    const { file } = await writeAll(format, table.columns, [spool], options)
    const step = key === 'csv' ? 7 : 97
    for (let cut = 0; cut <= spool.length; cut += step) {
      const pieces = [spool.subarray(0, cut), spool.subarray(cut)]
      const cutFile = await writeAll(format, table.columns, pieces, options)
      expect(cutFile.file.equals(file), `cut at ${cut}`).toBe(true)
    }
    const withKeys = rows.map((row, index) => [...row, number(`${index * 1000}`), missing])
    const keyed = await writeAll(format, table.columns, [copyText(withKeys)], options, 2)
    expect(keyed.file.equals(file)).toBe(true)
  })
})

test('files have the same bytes on machines of other languages and time zones', () => {
  const program = [
    `import { createHash } from 'node:crypto'`,
    `import { findFormat } from ${JSON.stringify(join(import.meta.dirname, 'formats.ts'))}`,
    `import { copyText, nastyTable, writeAll } from ${JSON.stringify(join(import.meta.dirname, '../../tests/samples/sample-table.ts'))}`,
    `const { columns, rows } = nastyTable()`,
    `const options = { values: 'formatted', locale: 'en-GB' }`,
    `const hash = createHash('sha256')`,
    `for (const key of ['csv', 'pdf'])`,
    `  hash.update((await writeAll(findFormat(key), columns, [copyText(rows)], options)).file)`,
    `console.log(new Date(0).getHours(), hash.digest('hex'))`,
  ].join('\n')
  const runs = [
    ['Asia/Kolkata', 'hi_IN.UTF-8'],
    ['America/New_York', 'de_DE.UTF-8'],
  ].map(([TZ, LC_ALL]) => {
    const env = { ...process.env, TZ, LC_ALL, NODE_NO_WARNINGS: '1' }
    const args = ['--input-type=module', '-e', program]
    return execFileSync(process.execPath, args, { env, encoding: 'utf8' }).trim().split(' ')
  })
  const [[hourThere, there], [hourHere, here]] = runs as [string[], string[]]
  expect(hourThere).not.toBe(hourHere)
  expect(there).toBe(here)
})

describe('the options for formatted values', () => {
  test.each([
    ['csv', {}, { values: 'raw' }],
    ['pdf', {}, { ...people, locale: 'en-US' }],
    ['pdf', { locale: 'de-DE' }, { ...people, locale: 'de-DE' }],
    ['csv', people, { ...people, locale: 'en-US', decimal_separator: '.', delimiter: ',' }],
    ['csv', { ...people, locale: 'fr-FR' }, { locale: 'fr-FR', decimal_separator: ',', delimiter: ',' }],
    [
      'csv',
      { ...people, preset: 'excel', locale: 'de-DE' },
      { decimal_separator: ',', delimiter: ';', bom: true },
    ],
    ['csv', { ...people, preset: 'tsv', decimal_separator: '.' }, { locale: 'en-US', delimiter: '\t' }],
    ['pdf', people, { ...people, locale: 'en-US' }],
    ['pdf', { ...people, locale: 'de-CH' }, { locale: 'de-CH' }],
  ])('of %s, %j, resolve to %j', (key, options, expected) => {
    const { dialect } = findFormat(key) as Format
    expect(dialect(options)).toMatchObject(expected)
    expect(dialect(dialect(options))).toEqual(dialect(options))
    if (key === 'csv' && !('values' in options)) expect(dialect(options)).not.toHaveProperty('locale')
  })

  test.each([
    ['csv', { values: 'pretty' }, 'values', /"raw"\|"formatted"/],
    ['pdf', { values: true }, 'values', /"raw"\|"formatted"/],
    ['csv', { locale: 'de-DE' }, 'locale', /preset excel or with values formatted/],
    [
      'csv',
      { locale: 'de-DE', values: 'raw', preset: 'tsv' },
      'locale',
      /preset excel or with values formatted/,
    ],
    ['pdf', { locale: 'de-DE', values: 'raw' }, 'locale', /values formatted/],
    ['csv', { ...people, locale: 'not a locale' }, 'locale', /such as de-DE/],
    ['csv', { ...people, locale: 'xx-XX', decimal_separator: ',' }, 'locale', /such as de-DE/],
    ['pdf', { ...people, locale: 'tlh' }, 'locale', /such as de-DE/],
    [
      'csv',
      { ...people, locale: 'de-DE', decimal_separator: '.' },
      'decimal_separator',
      /must be ",", as in de-DE/,
    ],
    ['csv', { ...people, decimal_separator: ',' }, 'decimal_separator', /must be "\.", as in en-US/],
  ])('of %s are not %j, says the field %s', (key, options, field, message) => {
    const { error } = (findFormat(key) as Format).options.safeParse(options)
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
    expect(error?.issues[0]?.message).toMatch(message)
  })

  test('belong to the formats that people read', () => {
    const having = formats.filter(({ options }) => 'values' in options.shape).map(({ key }) => key)
    expect(having).toEqual(['csv', 'pdf'])
  })
})

/** What a reader sees of a cell in a file of its own. */
async function alone(
  { copy }: SampleValue,
  type: ColumnType,
  { preset, locale, null: nullText }: CsvDialect,
): Promise<string> {
  if (copy === null) return nullText
  const options = {
    ...people,
    preset,
    locale,
    header: false,
    quote: 'all',
    formula_guard: 'off',
    bom: false,
    line_ending: 'crlf',
  }
  const { file } = await writeAll(csv, sampleColumns([type]), [copyText([[text(copy)]])], options)
  return file.toString().slice(1, -3).replaceAll('""', '"')
}
