import { csvDialect, csvOptions } from './csv-dialect.ts'
import { CsvRows } from './csv-rows.ts'
import type { Format } from './definition.ts'
import { writeRows } from './row-writer.ts'

/** CSV as in RFC 4180, or as a locale's Excel opens it. */
export const csv: Format = {
  key: 'csv',
  synonyms: [],
  label: 'CSV',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  options: csvOptions,
  dialect: csvDialect,
  limits: {},
  async write({ rows, columns, options }, emit) {
    const encoder = new CsvRows(columns, csvDialect(options))
    const count = await writeRows(rows, encoder, emit)
    return { rows: count, guardedCells: encoder.guardedCells, cutCells: 0 }
  },
}
