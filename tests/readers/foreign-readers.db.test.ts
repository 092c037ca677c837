import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellText, partOf } from '../samples/sample-workbook.ts'
import { type Cell, differences, type Fidelity, microseconds } from './cells.ts'
import { type CaseColumn, caseColumns, caseCount } from './corpus.ts'
import {
  jsonLines,
  readCsvWithDuckDb,
  readJsonWithDuckDb,
  readWithGnumeric,
  readWithMiller,
  readWithPython,
  replacePart,
} from './foreign-readers.ts'
import { readParquetWithDuckDb, readWithHyparquet } from './parquet-readers.ts'
import { cellsOf, fillSpool, loadCsv, loadJson, writeExport } from './snapshot.ts'

const exact: Fidelity = { time: 'instant', hasNull: true, precision: 1n }
/** openpyxl rounds a time to a millisecond. */
const sheet: Fidelity = { time: 'wall', hasNull: true, precision: 1000n, hasDoubles: true }
const textOnly: Fidelity = { ...exact, hasNull: false }

let folder: string
let spool: string
let truth: Cell[][]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-readers-'))
  spool = join(folder, 'rows.copy')
  await fillSpool(spool)
  truth = await cellsOf('cases')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const off = { formula_guard: 'off' }

async function make(
  format: string,
  extension: string,
  options: Record<string, unknown> = {},
): Promise<string> {
  return (await writeExport(spool, folder, format, extension, options)).path
}

function wrong(found: Cell[][], fidelity: Fidelity, expected = truth): string[] {
  return differences(caseColumns, expected, found, fidelity)
}

describe(`${caseCount} values`, () => {
  it('are as many as a table of nasty values should have', () => expect(caseCount).toBeGreaterThan(150))

  describe('as CSV', () => {
    it('are what PostgreSQL loads into columns of the same types', async () => {
      expect(wrong(await loadCsv(await make('csv', 'pg.csv', off)), exact)).toEqual([])
    })

    it('are what Python, pandas, Miller and DuckDB read', async () => {
      const path = await make('csv', 'csv', off)
      expect(wrong(await readWithPython('python-csv', path, ','), textOnly)).toEqual([])
      expect(wrong(await readWithPython('pandas', path, ','), textOnly)).toEqual([])
      // Miller takes CR LF for LF, inside quotes too.
      const lines = truth.map((row) => row.map((cell) => cell?.replaceAll('\r\n', '\n') ?? null))
      expect(wrong(await readWithMiller(path), textOnly, lines)).toEqual([])
      expect(wrong(await readCsvWithDuckDb(path), textOnly)).toEqual([])
    })

    it('are the same in every preset, but for the offsets that Excel does not read', async () => {
      const tsv = await make('csv', 'tsv', { ...off, preset: 'tsv' })
      expect(wrong(await readWithPython('python-csv', tsv, '\t'), textOnly)).toEqual([])
      const german = await make('csv', 'de.csv', { ...off, preset: 'excel', locale: 'de-DE' })
      const rows = await readWithPython('pandas', german, ';')
      expect(wrong(fromGerman(rows), { ...textOnly, time: 'wall' })).toEqual([])
    })
  })

  describe('as JSON', () => {
    it('are what PostgreSQL and Python read', async () => {
      const path = await make('json', 'json')
      const documents = (JSON.parse(await readFile(path, 'utf8')) as unknown[]).length
      expect(documents).toBe(truth.length)
      const elements = (await jsonLines(path)).slice(1, -1).map((line) => line.replace(/,$/, ''))
      expect(wrong(await loadJson(elements), exact)).toEqual([])
      expect(wrong(await readWithPython('python-json', path), exact)).toEqual([])
    })
  })

  describe('as Excel', () => {
    it('are what openpyxl and Gnumeric read, but for what a cell cannot hold, which is counted', async () => {
      const { path, result } = await writeExport(spool, folder, 'excel', 'xlsx')
      const held = asHeld(truth)
      expect(result.cutCells).toBe(differences(caseColumns, truth, held, exact).length)
      expect(result.cutCells).toBe(3)
      expect(wrong(await readWithPython('openpyxl', path, 'Data'), sheet, held)).toEqual([])
      expect(wrong(await readWithGnumeric(path), { ...sheet, hasNull: false }, held)).toEqual([])
    })
  })

  describe('as NDJSON', () => {
    it('are what PostgreSQL and DuckDB read', async () => {
      const path = await make('ndjson', 'ndjson')
      expect(wrong(await loadJson(await jsonLines(path)), exact)).toEqual([])
      // DuckDB makes a float of a number with more digits than that has; of a text it does not.
      const texts = await make('ndjson', 'texts.ndjson', { numbers: 'string' })
      expect(wrong(await readJsonWithDuckDb(texts), exact)).toEqual([])
    })
  })

  describe('as Parquet', () => {
    it('are what DuckDB and hyparquet read, but for infinite days and times, which are counted', async () => {
      const { path, result } = await writeExport(spool, folder, 'parquet', 'parquet')
      const held = asTyped(truth)
      expect(result.cutCells).toBe(4)
      expect(wrong(await readParquetWithDuckDb(path, caseColumns), exact, held)).toEqual([])
      const doubles = { ...exact, hasDoubles: true }
      expect(wrong(await readWithHyparquet(path, caseColumns), doubles, held)).toEqual([])
    })

    it('may have doubles where a column does not fix the decimal places', async () => {
      const { path } = await writeExport(spool, folder, 'parquet', 'doubles.parquet', { numbers: 'double' })
      const place = caseColumns.findIndex(({ key }) => key === 'fraction')
      const fraction = { key: 'fraction', type: 'decimal' }
      const found = await readWithHyparquet(path, [fraction])
      expect(found.map(([cell]) => cell)).toEqual(
        truth.map((row) => (row[place] === null ? null : String(Number(row[place])))),
      )
    })
  })
})

