import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { about, folder, run, tableTexts, withoutBlanks, written } from '../../../tests/samples/sample-pdf.ts'
import {
  copyText,
  nastyTable,
  number,
  randomTables,
  type SampleTable,
  type SampleValue,
  sampleColumns,
  text,
} from '../../../tests/samples/sample-table.ts'
import type { ColumnType } from '../rows/column.ts'
import { pdf } from './pdf.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

/** What the fonts have of the values in the random tables; the rest has a test of its own. */
const unknownLetters =
  /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u017f\u0391-\u03c9\u0410-\u044f\u3041-\u3093一株式会社가나다€🚚＝＋－＠]/gu

describe('pdf', () => {
  test('other programs find nothing wrong with a table of nasty values', async () => {
    const { path } = await written(nastyTable())
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
    const fonts = run('pdffonts', path).trim().split('\n').slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/)
    expect(run('pdftoppm', '-r', '20', '-png', path, join(folder, 'page'))).toBe('')
  })

  test('every cell of the nasty table can be read back, in order', async () => {
    const table = nastyTable()
    const { path } = await written(table, { cover: false, values: 'raw' })
    expectTexts(path, table)
  })

  test('every cell of any table can be read back, in order', async () => {
    const orientations = fc.constantFrom('auto', 'landscape', 'portrait')
    await fc.assert(
      fc.asyncProperty(randomTables().map(inKnownLetters), orientations, async (table, orientation) => {
        const { path, rows, cutCells } = await written(table, {
          ...{ cover: false, orientation, values: 'raw' },
        })
        expect({ rows, cutCells }).toEqual({ rows: table.rows.length, cutCells: 0 })
        // Columns on pages of their own are read back in another order, in a test of their own.
        fc.pre(!/Page \d+[a-z] of/.test(run('pdftotext', path, '-')))
        if (rows > 0) expectTexts(path, table)
      }),
      { numRuns: 60 },
    )
  })

  test('a long text is whole, over lines and over pages', async () => {
    const words = Array.from({ length: 6000 }, (_, index) => `word${index}`)
    const long = `${words.join(' ')} ${'x'.repeat(3000)}end`
    const table = {
      columns: sampleColumns(['text']),
      rows: [[text('before')], [text(long)], [text('after')]],
    }
    const { path, pages } = await written(table, { cover: false })
    expect(pages).toBeGreaterThan(5)
    expectTexts(path, table)
  })

  test('every page repeats the labels and says which of how many it is', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => [text(`row ${index}`), number(`${index}`)])
    const { path, pages } = await written({ columns: sampleColumns(['text', 'integer']), rows })
    expect(pages).toBeGreaterThan(5)
    const texts = run('pdftotext', '-layout', path, '-').split('\f')
    texts.slice(1, pages).forEach((page, index) => {
      expect(page).toMatch(/Column 0 +Column 1/)
      expect(page).toContain(`Page ${index + 2} of ${pages}`)
      expect(page).toContain('as of 2026-10-01 08:12:33 Europe/Berlin')
      expect(page).toContain(about.exportId)
    })
  })

  test('the cover says what the file is', async () => {
    const rows = Array.from({ length: 1234 }, () => [text('a')])
    const { path, pages } = await written({ columns: sampleColumns(['text']), rows })
    const cover = run('pdftotext', '-layout', '-l', '1', path, '-')
    const facts = ['Sales', `1,234 on ${pages} pages`, 'Status is shipped', 'Ada Lovelace', 'Europe/Berlin']
    for (const fact of [about.exportName, about.company, ...facts]) expect(cover).toContain(fact)
  })

  test('readers are told title, author, instant and language', async () => {
    const { path, bytes } = await written({ columns: sampleColumns(['text']), rows: [] })
    const info = run('pdfinfo', path)
    expect(info).toContain(`Title:           ${about.exportName}`)
    expect(info).toContain('Author:          Ada Lovelace')
    expect(info).toContain('CreationDate:    Thu Oct  1 06:12:33 2026')
    expect(run('pdfinfo', '-meta', path)).toContain('<rdf:li>en</rdf:li>')
    expect(bytes.toString('latin1')).toContain('/Lang(en)')
  })

  test('a table without rows is a page that says so', async () => {
    const { path, pages } = await written({ columns: sampleColumns(['text']), rows: [] }, { cover: false })
    expect(pages).toBe(1)
    expect(run('pdftotext', path, '-')).toContain('No rows')
  })

  test.each([
    ['portrait', 'A4', '595.28 x 841.89'],
    ['landscape', 'A4', '841.89 x 595.28'],
    ['landscape', 'Letter', '792 x 612'],
    ['auto', 'A4', '595.28 x 841.89'],
  ])('a narrow table, %s on %s, has pages of %s', async (orientation, paper, size) => {
    const table = { columns: sampleColumns(['text']), rows: [[text('a')]] }
    const { path } = await written(table, { orientation, paper })
    expect(run('pdfinfo', path)).toContain(`Page size:       ${size} pts`)
  })

  test('the same rows give the same bytes, however they come in', async () => {
    const rows = Array.from({ length: 900 }, (_, index) => [text('ß'.repeat(index % 90)), number(`${index}`)])
    const table = { columns: sampleColumns(['text', 'integer']), rows }
    const one = await written(table)
    const copy = copyText(rows)
    const pieces = Array.from({ length: Math.ceil(copy.length / 1000) }, (_, index) =>
      copy.subarray(index * 1000, (index + 1) * 1000),
    )
    expect((await written(table, {}, pieces)).bytes.equals(one.bytes)).toBe(true)
  })

  test('what no font has is shown as such and counted', async () => {
    const values = ['ქართ', 'తెలుగు', '\u0001', '\u202eabc', '\ue000', 'plain', '🚚', '한국', '株', '\ufffd']
    const table = { columns: sampleColumns(['text']), rows: values.map((value) => [text(value)]) }
    const { path, cutCells } = await written(table, { cover: false })
    expect(cutCells).toBe(5)
    expect(run('pdftotext', '-layout', path, '-').match(/\ufffd+/g)).toEqual([
      '\ufffd'.repeat(4),
      '\ufffd'.repeat(6),
      ...['\ufffd', '\ufffd', '\ufffd', '\ufffd'],
    ])
  })

  test.each([
    ['raw', 'timestamp', '2026-01-02 03:04:05+01', '2026-01-02 03:04:05'],
    ['raw', 'timestamp', '2026-01-02 03:04:05.5-05:30', '2026-01-02 03:04:05.5'],
    ['raw', 'timestamp', '0044-03-15 12:00:00-08 BC', '0044-03-15 12:00:00 BC'],
    ['raw', 'timestamp', '-infinity', '-infinity'],
    ['raw', 'boolean', 't', 'true'],
    ['raw', 'boolean', 'f', 'false'],
    ['raw', 'decimal', '-12345678901234567890.10', '-12345678901234567890.10'],
    ['formatted', 'timestamp', '2026-01-02 03:04:05.5+01', 'Jan 2, 2026, 3:04:05.5 AM'],
    ['formatted', 'timestamp', '0044-03-15 12:00:00-08 BC', '0044-03-15 12:00:00 BC'],
    ['formatted', 'date', '2026-01-02', 'Jan 2, 2026'],
    ['formatted', 'boolean', 't', 'Yes'],
    ['formatted', 'decimal', '-12345678901234567890.10', '-12,345,678,901,234,567,890.10'],
  ] as const)('with %s values a %s %s is shown as %s', async (values, type, copy, shown) => {
    const table = { columns: sampleColumns([type]), rows: [[text(copy)]] }
    const { path } = await written(table, { cover: false, values })
    expect(tableTexts(path)).toBe(shown.replaceAll(' ', ''))
  })

  test.each([{ orientation: 'sideways' }, { paper: 'A5' }, { cover: 'no' }, { colour: 'red' }])(
    'the option %j is refused',
    (given) => {
      expect(pdf.options.safeParse(given).success).toBe(false)
    },
  )
})

