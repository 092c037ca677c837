import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  missing,
  nastyTable,
  randomTables,
  type SampleTable,
  type SampleValue,
  sampleColumns,
  text,
  writeAll,
} from '../../../tests/samples/sample-table.ts'
import { csv } from './csv.ts'
import { type CsvDialect, csvDialect } from './csv-dialect.ts'
import { guardInverse } from './formula-guard.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const blanks = '[\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u0020"\'`\\u00a0\\u200b\\u3000\\ufeff]*'
const sign = '[=+\\-@＝＋－＠]'
const options = fc.record(
  {
    preset: fc.constantFrom('rfc', 'excel', 'tsv'),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    decimal_separator: fc.constantFrom('.', ','),
    bom: fc.boolean(),
    line_ending: fc.constantFrom('crlf', 'lf'),
    quote: fc.constantFrom('minimal', 'all', 'text'),
    header: fc.boolean(),
    null: fc.constantFrom('', 'NULL', 'null', '\\N', '-'),
    formula_guard: fc.constantFrom('text', 'strict', 'off'),
  },
  { requiredKeys: [] },
)

describe('csv', () => {
  test('any table in any dialect has the bytes that a naive writer gives', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), options, async (table, given) => {
        const dialect = csvDialect(given)
        const written = await writeAll(csv, table.columns, [copyText(table.rows)], given)
        expect(written.file.toString()).toBe(naiveCsv(table, dialect))
        expect(written.rows).toBe(table.rows.length)
      }),
      { numRuns: 400 },
    )
  })

  test('papaparse reads back any table as it was shown', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), options, async (table, given) => {
        const dialect = csvDialect({ ...given, header: true })
        const { file } = await writeAll(csv, table.columns, [copyText(table.rows)], {
          ...given,
          header: true,
        })
        const newline = dialect.line_ending === 'crlf' ? '\r\n' : '\n'
        const read = Papa.parse<string[]>(file.toString(), { delimiter: dialect.delimiter, newline })
        const expected = table.rows.map((row) =>
          row.map((value, index) => shown(table, index, value, dialect)),
        )
        expect(read.data).toEqual([table.columns.map((column) => column.label), ...expected, ['']])
      }),
      { numRuns: 400 },
    )
  })

  test('guarded cells are those that begin otherwise in the file than in the table', async () => {
    for (const formula_guard of ['text', 'strict', 'off'] as const) {
      const table = nastyTable()
      const dialect = csvDialect({ formula_guard })
      const written = await writeAll(csv, table.columns, [copyText(table.rows)], { formula_guard })
      const changed = table.rows.flatMap((row) =>
        row.filter((value, index) => shown(table, index, value, dialect) !== value.csv),
      )
      expect(written.guardedCells).toBe(changed.length)
    }
  })

  test.each([
    ['text', '-1.5', "'-1.5"],
    ['decimal', '-1.5', '-1.5'],
    ['text', '＝1', "'＝1"],
    ['text', "'=1+1", "''=1+1"],
    ['text', "''=1+1", "'''=1+1"],
    ['text', "'quoted'", "'quoted'"],
    ['json', '-5', '-5'],
    ['json', '"=1"', '"""=1"""'],
    ['json', '-5+cmd', "'-5+cmd"],
    ['integer', '=1', "'=1"],
    ['decimal', '-1-1', "'-1-1"],
    ['date', '-infinity', '-infinity'],
    ['timestamp', '@x', "'@x"],
    ['boolean', '+', "'+"],
  ] as const)('a %s %s is written %s', async (type, value, expected) => {
    const { file } = await writeAll(csv, sampleColumns([type]), [copyText([[text(value)]])], {
      header: false,
    })
    expect(file.toString()).toBe(`${expected}\r\n`)
  })

  test.each(['text', 'strict'] as const)(
    'two texts never become one: the stated inverse of the guard %s gives every text back',
    async (formula_guard) => {
      const piece = fc.constantFrom("'", '=', '＝', '-', 'a', ' ', '"', '\t', '\n', '\r', '`', '\u200b')
      const texts = fc.array(fc.array(piece, { maxLength: 6 }), { minLength: 1, maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(texts, async (lists) => {
          const values = lists.map((pieces) => pieces.join(''))
          const rows = values.map((value) => [text(value)])
          const { file } = await writeAll(csv, sampleColumns(['text']), [copyText(rows)], {
            ...{ formula_guard, header: false, quote: 'all', line_ending: 'lf' },
          })
          const read = Papa.parse<string[]>(file.toString(), { delimiter: ',', newline: '\n' }).data
          const found = read.slice(0, -1).map(([cell]) => withoutGuard(cell!, formula_guard))
          expect(found).toEqual(values)
        }),
        { numRuns: 400 },
      )
    },
  )

  test('the guard says its inverse, and none where there is no guard', () => {
    expect(guardInverse('text')).toContain("Remove the first '")
    expect(guardInverse('strict')).toContain('of each line')
    expect(guardInverse('off')).toBeUndefined()
  })

  test.each([
    ['de-DE', 'timestamp', '2024-01-02 03:04:05.5+01', '2024-01-02 03:04:05,5'],
    ['en-US', 'timestamp', '2024-01-02 03:04:05.123456-08', '2024-01-02 03:04:05.123456'],
    ['de-AT', 'boolean', 't', 'WAHR'],
    ['fr-FR', 'boolean', 'f', 'FAUX'],
    ['en-GB', 'boolean', 'f', 'FALSE'],
    ['de-DE', 'decimal', '-1234.50', '-1234,50'],
    ['de-DE', 'date', '2024-01-02', '2024-01-02'],
  ] as const)('for Excel in %s the %s %s is written %s', async (locale, type, copy, expected) => {
    const { file } = await writeAll(csv, sampleColumns([type]), [copyText([[text(copy)]])], {
      ...{ preset: 'excel', locale, header: false },
    })
    expect(file.toString()).toBe(`\ufeff${expected}\r\n`)
  })

  test.each([
    [{}, 'ID', 'x', '"ID",Column 1\r\nx,\r\n'],
    [{}, 'IDs', 'x', '"IDs",Column 1\r\nx,\r\n'],
    [{}, 'Id', 'ID', 'Id,Column 1\r\nID,\r\n'],
    [{ header: false }, 'Id', 'ID=1', '"ID=1",\r\n'],
    [{ preset: 'excel' }, 'ID', 'x', '\ufeffID,Column 1\r\nx,\r\n'],
  ])(
    'with %j Excel never takes a file for SYLK that begins with %s',
    async (given, label, value, expected) => {
      const [first, second] = sampleColumns(['text', 'text'])
      const columns = [{ ...first!, label }, second!]
      const { file } = await writeAll(csv, columns, [copyText([[text(value), missing]])], given)
      expect(file.toString()).toBe(expected)
    },
  )

  test('null and an empty text stay apart', async () => {
    const rows = [[text(''), { ...text(''), copy: null }]]
    const columns = sampleColumns(['text', 'text'])
    const { file } = await writeAll(csv, columns, [copyText(rows)], { header: false })
    expect(file.toString()).toBe('"",\r\n')
    const named = await writeAll(csv, columns, [copyText([[text('NULL'), { ...text(''), copy: null }]])], {
      header: false,
      null: 'NULL',
    })
    expect(named.file.toString()).toBe('"NULL",NULL\r\n')
  })

  test('labels are guarded and quoted like values', async () => {
    const [first, second] = sampleColumns(['text', 'text'])
    const columns = [
      { ...first!, label: '=1' },
      { ...second!, label: 'a,"b"' },
    ]
    const { file, guardedCells } = await writeAll(csv, columns, [])
    expect(file.toString()).toBe(`'=1,"a,""b"""\r\n`)
    expect(guardedCells).toBe(1)
  })

  test('texts that grow most find room', async () => {
    const rows = ['"', '\n=', '=', 't', ''].map((piece) => [text(piece.repeat(500_000)), text(piece)])
    const given = { quote: 'all', formula_guard: 'strict', header: false }
    const { file } = await writeAll(csv, sampleColumns(['text', 'text']), [copyText(rows)], given)
    const table = { columns: sampleColumns(['text', 'text']), rows }
    expect(file.toString() === naiveCsv(table, csvDialect(given))).toBe(true)
  })

  test('a masked number is a text', async () => {
    const columns = sampleColumns(['integer']).map((column) => ({ ...column, masked: true }))
    const { file } = await writeAll(csv, columns, [copyText([[text('-***1234')]])], { header: false })
    expect(file.toString()).toBe("'-***1234\r\n")
  })
})

