import type { Format } from '../rows/format.ts'
import { jsonDialect, jsonOptions } from './json-options.ts'

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
}
