import type { Format } from './definition.ts'
import { jsonDialect, jsonOptions } from './json-options.ts'
import { JsonRows } from './json-rows.ts'
import { writeRows } from './row-writer.ts'

/** A JSON object a line, as PostgreSQL's row_to_json would write the row. */
export const ndjson: Format = {
  key: 'ndjson',
  synonyms: ['jsonl', 'jsonlines'],
  label: 'NDJSON',
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  options: jsonOptions,
  dialect: jsonDialect,
  limits: {},
  async write({ rows, columns, options }, emit) {
    const frame = { head: '', first: '', between: '\n', tail: '\n', empty: '' }
    const count = await writeRows(rows, new JsonRows(columns, jsonDialect(options), frame), emit)
    return { rows: count, guardedCells: 0, cutCells: 0 }
  },
}
