import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import {
  copyText,
  inOrder,
  nastyTable,
  number,
  randomTables,
  type SampleTable,
  type SampleValue,
  sampleColumns,
  text,
  timestamp,
} from '../../../tests/samples/sample-table.ts'
import type { ColumnType } from '../rows/column.ts'
import { doubledHours } from '../rows/doubled-hours.ts'
import type { About } from '../rows/format.ts'
import { rowBatches } from '../rows/row-batch.ts'
import { pdf } from './pdf.ts'
import { writePdf } from './pdf-writer.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'waybill-pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

const about: About = {
  exportId: '01980000-0000-7000-8000-00000000abcd',
  exportName: 'Órders & “Üses” 株式会社',
  dataset: 'Sales',
  filters: ['Status is shipped'],
  timeZone: 'Europe/Berlin',
  snapshotAt: '2026-10-01T06:12:33.123Z',
  company: 'Hafen & Söhne',
  snapshotLocal: '2026-10-01 08:12:33',
  requestedBy: 'Ada Lovelace',
}

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
        if (rows > 0) expectTexts(path, table)
      }),
      { numRuns: 60 },
    )
  })

  test('where columns do not fit, long words are broken before short ones', async () => {
    const words = ['Central', 'Consumer', 'Quantity', 'Furniture', 'processing']
    const long = Array.from({ length: 6 }, () => text('9a8c41d0fb7e4b6d8f3c0a1b2c3d4e5f'))
    const row = [...long, ...words.flatMap((word) => Array.from({ length: 4 }, () => text(word)))]
    const table = { columns: sampleColumns(row.map(() => 'text')), rows: [row] }
    const { path } = await written(table, { cover: false })
    const found = run('pdftotext', '-raw', path, '-')
    for (const word of words) expect(found.match(new RegExp(`\\b${word}\\b`, 'g'))).toHaveLength(4)
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

  test('pages lie on their side where many columns need the room', async () => {
    const columns = sampleColumns(Array.from({ length: 8 }, () => 'timestamp' as const))
    const { path } = await written({ columns, rows: [columns.map(() => nastyTimestamp)] })
    expect(run('pdfinfo', path)).toContain('Page size:       841.89 x 595.28 pts')
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
    const values = ['עברית', 'नमस्ते', '\u0001', '\u202eabc', '\ue000', 'plain', '🚚', '한국', '株', '\ufffd']
    const table = { columns: sampleColumns(['text']), rows: values.map((value) => [text(value)]) }
    const { path, cutCells } = await written(table, { cover: false })
    expect(cutCells).toBe(5)
    expect(run('pdftotext', '-layout', path, '-').match(/\ufffd+/g)).toEqual([
      '\ufffd'.repeat(5),
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

  test('letters and their marks are composed', async () => {
    const values = ['Zoe\u0308', 'A\u030angstro\u0308m', 'か\u3099', '\u1112\u1161\u11ab', 'a\\b\te\u0301']
    const table = { columns: sampleColumns(['text']), rows: values.map((value) => [text(value)]) }
    const { path, cutCells } = await written(table, { cover: false })
    expect(cutCells).toBe(0)
    expect(tableTexts(path)).toBe('ZoëÅngströmが한a\\bé')
  })

  test('many columns are never set in type below 7 points, nor a number or a day broken', async () => {
    const types = ['integer', 'money', 'date', 'timestamp', 'boolean', 'text'] as const
    const columns = sampleColumns(Array.from({ length: 27 }, (_, index) => types[index % 6]!))
    const row = columns.map(({ type }) =>
      text(
        { integer: '1234567', money: '-1234567.50', date: '2026-01-02' }[type as string] ??
          '2026-01-02 03:04:05+01',
      ),
    )
    for (const values of ['raw', 'formatted']) {
      const { path } = await written({ columns, rows: [row] }, { cover: false, values })
      const found = run('pdftotext', '-raw', path, '-')
      const wanted =
        values === 'raw' ? ['1234567', '-1234567.50', '2026-01-02'] : ['1,234,567', '-1,234,567.50']
      for (const value of wanted)
        expect(found.split(/\s+/).filter((word) => word === value).length).toBeGreaterThan(3)
      const words = run('pdftotext', '-bbox', path, '-').matchAll(
        /yMin="([\d.]+)" .*yMax="([\d.]+)">-?1,?234/g,
      )
      for (const [, top, bottom] of words)
        expect(Number(bottom) - Number(top)).toBeGreaterThan(7 * 1.36 - 0.1)
    }
  })

  test('a number wider than those before it stays on one line and in its column', async () => {
    const rows = ['7', '98765432109876543210'].flatMap((value, row) =>
      Array.from({ length: 500 }, () => [
        ...(row === 0 ? [number(value), text('left')] : [number(value), text('right')]),
      ]),
    )
    const table = { columns: sampleColumns(['integer', 'text']), rows }
    const { path } = await written(table, { cover: false, values: 'raw', orientation: 'portrait' })
    const long = [
      ...run('pdftotext', '-bbox', path, '-').matchAll(/xMin="([\d.]+)".*>98765432109876543210</g),
    ]
    expect(long).toHaveLength(500)
    for (const [, left] of long) expect(Number(left)).toBeGreaterThan(28)
  })

  test('few columns take the whole width', async () => {
    const table = {
      columns: sampleColumns(['integer', 'text', 'integer']),
      rows: [[number('1'), text('a'), number('22')]],
    }
    const { path } = await written(table, { cover: false, orientation: 'landscape' })
    const [right] = [...run('pdftotext', '-bbox', path, '-').matchAll(/xMax="([\d.]+)" yMax="[\d.]+">22</g)]
    expect(Number(right?.[1])).toBeGreaterThan(841.89 - 28 - 8)
  })

  test('an offset is shown on request, and times of a doubled hour are told on the cover', async () => {
    const rows = ['2024-10-27 02:30:00+02', '2024-10-27 02:30:00+01'].map((copy) => [text(copy)])
    const table = { columns: sampleColumns(['timestamp']), rows }
    for (const values of ['raw', 'formatted']) {
      const plain = run('pdftotext', '-layout', (await written(table, { values })).path, '-')
      expect(plain).toContain('2 times lie in an hour that clocks show twice')
      const shown = run('pdftotext', '-layout', (await written(table, { values, offset: true })).path, '-')
      expect(shown).not.toContain('clocks show twice')
      expect(shown).toMatch(values === 'raw' ? /02:30:00\+02/ : /2:30:00\sAM \+02:00/)
    }
  })

  test.each(['raw', 'formatted'])('%s numbers end at one line', async (values) => {
    const rows = [number('22'), number('12345')].map((value) => [value, text('x')])
    const table = { columns: sampleColumns(['integer', 'text']), rows }
    const { path } = await written(table, { cover: false, values })
    const words = run('pdftotext', '-bbox', path, '-').matchAll(
      /xMax="([\d.]+)" yMax="[\d.]+">(22|12,?345)</g,
    )
    const [one, other] = [...words].map(([, right]) => Number(right))
    expect(Math.abs(one! - other!)).toBeLessThan(0.1)
  })

  test.each([{ orientation: 'sideways' }, { paper: 'A5' }, { cover: 'no' }, { colour: 'red' }])(
    'the option %j is refused',
    (given) => {
      expect(pdf.options.safeParse(given).success).toBe(false)
    },
  )
})

const nastyTimestamp = timestamp('2026-01-02 03:04:05.123456+01', '')

async function written(table: SampleTable, options: Record<string, unknown> = {}, chunks?: Buffer[]) {
  const path = join(folder, 'file.pdf')
  const pieces: Buffer[] = []
  const rows = rowBatches(inOrder(chunks ?? [copyText(table.rows)]), table.columns.length)
  const input = {
    ...{ rows, columns: table.columns, options: pdf.dialect(options), about },
    doubledHours: doubledHours(about.timeZone),
  }
  const counts = await writePdf(input, (bytes) => {
    pieces.push(Buffer.from(bytes))
  })
  const bytes = Buffer.concat(pieces)
  writeFileSync(path, bytes)
  const pages = Number(/^Pages: +(\d+)/m.exec(run('pdfinfo', path))?.[1])
  return { path, bytes, pages, ...counts }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** All texts of the table pages in the order of the file, without blanks and without what pages repeat. */
function tableTexts(path: string): string {
  const pages = run('pdftotext', '-raw', path, '-').split('\f').slice(0, -1)
  return pages
    .map((page, index) => {
      const found = withoutBlanks(page)
      const foot = found.lastIndexOf(`Page${index + 1}of${pages.length}`)
      return found.slice(found.indexOf(about.exportId) + about.exportId.length, foot)
    })
    .join('')
}

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
    [0x590, 0x5ff],
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

/** Blanks hang over at line ends, and nobody sees joiners and marks of direction. */
function withoutBlanks(value: string): string {
  return value.replace(/[\s\p{Cf}\u0085]/gu, '')
}
