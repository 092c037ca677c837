/** A cell as text. One that has no usable value says what was expected, and whether it swallowed what follows it. */
export type Cell = string | { problem: string; swallowsRest?: boolean }

export interface TableRow {
  /** Its number as a spreadsheet shows it: from 1, the header included. */
  line: number
  cells: Cell[]
}

/** How the file is written, as found in it. */
export interface TableDialect {
  format: 'csv' | 'xlsx'
  encoding?: 'utf-8' | 'utf-16le' | 'utf-16be'
  delimiter?: string
  sheet?: string
}

/** What a reader tells, one JSON value a line: the dialect, then the rows, then the end. */
export type TableLine = { dialect: TableDialect } | { row: TableRow } | { end: true } | { refusal: string }

/** What tells the reader's process to begin. */
export const start = 'read'

/** More rows than that are not read; the one behind the last tells that there are more. */
export const readRows = 100_000

/** Whether a row says anything. */
export function isFilled(cells: Cell[]): boolean {
  return cells.some((cell) => typeof cell !== 'string' || cell.trim() !== '')
}
