import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
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
    ['json', '-5', "'-5"],
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
  return (dialect.bom ? '\ufeff' : '') + all.map((line) => line.join(dialect.delimiter) + end).join('')
}

function naiveCell(table: SampleTable, index: number, value: SampleValue, dialect: CsvDialect): string {
  if (value.copy === null) return dialect.null
  const type = table.columns[index]!.type
  const isText = type === 'text' || type === 'json'
  const written = shown(table, index, value, dialect)
  if (isText) return quoted(written, value.csv, dialect, dialect.quote !== 'minimal')
  const isDecimal = type === 'decimal' || type === 'money'
  const isAmbiguous = isDecimal && dialect.decimal_separator === dialect.delimiter
  return dialect.quote === 'all' || isAmbiguous ? `"${written}"` : written
}

/** What a reader of the file sees. */
function shown(table: SampleTable, index: number, value: SampleValue, dialect: CsvDialect): string {
  if (value.copy === null) return dialect.null
  const type = table.columns[index]!.type
  if (type === 'text' || type === 'json') return guarded(value.csv, dialect.formula_guard)
  if (type === 'decimal' || type === 'money') return value.csv.replace('.', dialect.decimal_separator)
  return value.csv
}

function guarded(value: string, mode: CsvDialect['formula_guard']): string {
  if (mode === 'off') return value
  const begins = mode === 'text' ? sign : blanks + sign
  const lead = new RegExp(`^([\\t\\r\\n]|${begins})`).test(value) ? `'` : ''
  if (mode === 'text') return lead + value
  return lead + value.replace(new RegExp(`[\\r\\n](?=${blanks}${sign})`, 'g'), "$&'")
}

function quoted(written: string, value: string, { delimiter, null: nullText }: CsvDialect, always: boolean) {
  const isPlain =
    value !== '' && value !== nullText && !/^ | $|["\r\n]/.test(value) && !value.includes(delimiter)
  return isPlain && !always ? written : `"${written.replaceAll('"', '""')}"`
}