function expectTexts(path: string, { columns, rows }: SampleTable): void {
  const found = tableTexts(path)
  const expected = rows
    .flatMap((row) => row.map((value, index) => withoutBlanks(shown(value, columns[index]!.type))))
    .join('')
  // Only the place where they part: a whole table would fill the screen.
  let first = 0
  while (first < expected.length && expected[first] === found[first]) first++
  expect(found.slice(Math.max(0, first - 20), first + 60)).toBe(
    expected.slice(Math.max(0, first - 20), first + 60),
  )
}

function shown({ csv }: SampleValue, type: ColumnType): string {
  if (type === 'timestamp') return csv.replace('T', ' ').replace(/[+-]\d\d:\d\d(:\d\d)?(?=$| BC)/, '')
  const boxes = [
    [0, 8],
    [14, 31],
    [127, 132],
    [0x202a, 0x202e],
  ] as const
  return [...csv]
    .map((character) => {
      const code = character.codePointAt(0)!
      return boxes.some(([from, to]) => code >= from && code <= to) ? '\ufffd' : character
    })
    .join('')
}

/** Short values, too: a row that goes on over the page has the first lines of all its cells before it. */
function inKnownLetters({ columns, rows }: SampleTable): SampleTable {
  const known = (value: string) => {
    let lines = 0
    const few = value.replace(unknownLetters, '株').replace(/\n/g, () => (++lines > 15 ? ' ' : '\n'))
    return few.slice(0, 200).replace(/[\ud800-\udbff]$/, '')
  }
  const cell = (value: SampleValue) => ({
    ...value,
    copy: value.copy && known(value.copy),
    csv: known(value.csv),
  })
  return { columns, rows: rows.map((row) => row.map(cell)) }
}
