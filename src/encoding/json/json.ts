import { arrayElements } from '../recount/row-recount.ts'
import type { Format } from '../rows/format.ts'
import { jsonDialect, jsonOptions } from './json-options.ts'

/** One JSON array with an object a line, so that two files can be compared line by line. */
export const json: Format = {
  key: 'json',
  synonyms: [],
  label: 'JSON',
  purpose: 'One array, for programs',
  extension: 'json',
  mediaType: 'application/json',
  options: jsonOptions,
  dialect: jsonDialect,
  limits: {},
  recount: arrayElements,
}
