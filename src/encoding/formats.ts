import { csv } from './csv/csv.ts'
import { json } from './json/json.ts'
import { ndjson } from './json/ndjson.ts'
import { parquet } from './parquet/parquet.ts'
import { pdf } from './pdf/pdf.ts'
import type { Format } from './rows/format.ts'
import { excel } from './xlsx/excel.ts'

/** Every format a file can be written in, in the order in which they are offered. */
export const formats: Format[] = [csv, excel, pdf, json, ndjson, parquet]

/** The format of that key or synonym. */
export function findFormat(name: string): Format | undefined {
  return formats.find(({ key, synonyms }) => key === name || synonyms.includes(name))
}
