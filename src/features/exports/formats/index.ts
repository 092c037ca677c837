import { csv } from './csv.ts'
import type { Format } from './definition.ts'
import { excel } from './excel.ts'
import { json } from './json.ts'
import { ndjson } from './ndjson.ts'
import { pdf } from './pdf.ts'

/** Every format a file can be written in, in the order in which they are offered. */
export const formats: Format[] = [csv, excel, pdf, json, ndjson]

/** The format of that key or synonym. */
export function findFormat(name: string): Format | undefined {
  return formats.find(({ key, synonyms }) => key === name || synonyms.includes(name))
}
