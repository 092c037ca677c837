import type { Format } from './definition.ts'
import { jsonDialect, jsonOptions } from './json-options.ts'
import { JsonRows } from './json-rows.ts'
import { writeRows } from './row-writer.ts'

/** One JSON array with an object a line, so that two files can be compared line by line. */
export const json: Format = {
  key: 'json',
  synonyms: [],
  label: 'JSON',
  extension: 'json',
  mediaType: 'application/json',
  options: jsonOptions,
  dialect: jsonDialect,
  limits: {},
  async write({ rows, columns, options }, emit) {
    const frame = { head: '[', first: '\n', between: ',\n', tail: '\n]\n', empty: ']\n' }
    const count = await writeRows(rows, new JsonRows(columns, jsonDialect(options), frame), emit)
    return { rows: count, guardedCells: 0, cutCells: 0 }
  },
}
