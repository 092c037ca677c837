import { fileColumns } from '../record/about-file.ts'
import type { FilePlan } from '../record/plan-file.ts'
import { tooManyRows } from '../record/row-limit.ts'

export interface Warning {
  code: string
  /** A sentence that says what to do instead. */
  message: string
  /** False where the export would be refused. */
  fits: boolean
}

/** From so many cells on, programs take minutes to open a file with sheets. */
const manyCells = 20_000_000

/** What people should know of the file before they request it. */
export function warningsFor(
  { format, columns }: Pick<FilePlan, 'format' | 'columns'>,
  rows: number,
  isExact: boolean,
): Warning[] {
  const { limits, label } = format
  const warnings: Warning[] = []
  if (limits.rows !== undefined && rows > limits.rows) {
    const message = isExact
      ? tooManyRows(format, rows)
      : `This will probably not fit: ${tooManyRows(format, rows)}`
    warnings.push({ code: 'too_many_rows', message, fits: false })
  }
  if (limits.rowsPerSheet !== undefined && rows >= limits.rowsPerSheet) {
    // A heading takes a row of each sheet.
    const sheets = Math.ceil(rows / (limits.rowsPerSheet - 1))
    const message = `A sheet holds ${limits.rowsPerSheet.toLocaleString('en-US')} rows, so ${label} gets ${sheets} sheets.`
    warnings.push({ code: 'several_sheets', message, fits: true })
  }
  if (limits.rowsPerSheet !== undefined && rows * columns.length > manyCells) {
    const message = `${label} takes a long time to open ${(rows * columns.length).toLocaleString('en-US')} cells. Choose fewer columns, or CSV.`
    warnings.push({ code: 'many_cells', message, fits: true })
  }
  return warnings
}

/** What the format itself says of these columns and of the texts in the first rows. */
export function fileWarnings(
  { format, columns, options }: Pick<FilePlan, 'format' | 'columns' | 'options'>,
  texts: string[],
  { rows, hasMore }: { rows: number; hasMore: boolean },
): Warning[] {
  const found = format.warnings?.(fileColumns(columns), options, texts) ?? []
  return found.map(({ code, message, cells }) => ({
    code,
    message: cells === undefined ? message : `${affected(cells)}. ${message}`,
    fits: true,
  }))

  function affected(cells: number): string {
    const what = cells === 1 ? '1 cell is' : `${cells.toLocaleString('en-US')} cells are`
    return `${what} affected${hasMore ? ` in the first ${rows.toLocaleString('en-US')} rows` : ''}`
  }
}
