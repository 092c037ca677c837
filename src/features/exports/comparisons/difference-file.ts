import { isGuarded } from '#src/encoding/csv/formula-guard.ts'
import { type CellValue, cellValue } from '#src/features/datasets/rows/cell-value.ts'
import type { Manifest } from '../proofs/manifest.ts'
import type { Difference, Fields } from './compare-rows.ts'

type Column = Manifest['columns'][number]
type Differences = AsyncIterable<Difference>

interface Kind {
  mediaType: string
  /** The lines of the file, each with its end. */
  lines: (columns: Column[], differences: Differences) => AsyncGenerator<string>
}

/** How the rows that differ are written. */
export const differenceFiles = {
  csv: { mediaType: 'text/csv; charset=utf-8', lines: csvLines },
  ndjson: { mediaType: 'application/x-ndjson', lines: ndjsonLines },
} as const satisfies Record<string, Kind>

/** A line for each value that changed, and one for each row that was added or removed; then the row itself. */
async function* csvLines(columns: Column[], differences: Differences): AsyncGenerator<string> {
  const heads = ['Change', 'Row key', 'Column', 'Before', 'After', ...columns.map(({ label }) => label)]
  yield csvLine(heads.map(csvText))
  for await (const { kind, rowKey, before, after } of differences) {
    const [old, now] = [await before?.(), after?.()]
    const row = columns.map((column, index) => csvCell(column, (now ?? old)![index] ?? null))
    if (!old || !now) {
      yield csvLine([kind, rowKey, '', '', '', ...row])
      continue
    }
    for (const index of changedPlaces(old, now)) {
      const column = columns[index]!
      const values = [csvCell(column, old[index] ?? null), csvCell(column, now[index] ?? null)]
      yield csvLine([kind, rowKey, csvText(column.label), ...values, ...row])
    }
  }
}

/** A line for each row: what it was and is where it changed, and the row as it is, or as it was when removed. */
async function* ndjsonLines(columns: Column[], differences: Differences): AsyncGenerator<string> {
  for await (const { kind, rowKey, before, after } of differences) {
    const [old, now] = [await before?.(), after?.()]
    const value = (fields: Fields, index: number) => cellValue(columns[index]!, fields[index] ?? null)
    const changed =
      old &&
      now &&
      Object.fromEntries(
        changedPlaces(old, now).map((index) => [
          columns[index]!.key,
          { before: value(old, index), after: value(now, index) },
        ]),
      )
    const row = Object.fromEntries(columns.map(({ key }, index) => [key, value((now ?? old)!, index)]))
    yield `${JSON.stringify({ change: kind, row_key: rowKey, ...(changed ? { columns: changed } : {}), row })}\n`
  }
}

function changedPlaces(old: Fields, now: Fields): number[] {
  return now.flatMap((value, index) => (value === old[index] ? [] : [index]))
}

function csvLine(cells: string[]): string {
  return `${cells.join(',')}\r\n`
}

/** As exports to CSV write it; only texts can be mistaken for formulas. */
function csvCell(column: Column, text: string | null): string {
  // As it stands: a text is told from a number by its quotes, and no formula begins with one.
  if (text !== null && column.type === 'json' && !column.masked) return quoted(text)
  const value = cellValue(column, text)
  if (value === null) return ''
  return typeof value === 'string' && (column.type === 'text' || column.masked)
    ? csvText(value)
    : quoted(plain(value))
}

function plain(value: CellValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function csvText(text: string): string {
  const bytes = Buffer.from(text)
  return quoted(isGuarded('text', bytes, 0, bytes.length) ? `'${text}` : text)
}

/** An empty text is quoted, an absent value is not. */
function quoted(text: string): string {
  return text === '' || /^ | $|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
