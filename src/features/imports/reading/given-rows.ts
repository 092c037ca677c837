import type { OpenTable } from '#src/encoding/reading/read-table.ts'
import { isFilled, readRows, type TableRow } from '#src/encoding/reading/table-line.ts'
import type { ImportDialect, ImportErrorResource } from '../schema.ts'
import { type CellDialect, readCell, shown } from './cell-values.ts'
import type { Layout } from './layouts.ts'
import { type FileColumn, headingProblems, isHeader, mapColumns } from './mapping.ts'

const rowsAtOnce = 1_000
/** A title and remarks may stand above the headings. */
const mostRowsAbove = 10

export interface GivenTable {
  dialect: ImportDialect
  columns: FileColumn[]
  /** Why no row can be read. */
  problems: ImportErrorResource[]
  batches: AsyncGenerator<GivenBatch>
}

/** One row of the file; a key that is absent, or was empty, says nothing. */
export interface GivenRow {
  row: number
  values: Record<string, string | number>
}

export interface GivenBatch {
  raw: TableRow[]
  rows: GivenRow[]
  errors: ImportErrorResource[]
  /** Set where rows follow that cannot be read at all. */
  isCutOff: boolean
}

/** Finds the headings of a table, and gives what its rows say in batches. */
export async function givenTable({ dialect, rows }: OpenTable, layout: Layout): Promise<GivenTable> {
  const above: TableRow[] = []
  let header: TableRow | undefined
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    if (!isFilled(next.value.cells)) continue
    header = isHeader(next.value.cells, layout) ? next.value : undefined
    above.push(next.value)
    if (header || above.length === mostRowsAbove) break
  }
  const { line: header_row, cells } = header ?? above[0] ?? { line: 1, cells: [] }
  const columns = mapColumns(cells, layout)
  const problems = headingProblems(columns, layout).map((problem) => ({ row: header_row, ...problem }))
  const isText = dialect.delimiter !== undefined
  const cellDialect = { hasDecimalComma: dialect.delimiter === ';', isGuarded: isText }
  return {
    dialect: { ...dialect, header_row },
    columns,
    problems,
    batches: batchesOf(rows, columns, { ...cellDialect, width: isText ? cells.length : 0 }),
  }
}

async function* batchesOf(
  rows: AsyncGenerator<TableRow>,
  columns: FileColumn[],
  dialect: CellDialect & { width: number },
): AsyncGenerator<GivenBatch> {
  let batch = emptyBatch()
  let count = 0
  for await (const row of rows) {
    if (!isFilled(row.cells)) continue
    count += 1
    const errors = count > readRows ? [tooMany(row)] : wrongWidth(row, dialect.width)
    const { values, errors: ofCells } = readRow(row, columns, dialect)
    batch.isCutOff ||=
      count > readRows || row.cells.some((cell) => typeof cell === 'object' && cell.swallowsRest)
    batch.raw.push(row)
    batch.errors.push(...errors, ...(errors.length > 0 ? [] : ofCells))
    if (errors.length + ofCells.length === 0) batch.rows.push({ row: row.line, values })
    if (batch.raw.length === rowsAtOnce || count > readRows) {
      yield batch
      batch = emptyBatch()
    }
    if (count > readRows) return
  }
  if (batch.raw.length > 0) yield batch
}

function emptyBatch(): GivenBatch {
  return { raw: [], rows: [], errors: [], isCutOff: false }
}

function readRow({ line, cells }: TableRow, columns: FileColumn[], dialect: CellDialect) {
  const values: GivenRow['values'] = {}
  const errors: ImportErrorResource[] = []
  for (const { index, column, definition } of columns) {
    if (!definition) continue
    const cell = cells[index] ?? ''
    const reading =
      typeof cell === 'string' ? readCell(cell, definition, dialect) : { expected: cell.problem }
    if ('expected' in reading)
      errors.push({ row: line, column, value: shown(cell), expected: reading.expected })
    else if (reading.value !== undefined) values[definition.key] = reading.value
  }
  return { values, errors }
}

/** A row of CSV that is cut off or has a delimiter too many would put values in the wrong columns. */
function wrongWidth({ line, cells }: TableRow, width: number): ImportErrorResource[] {
  const broken = cells.find((cell) => typeof cell !== 'string')
  if (width === 0 || cells.length === width || broken) return []
  const expected = `${width} values, as the headings have: this row has ${cells.length}`
  return [{ row: line, column: '', value: shown(cells.at(-1) ?? ''), expected }]
}

function tooMany({ line, cells }: TableRow): ImportErrorResource {
  const expected = `at most ${readRows.toLocaleString('en')} rows: split the file`
  return { row: line, column: '', value: shown(cells[0] ?? ''), expected }
}
