import { csv } from './csv.ts'
import type { Format } from './definition.ts'
import { excel } from './excel.ts'
import { json } from './json.ts'
import { ndjson } from './ndjson.ts'

/** Every format a file can be written in, in the order in which they are offered. */
export const formats: Format[] = [csv, excel, json, ndjson]

/** The format of that key or synonym. */
export function findFormat(name: string): Format | undefined {
  return formats.find((format) => format.key === name || format.synonyms.includes(name))
}
