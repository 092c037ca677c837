import type { FileColumn } from '../rows/column.ts'
import { isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import {
  booleanKind,
  dateKind,
  decimalKind,
  integerKind,
  timestampKind,
  valueKinds,
} from '../rows/value-kind.ts'

const narrowest = 8
const widest = 60
const backslash = 92
const offsetLength = ' +02:00'.length

/** The width of each column in characters, as its label and these rows want it. */
export function columnWidths(
  columns: FileColumn[],
  { bytes, ends, rows, width }: RowBatch,
  hasOffsets = false,
): number[] {
  const kinds = valueKinds(columns)
  // The filter's button takes two characters of the header.
  const longest = columns.map(({ label }) => shownLength(Buffer.from(label), 0, Buffer.byteLength(label)) + 2)
  let from = 0
  for (let field = 0; field < rows * width; field++) {
    const column = field % width
    const to = ends[field] as number
    if (column < columns.length && !isNull(bytes, from, to)) {
      longest[column] = Math.max(longest[column] as number, shown(kinds[column] as number, bytes, from, to))
    }
    from = to + 1
  }
  return longest.map((length, column) => {
    const more = hasOffsets && kinds[column] === timestampKind ? offsetLength : 0
    return Math.min(widest, Math.max(narrowest, length + 2 + more))
  })
}

function shown(kind: number, bytes: Buffer, from: number, to: number): number {
  if (kind === booleanKind) return 5
  if (kind === dateKind) return 10
  // Up to the millisecond.
  if (kind === timestampKind) return to - from > 19 && bytes[from + 19] === 46 ? 23 : 19
  // With separators of thousands.
  if (kind === integerKind || kind === decimalKind) return to - from + Math.floor((to - from) / 3)
  return shownLength(bytes, from, to)
}

/** Characters of the first line, wide ones twice, up to the widest column. */
function shownLength(bytes: Buffer, from: number, to: number): number {
  let length = 0
  for (let index = from; index < to && length < widest; index++) {
    const byte = bytes[index] as number
    if (byte === backslash && bytes[++index] === 110) break
    // Bytes 0x80 to 0xBF continue a character; from 0xE3 on begin the wide ones of East Asia and emoji.
    if (byte < 0x80 || byte >= 0xc0) length += byte >= 0xe3 ? 2 : 1
  }
  return length
}
