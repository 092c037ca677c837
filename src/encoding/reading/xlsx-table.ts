import { Readable } from 'node:stream'
import type { CellValue } from 'exceljs'
import { type Cell, isFilled, readRows, type TableLine } from './table-line.ts'

/** Reads the first sheet of a workbook. Dates are wall clocks without a zone. Throws where it is no workbook. */
export async function* xlsxTable(bytes: Buffer): AsyncGenerator<TableLine> {
  const { default: excel } = await import('exceljs')
  const book = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  })
  for await (const sheet of book) {
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
    return
  }
  yield { refusal: 'This workbook has no sheet with rows.' }
}

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