describe('the dialect of csv', () => {
  test.each([
    [{}, { delimiter: ',', decimal_separator: '.', bom: false, line_ending: 'crlf' }],
    [{ preset: 'tsv' }, { delimiter: '\t', decimal_separator: '.', bom: false, line_ending: 'lf' }],
    [{ preset: 'excel' }, { delimiter: ',', decimal_separator: '.', bom: true }],
    [
      { preset: 'excel', locale: 'de-DE' },
      { delimiter: ';', decimal_separator: ',', bom: true },
    ],
    [
      { preset: 'excel', locale: 'fr-FR', delimiter: '|' },
      { delimiter: '|', decimal_separator: ',', bom: true },
    ],
  ])('%j resolves to %j', (given, expected) => {
    expect(csvDialect(given)).toMatchObject(expected)
    expect(csvDialect(csvDialect(given))).toEqual(csvDialect(given))
  })

  test.each([
    { delimiter: ':' },
    { colour: 'red' },
    { locale: 'de-DE' },
    { preset: 'excel', locale: 'not a locale' },
    { null: '=1' },
    { null: 'ID' },
    { null: 'a"b' },
  ])('%j is refused', (given) => {
    expect(csv.options.safeParse(given).success).toBe(false)
  })
})

function naiveCsv(table: SampleTable, dialect: CsvDialect): string {
  const end = dialect.line_ending === 'crlf' ? '\r\n' : '\n'
  const header = table.columns.map(({ label }) => quoted(label, label, dialect, dialect.quote !== 'minimal'))
  const lines = table.rows.map((row) => row.map((value, index) => naiveCell(table, index, value, dialect)))
  const all = dialect.header ? [header, ...lines] : lines
  const body = all.map((line) => line.join(dialect.delimiter) + end).join('')
  const first = all[0]?.[0] ?? ''
  return dialect.bom
    ? `\ufeff${body}`
    : first.startsWith('ID')
      ? `"${first}"${body.slice(first.length)}`
      : body
}

