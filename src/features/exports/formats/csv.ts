import { csvDialect, csvOptions } from './csv-dialect.ts'
import { CsvRows } from './csv-rows.ts'
import type { Format } from './definition.ts'
import { formattedValues } from './formatted-values.ts'
import { writeRows } from './row-writer.ts'
import { usualLocale } from './value-options.ts'

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
    const dialect = csvDialect(options)
    const { values, locale = usualLocale } = dialect
    const encoder = new CsvRows(columns, dialect)
    const shown = values === 'raw' ? rows : formattedValues(rows, columns, { locale, hasOffsets: true })
    const count = await writeRows(shown, encoder, emit)
    return { rows: count, guardedCells: encoder.guardedCells, cutCells: 0 }
  },
}
