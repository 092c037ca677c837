import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  copyText,
  missing,
  nastyTable,
  randomTables,
  type SampleTable,
  sampleColumns,
  text,
  timestamp,
  writeAll,
} from '../../../tests/samples/sample-table.ts'
import {
  cellText,
  expectedRows,
  OpenpyxlReader,
  partOf,
  type ReadCell,
  readWithExceljs,
} from '../../../tests/samples/sample-workbook.ts'
import { runs } from '../../../tests/support/runs.ts'
import type { ColumnType } from '../rows/column.ts'
import { excel } from './excel.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let openpyxl: OpenpyxlReader

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'excel-'))
  openpyxl = new OpenpyxlReader()
})
afterAll(async () => {
  openpyxl.close()
  await rm(folder, { recursive: true })
})

describe('excel', () => {
  test('exceljs and openpyxl read every nasty value as it has to be', async () => {
    await expectCells(nastyTable())
  })

  test('exceljs and openpyxl read any table as it has to be', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), async (table) => void (await expectCells(table))),
      runs(200),
    )
  })

  test('any text of what XML and Excel find special comes back', async () => {
    const pieces = fc.constantFrom(
      ...['_', 'x', '_x', '0041', '00e4', '_x0041_', '_x005F_', 'x0041_', '\u0001', '\r', '\n', '\t', ' '],
      ...[
        '\ufffe',
        '\uffff',
        '\uffef',
        '\ufffd',
        '&',
        '<',
        '>',
        '"',
        ']]>',
        '<row r="1">',
        '&amp;',
        '\\',
        'a',
        '😡',
      ],
    )
    const row = fc.array(fc.array(pieces, { maxLength: 8 }), { minLength: 40, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(row, async (texts) => {
        const rows = texts.map((found) => [text(found.join(''))])
        const cutCells = rows.filter(([value]) => /[\ufffe\uffff]/.test(value!.csv)).length
        expect(await expectCells({ columns: sampleColumns(['text']), rows })).toMatchObject({ cutCells })
      }),
      runs(100),
    )
  })

  test.each<[ColumnType, string, ReadCell]>([
    ['date', '1900-03-01', { clock: '1900-03-01T00:00:00.000' }],
    ['date', '1900-02-28', '1900-02-28'],
    ['date', '9999-12-31', { clock: '9999-12-31T00:00:00.000' }],
    ['date', '10000-01-01', '10000-01-01'],
    ['date', '2000-02-29', { clock: '2000-02-29T00:00:00.000' }],
    ['timestamp', '2026-03-29 02:30:00.123+01', { clock: '2026-03-29T02:30:00.123' }],
    ['timestamp', '2026-01-02 03:04:05.123456+05:45', { clock: '2026-01-02T03:04:05.123' }],
    ['timestamp', '1900-02-28 23:59:59+00', '1900-02-28T23:59:59+00:00'],
    ['timestamp', '2026-12-31 23:59:59.9994+00', { clock: '2026-12-31T23:59:59.999' }],
    ['timestamp', '2026-12-31 23:59:59.999999+00', '2026-12-31T23:59:59.999999+00:00'],
    ['integer', '999999999999999', 999999999999999],
    ['integer', '9007199254740991', '9007199254740991'],
    ['integer', '1000000000000000', '1000000000000000'],
    ['integer', '007', '007'],
    ['integer', '=1+1', '=1+1'],
    ['decimal', '-0.000000000123456789012345', -0.000000000123456789012345],
    ['decimal', '123456789012345.000', 123456789012345],
    ['decimal', '0.1234567890123456', '0.1234567890123456'],
    ['decimal', `0.${'0'.repeat(400)}1`, `0.${'0'.repeat(400)}1`],
    ['money', '1e+20', '1e+20'],
    ['boolean', 'maybe', 'maybe'],
    ['json', '-5', '-5'],
    ['text', '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
  ])('a %s %s is read as %j', async (type, copy, expected) => {
    const rows = [[{ copy, csv: copy, json: '' }]]
    const { sheets } = await written({ columns: sampleColumns([type]), rows })
    expect(sheets[0]!.rows[1]).toEqual([expected])
  })

  test('a timestamp keeps its microseconds', async () => {
    const moments = fc.date({ min: new Date('1900-03-01'), max: new Date('2079-01-01'), noInvalidDate: true })
    await fc.assert(
      fc.asyncProperty(moments, fc.nat({ max: 999 }), async (moment, micros) => {
        const wall = `${moment.toISOString().replace('T', ' ').slice(0, -1)}${String(micros).padStart(3, '0')}`
        fc.pre(!/\.999[5-9]/.test(wall))
        const columns = sampleColumns(['timestamp'])
        const { file } = await writeAll(excel, columns, [copyText([[timestamp(`${wall}+02`, '')]])])
        const serial = Number(/<v>(.*)<\/v>/.exec(await partOf(file, 'xl/worksheets/sheet1.xml'))![1])
        const day = Math.floor(serial)
        const found = (day - 25_569) * 86_400_000_000 + Math.round((serial - day) * 86_400_000_000)
        expect(found).toBe(moment.getTime() * 1000 + micros)
      }),
      runs(300),
    )
  })

  test('a masked number is a text', async () => {
    const columns = sampleColumns(['integer']).map((column) => ({ ...column, masked: true }))
    await expectCells({ columns, rows: [[text('***1234')], [text('12')]] })
  })

  test('null is no cell and an empty text is one', async () => {
    const columns = sampleColumns(['text', 'text', 'date', 'integer'])
    const { file } = await writeAll(excel, columns, [copyText([[text(''), missing, missing, missing]])])
    const sheet = await partOf(file, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<row r="2"><c r="A2" s="1" t="inlineStr"><is><t></t></is></c></row>')
  })

  test('a text longer than a cell is cut, marked and counted, never inside a character', async () => {
    const limit = 32_767
    const lengths = ['x'.repeat(limit), 'x'.repeat(limit + 1), '😡'.repeat(limit), `x${'😡'.repeat(limit)}`]
    const escapes = [
      '\n'.repeat(limit + 1),
      '&\r'.repeat(limit),
      `${'_x0041_'.repeat(5_000)}`,
      `${'ä'.repeat(limit)}`,
    ]
    const cleaned = [`${'x'.repeat(limit)}\uffff`, `\uffff${'é\\'.repeat(limit)}`]
    const rows = [...lengths, ...escapes, ...cleaned].map((value) => [text(value)])
    const { sheets, cutCells } = await written({ columns: sampleColumns(['text']), rows })
    expect(sheets[0]!.rows.slice(1)).toEqual(rows.map(([value]) => [cellText(value!.csv)]))
    expect(cutCells).toBe(rows.filter(([value]) => cellText(value!.csv) !== value!.csv).length)
    expect(cutCells).toBe(8)
  })

  test('labels are texts like any other', async () => {
    const labels = ['=1+1', '_x0041_', ' a\r\n"b" <c> ', 'x\ud800y', '\\t']
    const columns = sampleColumns(labels.map(() => 'text')).map((column, index) => ({
      ...column,
      label: labels[index]!,
    }))
    const { sheets } = await written({ columns, rows: [] })
    expect(sheets[0]!.rows).toEqual([labels.map((label) => label.toWellFormed())])
  })
})

/** Both readers find the labels and every value, no more and no less. */
async function expectCells(table: SampleTable) {
  const { file, sheets, ...counts } = await written(table)
  const labels: ReadCell[] = table.columns.map(({ label }) => label)
  const expected = [labels, ...expectedRows(table)]
  expect(sheets.map(({ name }) => name)).toEqual(['Data', 'About'])
  expect(filled(sheets[0]!.rows)).toEqual(filled(expected))
  const [read] = await readWithExceljs(file)
  const withoutEmpty = expected.map((row) => row.map((cell) => (cell === '' ? null : cell)))
  expect(filled(read!.rows)).toEqual(filled(withoutEmpty))
  expect(counts).toMatchObject({ rows: table.rows.length, guardedCells: 0 })
  return counts
}

/** Readers do not tell rows without a cell at the end. */
function filled(rows: ReadCell[][]): ReadCell[][] {
  return rows.slice(0, rows.findLastIndex((row) => row.some((cell) => cell !== null)) + 1)
}

async function written({ columns, rows }: SampleTable) {
  const result = await writeAll(excel, columns, [copyText(rows)])
  const path = join(folder, 'file.xlsx')
  await writeFile(path, result.file)
  return { ...result, sheets: await openpyxl.read(path) }
}
