import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'
import type { FileColumn } from '../../src/encoding/rows/column.ts'
import { zipContents } from '../../src/encoding/zip/zip-reader.ts'
import { inOrder, type SampleTable, type SampleValue } from './sample-table.ts'

/** A cell as a reader understands it: no cell, a text, a number, a truth value, or a wall clock as ISO 8601. */
export type ReadCell = null | string | number | boolean | { clock: string }

/** Names of the sheets and what stands in them. */
export type ReadWorkbook = { name: string; rows: ReadCell[][] }[]

const longestText = 32_767

/** What a cell has to hold, from the format's rules and not from the writer. */
export function expectedCell({ type, masked }: FileColumn, { copy, csv }: SampleValue): ReadCell {
  if (copy === null) return null
  if (masked) return cellText(copy)
  const wall = copy.match(/^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(\.\d{1,6})?([+-][\d:]+)?)?$/)
  const isDay = wall !== null && wall[1]! >= '1900-03-01'
  if (type === 'date' && isDay && !wall[2]) return { clock: `${copy}T00:00:00.000` }
  if (type === 'timestamp' && isDay && wall[2]) {
    const milliseconds = Math.round(Number(wall[3] ?? 0) * 1000)
    const instant = new Date(Date.parse(`${wall[1]}T${wall[2]}Z`) + milliseconds).toISOString().slice(0, -1)
    // Rounding must not show another second.
    return instant.startsWith(`${wall[1]}T${wall[2]}`) ? { clock: instant } : csv
  }
  if (type === 'boolean') return copy === 't'
  const isNumber = ['integer', 'decimal', 'money'].includes(type) && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(copy)
  if (isNumber && significantDigits(copy) <= 15) return Number(copy)
  return type === 'timestamp' ? csv : cellText(copy)
}

/** A text as a cell can hold it. */
export function cellText(text: string): string {
  const clean = text.replace(/[\ufffe\uffff]/g, '')
  if (clean.length <= longestText) return clean
  const kept = clean.slice(0, longestText - '… [cut]'.length)
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}… [cut]`
}

export function expectedRows(table: SampleTable): ReadCell[][] {
  return table.rows.map((row) => row.map((value, index) => expectedCell(table.columns[index]!, value)))
}

function significantDigits(number: string): number {
  const decimals = number.includes('.') ? number.replace(/0+$/, '') : number
  return decimals.replace(/[-.]/g, '').replace(/^0+/, '').length
}

/** One part of the package as text. */
export async function partOf(file: Buffer, name: string): Promise<string> {
  const text = await buffer(zipContents(inOrder([file]), (found) => found === name))
  return text.toString()
}

/** Reads with exceljs, which takes an empty text for no cell. */
export async function readWithExceljs(file: Buffer): Promise<ReadWorkbook> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(file as unknown as exceljs.Buffer)
  return book.worksheets.map((sheet) => ({
    name: sheet.name,
    rows: Array.from({ length: sheet.rowCount }, (_, row) =>
      Array.from({ length: sheet.columnCount }, (_, column) => {
        const { value } = sheet.getCell(row + 1, column + 1)
        if (value instanceof Date) return { clock: value.toISOString().slice(0, -1) }
        if (typeof value === 'object' && value !== null) throw new Error(`a cell is ${JSON.stringify(value)}`)
        return typeof value === 'string' ? unescaped(value) : (value ?? null)
      }),
    ),
  }))
}

// Reads a path a line and answers with its cells; formulas come as what no other cell looks like.
const python = `
import sys, json, datetime, openpyxl
def shown(cell):
    if cell.data_type == 'f': return {'formula': cell.value}
    if isinstance(cell.value, datetime.datetime): return {'clock': cell.value.isoformat(timespec='milliseconds')}
    return cell.value
for line in sys.stdin:
    book = openpyxl.load_workbook(line.rstrip('\\n'))
    sheets = [{'name': s.title, 'rows': [[shown(c) for c in row] for row in s.iter_rows()]} for s in book]
    print(json.dumps(sheets), flush=True)
`

/** openpyxl in a process of Python, which takes longer to start than to read a file. */
export class OpenpyxlReader {
  readonly #process: ChildProcessByStdio<Writable, Readable, null> = spawn(
    '/usr/bin/python3',
    ['-c', python],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  readonly #answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]()

  async read(path: string): Promise<ReadWorkbook> {
    this.#process.stdin.write(`${path}\n`)
    const { value, done } = await this.#answers.next()
    if (done) throw new Error('openpyxl (Debian package python3-openpyxl) could not read the file')
    return (JSON.parse(value) as ReadWorkbook).map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? unescaped(cell) : cell))),
    }))
  }

  close(): void {
    this.#process.kill()
  }
}

/** The readers leave the escapes of ST_Xstring to their users. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}
