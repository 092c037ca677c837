import type { Emit } from '../rows/emit.ts'
import type { WriteCounts, WriteInput } from '../rows/format.ts'
import { writeRows } from '../rows/row-writer.ts'
import type { JsonDialect } from './json-options.ts'
import { type JsonFrame, JsonRows } from './json-rows.ts'

const array = { head: '[', first: '\n', between: ',\n', tail: '\n]\n', empty: ']\n' }
const lines = { head: '', first: '', between: '\n', tail: '\n', empty: '' }

export function writeJson(input: WriteInput, emit: Emit): Promise<WriteCounts> {
  return writeObjects(input, array, emit)
}

export function writeNdjson(input: WriteInput, emit: Emit): Promise<WriteCounts> {
  return writeObjects(input, lines, emit)
}

async function writeObjects(
  { rows, columns, options }: WriteInput,
  frame: JsonFrame,
  emit: Emit,
): Promise<WriteCounts> {
  const count = await writeRows(rows, new JsonRows(columns, options as JsonDialect, frame), emit)
  return { rows: count, guardedCells: 0, cutCells: 0 }
}
