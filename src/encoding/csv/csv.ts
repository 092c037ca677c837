import type { Format } from '../rows/format.ts'
import { csvDialect, csvOptions } from './csv-dialect.ts'

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
}
