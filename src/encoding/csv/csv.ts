import { csvRecords } from '../recount/row-recount.ts'
import type { Format } from '../rows/format.ts'
import { type CsvDialect, csvDialect, csvOptions } from './csv-dialect.ts'
import { guardInverse } from './formula-guard.ts'

/** CSV as in RFC 4180, or as a locale's Excel opens it. */
export const csv: Format = {
  key: 'csv',
  synonyms: [],
  label: 'CSV',
  purpose: 'For spreadsheets and most programs',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  options: csvOptions,
  dialect: csvDialect,
  limits: {},
  recount: ({ header }) => csvRecords(header === false ? 0 : 1),
  notes(dialect) {
    const { formula_guard, preset } = dialect as CsvDialect
    const inverse = guardInverse(formula_guard)
    return [
      ...(inverse === undefined ? [] : [`Formula guard, to get the exact text back: ${inverse}`]),
      ...(preset === 'excel' ? [`Times have no offset from UTC: they are in the file's time zone.`] : []),
    ]
  },
  warnings: (columns, { preset }) =>
    preset === 'excel' && columns.some(({ type, masked }) => type === 'timestamp' && !masked)
      ? [
          {
            code: 'offset_lost',
            message:
              'Times are written without their UTC offset, because Excel cannot read it. Choose standard CSV to keep it.',
          },
        ]
      : [],
}
