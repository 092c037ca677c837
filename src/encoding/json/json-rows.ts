import type { FileColumn } from '../rows/column.ts'
import { distinctNames } from '../rows/column-names.ts'
import { copy, decodeField, isDigit, isInfinite, isNull, writeTimestamp } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import type { RowEncoder } from '../rows/row-writer.ts'
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
import type { JsonDialect } from './json-options.ts'

const quote = 34
const backslash = 92
const minus = 45
const point = 46
const zero = 48
const wordNull = Buffer.from('null')
const wordTrue = Buffer.from('true')
const wordFalse = Buffer.from('false')
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i
const hexDigits = Buffer.from('0123456789abcdef')

/**
 * Bytes of a text that cannot be copied as they are; COPY's other escapes are JSON's own. Some readers of lines
 * split at U+0085, U+2028 and U+2029, which begin with the last two.
 */
const special = new Uint8Array(256).map((_, byte) =>
  byte < 32 || byte === quote || byte === backslash || byte === 0xc2 || byte === 0xe2 ? 1 : 0,
)

/** The file around the rows: `empty` ends a file that has none, `tail` one that has. */
export interface JsonFrame {
  head: string
  first: string
  between: string
  tail: string
  empty: string
}

/** Writes one JSON object a row straight from COPY text, with the values that row_to_json would give. */
export class JsonRows implements RowEncoder {
  readonly #frame: JsonFrame
  readonly #first: Buffer
  readonly #between: Buffer
  readonly #kinds: Uint8Array
  readonly #names: Buffer[]
  readonly #hasExactNumbers: boolean
  #isFirstRow = true
  #json = Buffer.allocUnsafe(4096)