function naiveCell(table: SampleTable, index: number, value: SampleValue, dialect: CsvDialect): string {
  if (value.copy === null) return dialect.null
  const type = table.columns[index]!.type
  const isText = type === 'text' || type === 'json'
  const written = shown(table, index, value, dialect)
  if (isText) return quoted(written, value.csv, dialect, dialect.quote !== 'minimal')
  const isExcelTime = type === 'timestamp' && dialect.preset === 'excel'
  const isDecimal = type === 'decimal' || type === 'money' || isExcelTime
  const isAmbiguous = isDecimal && dialect.decimal_separator === dialect.delimiter
  return dialect.quote === 'all' || isAmbiguous ? `"${written}"` : written
}

/** What a reader of the file sees. */
function shown(table: SampleTable, index: number, value: SampleValue, dialect: CsvDialect): string {
  if (value.copy === null) return dialect.null
  const type = table.columns[index]!.type
  if (type === 'json') return value.csv
  if (type === 'text') return guarded(value.csv, dialect.formula_guard)
  if (type === 'decimal' || type === 'money') return value.csv.replace('.', dialect.decimal_separator)
  if (dialect.preset === 'excel' && type === 'boolean') return value.csv.toUpperCase()
  if (dialect.preset === 'excel' && type === 'timestamp') return forExcel(value.csv, dialect)
  return value.csv
}

function forExcel(iso: string, { decimal_separator }: CsvDialect): string {
  if (iso.endsWith('BC')) return iso
  return iso
    .replace('T', ' ')
    .replace(/[+-]\d\d:\d\d(:\d\d)?$/, '')
    .replace('.', decimal_separator)
}

function guarded(value: string, mode: CsvDialect['formula_guard']): string {
  if (mode === 'off') return value
  const begins = mode === 'text' ? `'*${sign}` : blanks + sign
  const lead = new RegExp(`^('*[\\t\\r\\n]|${begins})`).test(value) ? `'` : ''
  if (mode === 'text') return lead + value
  return lead + value.replace(new RegExp(`[\\r\\n](?=${blanks}${sign})`, 'g'), "$&'")
}

/** What guardInverse() says. */
function withoutGuard(written: string, mode: 'text' | 'strict'): string {
  const first = new RegExp(`^'(?='*[\\t\\r\\n\\0]|${mode === 'text' ? `'*` : blanks}${sign})`)
  const later = new RegExp(`([\\r\\n])'(?=${blanks}${sign})`, 'g')
  const text = written.replace(first, '')
  return mode === 'strict' ? text.replace(later, '$1') : text
}

function quoted(written: string, value: string, { delimiter, null: nullText }: CsvDialect, always: boolean) {
  const isPlain =
    value !== '' && value !== nullText && !/^ | $|["\r\n]/.test(value) && !value.includes(delimiter)
  return isPlain && !always ? written : `"${written.replaceAll('"', '""')}"`
}
