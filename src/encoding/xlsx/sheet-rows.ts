import type { FileColumn } from '../rows/column.ts'
import { isDigit, isNull, writeTimestamp } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import {
  booleanKind,
  dateKind,
  decimalKind,
  integerKind,
  jsonKind,
  textKind,
  timestampKind,
  valueKinds,
} from '../rows/value-kind.ts'
import { CellText, textBound } from './cell-text.ts'
import { columnName, copy } from './markup.ts'
import { writeDate, writeInteger, writeTimestampSerial } from './serial-time.ts'
import { type CellStyles, formatCode, textStyle, timeCode } from './styles.ts'
import { hasFractions, TimeMarkup } from './time-markup.ts'

/** What a double, and so Excel, holds of any number. */
const exactDigits = 15
/** Beyond, a number of few digits can be too small for a double. */
const longestNumber = 300
/** Of a timestamp with year, microseconds, offset and BC at their widest. */
const longestTime = 48
const zero = 48
const one = 49
const point = 46
const minus = 45
const truth = 116
const falsehood = 102
const largestBatch = 64 * 1024
/** Markup that all columns share. */
const shared = {
  rowOpen: Buffer.from('<row r="'),
  rowOpened: Buffer.from('">'),
  rowClose: Buffer.from('</row>'),
  valueClose: Buffer.from('</v></c>'),
}

/** For the packed writer: a time without a fraction of the second, and a value that is always left to this one. */
const secondKind = 9
const leftKind = 10

interface CellMarkup {
  kind: number
  /** What the packed writer takes it for. */
  packedKind: number
  /** Up to the row's number. */
  open: Buffer
  /** From behind the number up to a value that is no text. */
  value: Buffer
}

/** Writes rows of a sheet straight from COPY text; a value that a cell cannot hold exactly becomes a text. */
export class SheetRows {
  /** Values that a cell can only hold exactly as text. */
  textCells = 0
  readonly text = new CellText(`" s="${textStyle}"`)
  readonly columns: CellMarkup[]
  readonly shared = { ...shared, textOpen: this.text.open, textClose: this.text.close }
  readonly #number = new Uint8Array(16)
  readonly #time = Buffer.allocUnsafe(64)
  readonly #times: TimeMarkup
  #numberLength = 0

  /** `sample`: rows that tell which times have fractions of the second. */
  constructor(columns: FileColumn[], styles: CellStyles, sample: RowBatch, hasOffsets: boolean) {
    this.#times = new TimeMarkup(styles, hasOffsets)
    this.columns = Array.from(valueKinds(columns), (kind, index) => {
      const isTime = kind === timestampKind
      const hasFraction = isTime && hasFractions(sample, index)
      const code = hasFraction ? timeCode(true) : formatCode(columns[index] as FileColumn)
      return {
        kind,
        packedKind: !isTime || (hasFraction && !hasOffsets) ? kind : hasOffsets ? leftKind : secondKind,
        open: Buffer.from(`<c r="${columnName(index)}`),
        value: Buffer.from(`" s="${styles.of(code)}"${kind === booleanKind ? ' t="b"' : ''}><v>`),
      }
    })
  }

  /** The most bytes that the rows of this batch can become. */
  bound({ bytes, ends, rows, width }: RowBatch): number {
    const fields = rows * width
    if (bytes.length <= largestBatch) return 7 * bytes.length + 144 * fields + 64 * rows
    let total = 64 * rows
    for (let field = 0; field < fields; field++) {
      const from = field === 0 ? 0 : (ends[field - 1] as number) + 1
      total += textBound((ends[field] as number) - from) + 64
    }
    return total
  }

  /** Writes the rows `first` to `last` (exclusive) of the batch, the first as row `number` of the sheet. */
  encode(batch: RowBatch, first: number, last: number, number: number, out: Buffer, start: number): number {
    const { bytes, ends, width } = batch
    const columns = this.columns.length
    let at = start
    for (let row = first; row < last; row++) {
      const field = row * width
      let from = field === 0 ? 0 : (ends[field - 1] as number) + 1
      this.#numberLength = writeInteger(number + row - first, this.#number, 0)
      at = this.#copyNumber(out, copy(shared.rowOpen, out, at))
      at = copy(shared.rowOpened, out, at)
      for (let column = 0; column < columns; column++) {
        const to = ends[field + column] as number
        // No cell is null; an empty text is a cell with an empty text.
        if (!isNull(bytes, from, to)) {
          at = this.#copyNumber(out, copy((this.columns[column] as CellMarkup).open, out, at))
          at = this.writeValue(column, bytes, from, to, out, at)
        }
        from = to + 1
      }
      at = copy(shared.rowClose, out, at)
    }
    return at
  }

  #copyNumber(out: Buffer, at: number): number {
    for (let index = 0; index < this.#numberLength; index++) out[at++] = this.#number[index] as number
    return at
  }

  /** Writes the rest of a cell's element from behind the row's number. */
  writeValue(column: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    const { kind, packedKind, value } = this.columns[column] as CellMarkup
    if (kind !== textKind && kind !== jsonKind) {
      const markup = kind === packedKind ? value : this.#times.of(value, bytes, from, to)
      const end = writeBare(kind, bytes, from, to, out, copy(markup, out, at))
      if (end >= 0) return copy(shared.valueClose, out, end)
      this.textCells++
    }
    if (kind === timestampKind && isDigit(bytes[from]) && to - from <= longestTime) {
      const length = writeTimestamp(bytes, from, to, this.#time, 0)
      return this.text.write(this.#time, 0, length, out, at)
    }
    return this.text.write(bytes, from, to, out, at)
  }
}

/** Writes a value that needs no text; -1 when it does. */
function writeBare(kind: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
  switch (kind) {
    case integerKind:
    case decimalKind:
      return writeNumber(bytes, from, to, out, at)
    case dateKind:
      return writeDate(bytes, from, to, out, at)
    case timestampKind:
      return writeTimestampSerial(bytes, from, to, out, at)
    case booleanKind:
      if (to - from !== 1 || (bytes[from] !== truth && bytes[from] !== falsehood)) return -1
      out[at] = bytes[from] === truth ? one : zero
      return at + 1
    default:
      throw new Error(`no kind of value has the number ${kind}`)
  }
}

/** Copies a plain number whose digits a double keeps; -1 for any other, such as exponents and NaN. */
function writeNumber(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
  const first = bytes[from] === minus ? from + 1 : from
  if (!isDigit(bytes[first]) || !isDigit(bytes[to - 1])) return -1
  if (bytes[first] === zero && first + 1 < to && bytes[first + 1] !== point) return -1
  let at = start
  let points = 0
  for (let index = from; index < first; index++) out[at++] = minus
  for (let index = first; index < to; index++) {
    const byte = bytes[index] as number
    if (byte === point) points++
    else if (byte < zero || byte > 57) return -1
    out[at++] = byte
  }
  if (points > 1 || (to - from > exactDigits && !isExact(bytes, first, to, points > 0))) return -1
  return at
}

/** Leading zeros and those at the end of decimals do not count as digits. */
function isExact(bytes: Buffer, first: number, to: number, hasPoint: boolean): boolean {
  if (to - first > longestNumber) return false
  let end = to
  if (hasPoint) while (bytes[end - 1] === zero) end--
  let digits = 0
  for (let index = first; index < end; index++) {
    const byte = bytes[index] as number
    if (byte !== point && (digits > 0 || byte !== zero)) digits++
  }
  return digits <= exactDigits
}
