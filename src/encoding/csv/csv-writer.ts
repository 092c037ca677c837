import type { Emit } from '../rows/emit.ts'
import type { WriteCounts, WriteInput } from '../rows/format.ts'
import { defaultLocale, formattedValues } from '../rows/formatted-values.ts'
import { writeRows } from '../rows/row-writer.ts'
import type { CsvDialect } from './csv-dialect.ts'
import { CsvRows } from './csv-rows.ts'

export async function writeCsv({ rows, columns, options }: WriteInput, emit: Emit): Promise<WriteCounts> {
  const dialect = options as CsvDialect
  const { values, preset, locale = defaultLocale } = dialect
  const isForExcel = preset === 'excel'
  const style = { locale, hasOffsets: !isForExcel, isForExcel }
  const encoder = new CsvRows(columns, dialect)
  const shown = values === 'raw' ? rows : formattedValues(rows, columns, style)
  const count = await writeRows(shown, encoder, emit)
  return { rows: count, guardedCells: encoder.guardedCells, cutCells: 0 }
}
