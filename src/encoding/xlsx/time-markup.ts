import { isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { type CellStyles, timeCode } from './styles.ts'

/** Where the point stands in `2026-01-02 03:04:05.123456+01`. */
const fractionAt = 19
const point = 46
const plus = 43
const minus = 45

/** Whether a time of the column has a fraction of the second. */
export function hasFractions({ bytes, ends, rows, width }: RowBatch, column: number): boolean {
  for (let row = 0; row < rows; row++) {
    const field = row * width + column
    const from = field === 0 ? 0 : (ends[field - 1] as number) + 1
    const to = ends[field] as number
    if (!isNull(bytes, from, to) && hasFraction(bytes, from, to)) return true
  }
  return false
}

function hasFraction(bytes: Buffer, from: number, to: number): boolean {
  return to - from > fractionAt && bytes[from + fractionAt] === point
}

/** Markup of times that their column's own does not suit: with a fraction of the second, with an offset. */
export class TimeMarkup {
  readonly #styles: CellStyles
  readonly #hasOffsets: boolean
  readonly #byOffset = new Map<string, Buffer>()

  constructor(styles: CellStyles, hasOffsets: boolean) {
    this.#styles = styles
    this.#hasOffsets = hasOffsets
  }

  /** From behind the row's number up to the value; `usual` where nothing is to be added. */
  of(usual: Buffer, bytes: Buffer, from: number, to: number): Buffer {
    const isFractional = hasFraction(bytes, from, to)
    const offset = this.#hasOffsets ? offsetOf(bytes, from, to) : ''
    if (!isFractional && offset === '') return usual
    const key = `${isFractional}${offset}`
    const known = this.#byOffset.get(key)
    if (known) return known
    const made = Buffer.from(`" s="${this.#styles.of(timeCode(isFractional, offset))}"><v>`)
    this.#byOffset.set(key, made)
    return made
  }
}

/** `+02:00` of a time that ends in `+02`; nothing when it has no offset. */
function offsetOf(bytes: Buffer, from: number, to: number): string {
  let start = to - 1
  while (start > from + 10 && bytes[start] !== plus && bytes[start] !== minus) start--
  if (start <= from + 10) return ''
  return bytes.toString('latin1', start, to).replace(/^...$/, '$&:00')
}
