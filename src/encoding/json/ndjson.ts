import { lines } from '../recount/row-recount.ts'
import type { Format } from '../rows/format.ts'
import { jsonDialect, jsonOptions } from './json-options.ts'

/** A JSON object a line, as PostgreSQL's row_to_json would write the row. */
export const ndjson: Format = {
  key: 'ndjson',
  synonyms: ['jsonl', 'jsonlines'],
  label: 'NDJSON',
  purpose: 'One object per line, for large loads',
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  options: jsonOptions,
  dialect: jsonDialect,
  limits: {},
  recount: lines,
}
