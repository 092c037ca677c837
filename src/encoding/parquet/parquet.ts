import { parquetRows } from '../recount/parquet-recount.ts'
import type { Format } from '../rows/format.ts'
import { parquetDialect, parquetOptions } from './parquet-options.ts'

/** Apache Parquet: columns with their types, in compressed pages, for analytics. */
export const parquet: Format = {
  key: 'parquet',
  synonyms: [],
  label: 'Parquet',
  purpose: 'Typed columns, for data warehouses and notebooks',
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  options: parquetOptions,
  dialect: parquetDialect,
  limits: {},
  recount: parquetRows,
  notes: () => [
    'Times are instants in UTC, to the microsecond.',
    'A value that the type of its column cannot hold, such as NaN or infinity, is null and counted as a cut cell; a number with more decimal places than its column has is rounded to them and counted, too.',
  ],
}