describe('a fault in the file is found', () => {
  const plant = async (format: string, options: Record<string, unknown>, fault: (text: string) => string) => {
    const path = await make(format, `fault.${format}`, options)
    const text = await readFile(path, 'utf8')
    const altered = fault(text)
    expect(altered).not.toBe(text)
    await writeFile(path, altered)
    return path
  }

  it.each([
    ['a dropped row', (text: string) => text.replace(/\r\n2,.*\r\n3,/, '\r\n3,'), /rows instead of/],
    ['a shifted zone', (text: string) => text.replace('T04:04:05+01:00', 'T04:04:05+02:00'), /instant/],
    ['a lost part of a second', (text: string) => text.replace('05.123', '05.12'), /instant/],
    ['a rounded number', (text: string) => text.replace('9007199254740993', '9007199254740992'), /whole/],
    ['a lost digit', (text: string) => text.replace('12345.678', '12345.68'), /fraction/],
    ['a guard where none was asked for', (text: string) => text.replace(',=1+1,', ",'=1+1,"), /words/],
    ['a swapped null', (text: string) => text.replace(/\n1,"",/, '\n1,,'), /row 1, words/],
  ])('%s', async (_, fault, expected) => {
    const path = await plant('csv', off, fault)
    expect(wrong(await loadCsv(path), exact).join('\n')).toMatch(expected)
  })

  it('a float in JSON', async () => {
    const path = await plant('ndjson', {}, (text) => text.replace('1234567890123456,', '1234567890123457,'))
    expect(wrong(await loadJson(await jsonLines(path)), exact).join('\n')).toMatch(/fraction/)
  })
})

describe('a fault in a workbook is found', () => {
  const part = 'xl/worksheets/sheet1.xml'
  let path: string
  let xml: string

  beforeAll(async () => {
    path = (await writeExport(spool, folder, 'excel', 'whole.xlsx')).path
    xml = await partOf(await readFile(path), part)
  })

  /** What the reader makes of it: the wrong cells, or why it refuses the file. */
  const verdict = (rows: Promise<Cell[][]>, fidelity: Fidelity) =>
    rows.then((found) => wrong(found, fidelity, asHeld(truth)).join('\n'), String)

  it.each([
    ['a dropped row', () => xml.replace(/<row r="3">.*?<\/row>/s, ''), /row 2/],
    ['a shifted zone', () => xml.replace('45293.1695', '45293.2112'), /instant/],
    ['a rounded number', () => xml.replace('9007199254740993', '9007199254740992'), /whole/],
    ['a lost digit', () => xml.replace('<v>-1.5</v>', '<v>-1.4</v>'), /fraction/],
    [
      'a live formula',
      () => xml.replace(' t="inlineStr"><is><t>=1+1</t></is></c>', '><f>1+1</f></c>'),
      /words: .* instead of "=1\+1"/,
    ],
    ['an illegal character', () => xml.replace('a_x0001_b', 'a\u0001b'), /./],
    [
      'an empty text that became none',
      () => xml.replace(/<c r="B\d+"[^>]*><is><t><\/t><\/is><\/c>/, ''),
      /words/,
    ],
  ])('%s', async (_, fault, expected) => {
    expect(fault()).not.toBe(xml)
    const altered = await replacePart(path, part, fault())
    expect(await verdict(readWithPython('openpyxl', altered, 'Data'), sheet)).toMatch(expected)
  })

  it('by Gnumeric, too', async () => {
    const altered = await replacePart(path, part, xml.replace(/<row r="3">.*?<\/row>/s, ''))
    expect(await verdict(readWithGnumeric(altered), { ...sheet, hasNull: false })).toMatch(/row 2/)
  })
})

/** The values as cells can hold them. */
function asHeld(rows: Cell[][]): Cell[][] {
  const isText = caseColumns.map(({ type }) => type === 'text')
  return rows.map((row) => row.map((cell, place) => (isText[place] && cell !== null ? cellText(cell) : cell)))
}

/** The values as the types of Parquet hold them: times as microseconds since 1970, and none that is infinite. */
function asTyped(rows: Cell[][]): Cell[][] {
  return rows.map((row) =>
    row.map((cell, place) => {
      const type = caseColumns[place]?.type
      if (cell === null || (type !== 'date' && type !== 'timestamp')) return cell
      if (/infinity/.test(cell)) return null
      return type === 'date' ? cell : String(microseconds(cell, 'instant'))
    }),
  )
}

/** Numbers with the decimal point that everybody else writes. */
/** What a German Excel reads, as PostgreSQL would write it. */
function fromGerman(rows: Cell[][]): Cell[][] {
  const read = ({ type }: CaseColumn, cell: string) => {
    if (type === 'boolean') return String(cell === 'WAHR')
    return type === 'decimal' || type === 'money' || type === 'timestamp' ? cell.replace(',', '.') : cell
  }
  return rows.map((row) =>
    row.map((cell, place) => (cell ? read(caseColumns[place] as CaseColumn, cell) : cell)),
  )
}
