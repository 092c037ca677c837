import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { unescaped } from '../samples/sample-workbook.ts'
import type { Cell } from './cells.ts'
import { caseColumns } from './corpus.ts'

const run = promisify(execFile)
const maxBuffer = 64 * 1024 * 1024
const keys = caseColumns.map(({ key }) => key)

/** Readers in Python, by the interpreter that the system's packages belong to. */
export async function readWithPython(reader: string, path: string, option = ''): Promise<Cell[][]> {
  const args = [join(import.meta.dirname, 'read.py'), reader, path, option]
  const { stdout } = await run('/usr/bin/python3', args, { maxBuffer })
  const rows = JSON.parse(stdout) as Cell[][]
  if (reader !== 'openpyxl') return rows
  return rows.map((row) => row.map((cell) => (cell === null ? null : unescaped(cell))))
}

/** Miller, told to take nothing for a number; its own output is CSV, as its JSON keeps control characters raw. */
export async function readWithMiller(path: string): Promise<Cell[][]> {
  const { stdout } = await run('mlr', ['-S', '--csv', '--quote-all', 'cat', path], { maxBuffer })
  await writeFile(`${path}.miller`, stdout)
  return readWithPython('python-csv', `${path}.miller`, ',')
}

/** DuckDB on CSV, with every column as a text; its client drops a leading U+FEFF, which JSON carries past it. */
export async function readCsvWithDuckDb(path: string): Promise<Cell[][]> {
  const dialect = `header=true, delim=',', quote='"', escape='"', auto_detect=false`
  const rows = await queryDuckDb(`read_csv('${path}', ${dialect}, columns=${columnsAs('VARCHAR')})`)
  return rows.map((row) => row.map((cell) => (cell === null ? null : JSON.parse(cell))))
}

/** DuckDB on NDJSON, with every value as it stands there. */
export async function readJsonWithDuckDb(path: string): Promise<Cell[][]> {
  const call = `read_json('${path}', format='newline_delimited', columns=${columnsAs('JSON')})`
  const rows = await queryDuckDb(call)
  const isText = (cell: Cell, place: number) => cell?.startsWith('"') && caseColumns[place]?.type !== 'json'
  return rows.map((row) => row.map((cell, place) => (isText(cell, place) ? JSON.parse(cell ?? '') : cell)))
}

function columnsAs(type: string): string {
  return `{${keys.map((key) => `'${key}': '${type}'`).join(', ')}}`
}

/** The cells that DuckDB makes of a table: as JSON, if nothing else is asked for. */
export async function queryDuckDb(
  table: string,
  cells = keys.map((key) => `to_json(${key})::varchar`),
): Promise<Cell[][]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const found = await connection.runAndReadAll(`select ${cells.join(', ')} from ${table}`)
    return found.getRowsJson() as Cell[][]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** A spreadsheet program: Gnumeric opens the workbook and gives each cell as it holds it. */
export async function readWithGnumeric(path: string): Promise<Cell[][]> {
  const options = 'sheet=Data quoting-mode=always separator=, format=raw'
  await run('ssconvert', ['-T', 'Gnumeric_stf:stf_assistant', '-O', options, path, `${path}.csv`], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const rows = await readWithPython('python-csv', `${path}.csv`, ',')
  return rows.map((row) => row.map((cell, place) => asShown(unescaped(cell ?? ''), caseColumns[place]?.type)))
}

/** Gnumeric's raw values: days since 30 December 1899, and truth in capitals. */
function asShown(cell: string, type: string | undefined): string {
  if (type === 'boolean') return cell.toLowerCase()
  if ((type !== 'date' && type !== 'timestamp') || !/^\d+(\.\d+)?$/.test(cell)) return cell
  const instant = new Date(Math.round((Number(cell) - 25_569) * 86_400_000)).toISOString().slice(0, -1)
  return type === 'date' ? instant.slice(0, 10) : instant
}

/** A copy of a workbook in which one part has another text. */
export async function replacePart(path: string, part: string, text: string): Promise<string> {
  const [target, textPath] = [`${path}.altered.xlsx`, `${path}.xml`]
  await writeFile(textPath, text)
  await run('/usr/bin/python3', [join(import.meta.dirname, 'replace_part.py'), path, target, part, textPath])
  return target
}

/** The documents of a file with one JSON value a line. */
export async function jsonLines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
}
