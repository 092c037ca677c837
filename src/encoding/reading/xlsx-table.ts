import { Readable } from 'node:stream'
import type { CellValue, stream } from 'exceljs'
import { unpack, type ZipEntry } from '../zip/zip-directory.ts'
import { type Cell, isFilled, readRows, type TableLine } from './table-line.ts'

/** What the package does with each part of a workbook; its types leave these methods out. */
interface PartReader {
  _parseRels(part: Readable): Promise<void>
  _parseWorkbook(part: Readable): Promise<void>
  _parseStyles(part: Readable): Promise<void>
  _parseSharedStrings(part: Readable): AsyncGenerator
  _parseWorksheet(part: Readable, number: string): Iterable<{ value: stream.xlsx.WorksheetReader }>
}

/** Reads the first sheet of a workbook. Dates are wall clocks without a zone. Throws where it is no workbook. */
export async function* xlsxTable(entries: ZipEntry[]): AsyncGenerator<TableLine> {
  const sheet = await firstSheet(entries)
  if (!sheet) return yield { refusal: 'This workbook has no sheet with rows.' }
  const { name } = sheet as unknown as { name?: string }
  yield { dialect: { format: 'xlsx', ...(name ? { sheet: name } : {}) } }
  let rows = 0
  for await (const row of sheet) {
    const values = row.values as CellValue[]
    const cells = Array.from(values, cellOf).slice(1)
    yield { row: { line: row.number, cells } }
    if (isFilled(cells)) rows += 1
    if (rows > readRows + 10) return
  }
}

/**
 * The package is handed each part: where it looks for them in the archive by itself, it loses those behind a sheet when
 * the machine is busy, and then has neither dates nor names.
 */
async function firstSheet(entries: ZipEntry[]): Promise<stream.xlsx.WorksheetReader | undefined> {
  const { default: excel } = await import('exceljs')
  const { default: utils } = await import('exceljs/lib/utils/utils.js')
  // Texts reach it decoded, and "&amp;" in one of them is what somebody wrote.
  utils.xmlDecode = (text) => text
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  }) as unknown as PartReader
  const find = (name: RegExp) => entries.find((entry) => name.test(entry.name))
  const open = (name: RegExp) => {
    const entry = find(name)
    // As text, so that no character is cut in two.
    return entry && unpack(entry).setEncoding('utf8')
  }
  const [relations, workbook, styles, strings] = [
    open(/^xl\/_rels\/workbook\.xml\.rels$/),
    open(/^xl\/workbook\.xml$/),
    open(/^xl\/styles\.xml$/),
    open(/^xl\/sharedStrings\.xml$/),
  ]
  if (relations) await reader._parseRels(relations)
  if (workbook) await reader._parseWorkbook(workbook)
  if (styles) await reader._parseStyles(styles)
  if (strings) for await (const _ of reader._parseSharedStrings(strings));
  const [, number] = sheetName.exec(find(sheetName)?.name ?? '') ?? []
  if (number === undefined) return undefined
  const [sheet] = reader._parseWorksheet(open(sheetName)!, number)
  return sheet!.value
}

const sheetName = /^xl\/worksheets\/sheet(\d+)\.xml$/

function cellOf(value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const isDate = !Number.isNaN(value.getTime())
    return isDate ? value.toISOString().slice(0, -1) : { problem: 'a date that exists' }
  }
  if (typeof value === 'string') return unescaped(value)
  if (typeof value !== 'object') return String(value)
  if ('error' in value) return { problem: `a value: the cell shows ${value.error}` }
  if ('richText' in value) return unescaped(value.richText.map(({ text }) => text).join(''))
  if ('text' in value) return String(value.text)
  if ('result' in value && value.result !== undefined) return cellOf(value.result)
  return { problem: 'a value: the formula in this cell has no stored result' }
}

/** Characters that XML cannot hold are written as numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