  constructor(columns: FileColumn[], dialect: JsonDialect, frame: JsonFrame) {
    this.#frame = frame
    this.#first = Buffer.from(frame.first)
    this.#between = Buffer.from(frame.between)
    this.#kinds = valueKinds(columns)
    this.#hasExactNumbers = dialect.numbers === 'exact'
    const names = distinctNames(columns, dialect.keys)
    this.#names = names.map((name, index) =>
      Buffer.from(
        `${index === 0 ? '{' : ','}${JSON.stringify(name).replace(/[\u0085\u2028\u2029]/g, unicode)}:`,
      ),
    )
  }

  head(): Uint8Array {
    return Buffer.from(this.#frame.head)
  }

  tail(): Uint8Array {
    return Buffer.from(this.#isFirstRow ? this.#frame.empty : this.#frame.tail)
  }

  bound(batch: RowBatch): number {
    const names = this.#names.reduce((sum, name) => sum + name.length + 8, this.#between.length + 1)
    return 6 * batch.bytes.length + batch.rows * names
  }

  encode(batch: RowBatch, out: Buffer, start: number): number {
    const { bytes, ends, rows, width } = batch
    const columns = this.#kinds.length
    let at = start
    let from = 0
    for (let row = 0, field = 0; row < rows; row++, field += width) {
      const before = this.#isFirstRow ? this.#first : this.#between
      this.#isFirstRow = false
      at = copy(before, 0, before.length, out, at)
      for (let column = 0; column < columns; column++) {
        const to = ends[field + column] as number
        const name = this.#names[column] as Buffer
        at = copy(name, 0, name.length, out, at)
        if (isNull(bytes, from, to)) at = copy(wordNull, 0, 4, out, at)
        else if (this.#kinds[column] === textKind) at = writeString(bytes, from, to, out, at)
        else at = this.#writeTyped(this.#kinds[column] as number, bytes, from, to, out, at)
        from = to + 1
      }
      out[at++] = 125
      from = (ends[field + width - 1] as number) + 1
    }
    return at
  }

  #writeTyped(kind: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    switch (kind) {
      case integerKind:
      case decimalKind:
        if (this.#hasExactNumbers && isNumber(bytes, from, to)) return copy(bytes, from, to, out, at)
        return writeString(bytes, from, to, out, at)
      case timestampKind: {
        if (!isDigit(bytes[from]) || isInfinite(bytes, from, to)) return writeString(bytes, from, to, out, at)
        out[at++] = quote
        const end = writeTimestamp(bytes, from, to, out, at)
        out[end] = quote
        return end + 1
      }
      case booleanKind:
        if (to - from === 1 && bytes[from] === 116) return copy(wordTrue, 0, 4, out, at)
        if (to - from === 1 && bytes[from] === 102) return copy(wordFalse, 0, 5, out, at)
        return writeString(bytes, from, to, out, at)
      case jsonKind:
        return this.#writeJson(bytes, from, to, out, at)
      case dateKind:
        return writeString(bytes, from, to, out, at)
      default:
        throw new Error(`no kind of value has the number ${kind}`)
    }
  }

  /** JSON values stay values. Line breaks and tabs in them are white space, so a blank keeps a row one line. */
  #writeJson(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    if (this.#json.length < to - from) this.#json = Buffer.allocUnsafe(2 * (to - from))
    const length = decodeField(bytes, from, to, this.#json)
    for (let index = 0; index < length; index++) {
      const byte = this.#json[index] as number
      const lineEnd = lineEndAt(this.#json, index)
      if (lineEnd > 0) {
        at = writeEscape(lineEnd, out, at)
        index += lineEnd === 0x85 ? 1 : 2
      } else out[at++] = byte < 32 ? 32 : byte
    }
    return at
  }
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** U+0085, U+2028 or U+2029 where its UTF-8 begins there; else 0. */
function lineEndAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]
  if (byte === 0xc2) return bytes[at + 1] === 0x85 ? 0x85 : 0
  if (byte !== 0xe2 || bytes[at + 1] !== 0x80) return 0
  const last = bytes[at + 2]
  return last === 0xa8 ? 0x2028 : last === 0xa9 ? 0x2029 : 0
}

/** Whether JSON has this number as it stands; anything rare is left to the pattern. */
function isNumber(bytes: Buffer, from: number, to: number): boolean {
  const digits = bytes[from] === minus ? from + 1 : from
  const hasLeadingZero = bytes[digits] === zero && to - digits > 1 && bytes[digits + 1] !== point
  let points = 0
  for (let index = digits; index < to; index++) {
    const byte = bytes[index] as number
    if (byte === point) points++
    else if (byte < zero || byte > 57) return jsonNumber.test(bytes.toString('latin1', from, to))
  }
  return !hasLeadingZero && points < 2 && bytes[digits] !== point && bytes[to - 1] !== point && digits < to
}

function writeString(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
  let at = start
  out[at++] = quote
  for (let index = from; index < to; index++) {
    const byte = bytes[index] as number
    if (special[byte] === 0) {
      out[at++] = byte
      continue
    }
    if (byte >= 0xc2) {
      const lineEnd = lineEndAt(bytes, index)
      if (lineEnd === 0) out[at++] = byte
      else {
        at = writeEscape(lineEnd, out, at)
        index += lineEnd === 0x85 ? 1 : 2
      }
    } else if (byte !== backslash) at = byte === quote ? writePair(byte, out, at) : writeEscape(byte, out, at)
    else {
      const next = bytes[++index] as number
      at = next === 118 ? writeEscape(11, out, at) : writePair(next, out, at)
    }
  }
  out[at++] = quote
  return at
}

function writePair(byte: number, out: Buffer, at: number): number {
  out[at] = backslash
  out[at + 1] = byte
  return at + 2
}

function writeEscape(character: number, out: Buffer, at: number): number {
  out[at] = backslash
  out[at + 1] = 117
  for (let digit = 0; digit < 4; digit++)
    out[at + 2 + digit] = hexDigits[(character >> (12 - 4 * digit)) & 15] as number
  return at + 6
}
