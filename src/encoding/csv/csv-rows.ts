import type { FileColumn } from '../rows/column.ts'
import { decodeField, isDigit, isInfinite, isNull, unescaped, writeTimestamp } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import type { RowEncoder } from '../rows/row-writer.ts'
import {
  booleanKind,
  dateKind,
  decimalKind,
  integerKind,
  jsonKind,
  shownNumberKind,
  textKind,
  timestampKind,
  valueKinds,
} from '../rows/value-kind.ts'
import type { CsvDialect } from './csv-dialect.ts'
import { type GuardMode, guardByte, isGuarded, suspiciousFirstBytes } from './formula-guard.ts'

const quote = 34
const backslash = 92
const space = 32
const point = 46
const minus = 45
const lineFeed = 10
const carriageReturn = 13
const wordTrue = Buffer.from('true')
const wordFalse = Buffer.from('false')
// A negative number of any locale, as latin1: bytes beyond ASCII are its separators.
const shownNegative = /^-(\d[\d., '\x80-\xff]*(e[+-]?\d+)?|infinity)$/i
const otherNumber = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?Infinity|NaN)$/i

/** Writes CSV straight from COPY text. A value that does not look like its type is treated as text. */
export class CsvRows implements RowEncoder {
  guardedCells = 0
  readonly #columns: FileColumn[]
  readonly #kinds: Uint8Array
  readonly #bom: boolean
  readonly #hasHeader: boolean
  readonly #delimiter: number
  readonly #decimal: number
  readonly #isCrlf: boolean
  readonly #null: Buffer
  readonly #guard: GuardMode
  readonly #quotesText: boolean
  readonly #quotesAll: boolean
  /** First bytes of a text, and bytes anywhere in it, that need a closer look. */
  readonly #careful = new Uint8Array(256)
  readonly #special = new Uint8Array(256)
  #text = Buffer.allocUnsafe(4096)

  constructor(columns: FileColumn[], dialect: CsvDialect) {
    this.#columns = columns
    this.#kinds = valueKinds(columns, dialect.values)
    this.#bom = dialect.bom
    this.#hasHeader = dialect.header
    this.#delimiter = dialect.delimiter.charCodeAt(0)
    this.#decimal = dialect.decimal_separator.charCodeAt(0)
    this.#isCrlf = dialect.line_ending === 'crlf'
    this.#null = Buffer.from(dialect.null)
    this.#guard = dialect.formula_guard
    this.#quotesText = dialect.quote !== 'minimal'
    this.#quotesAll = dialect.quote === 'all'
    for (const byte of [this.#delimiter, quote, backslash]) this.#special[byte] = 1
    // A leading TAB or line break comes as an escape.
    for (const byte of [space, backslash, ...suspiciousFirstBytes(this.#guard)]) this.#careful[byte] = 1
    if (this.#null.length > 0) this.#careful[this.#null[0] as number] = 1
  }

  head(): Uint8Array {
    const bom = this.#bom ? [0xef, 0xbb, 0xbf] : []
    if (!this.#hasHeader) return Uint8Array.from(bom)
    const labels = this.#columns.map(({ label }) => Buffer.from(label))
    const out = Buffer.allocUnsafe(labels.reduce((sum, label) => sum + 2 * label.length + 8, 8))
    out.set(bom)
    let at = bom.length
    for (const [index, label] of labels.entries()) {
      if (index > 0) out[at++] = this.#delimiter
      at = this.#writeText(label, label.length, out, at)
    }
    return out.subarray(0, this.#endLine(out, at))
  }

  tail(): Uint8Array {
    return new Uint8Array(0)
  }

  bound(batch: RowBatch): number {
    return 2 * batch.bytes.length + batch.rows * (this.#columns.length * (8 + this.#null.length) + 2)
  }

  // One loop over every field of the batch: calls per field are what costs here, so only rare ones leave it.
  encode(batch: RowBatch, out: Buffer, start: number): number {
    const { bytes, ends, rows, width } = batch
    const kinds = this.#kinds
    const columns = kinds.length
    let at = start
    let from = 0
    for (let row = 0, field = 0; row < rows; row++, field += width) {
      for (let column = 0; column < columns; column++) {
        const to = ends[field + column] as number
        if (column > 0) out[at++] = this.#delimiter
        if (isNull(bytes, from, to)) at = this.#copy(this.#null, 0, this.#null.length, out, at)
        else if (kinds[column] === textKind) at = this.#writeField(bytes, from, to, out, at)
        else at = this.#writeTyped(kinds[column] as number, bytes, from, to, out, at)
        from = to + 1
      }
      at = this.#endLine(out, at)
      from = (ends[field + width - 1] as number) + 1
    }
    return at
  }

  #endLine(out: Buffer, at: number): number {
    if (this.#isCrlf) out[at++] = carriageReturn
    out[at++] = lineFeed
    return at
  }

  #writeTyped(kind: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    if (kind >= shownNumberKind) return this.#writeDecoded(bytes, from, to, out, at, true)
    // A decimal comma between commas.
    const isQuoted = this.#quotesAll || (kind === decimalKind && this.#decimal === this.#delimiter)
    const end = this.#writeBare(kind, bytes, from, to, out, isQuoted ? at + 1 : at)
    if (end < 0) return this.#writeField(bytes, from, to, out, at)
    if (!isQuoted) return end
    out[at] = quote
    out[end] = quote
    return end + 1
  }

  /** Writes a value that needs no quotes; -1 when it does not look like its type. */
  #writeBare(kind: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    switch (kind) {
      case integerKind:
      case decimalKind:
        return this.#writeNumber(bytes, from, to, out, at)
      case timestampKind:
        if (isDigit(bytes[from])) return writeTimestamp(bytes, from, to, out, at)
        return isInfinite(bytes, from, to) ? this.#copy(bytes, from, to, out, at) : -1
      case dateKind:
        if (isDigit(bytes[from]) || isInfinite(bytes, from, to)) return this.#copy(bytes, from, to, out, at)
        return -1
      case booleanKind:
        if (to - from !== 1) return -1
        if (bytes[from] === 116) return this.#copy(wordTrue, 0, 4, out, at)
        return bytes[from] === 102 ? this.#copy(wordFalse, 0, 5, out, at) : -1
      case jsonKind:
        return -1
      default:
        throw new Error(`no kind of value has the number ${kind}`)
    }
  }

  #writeNumber(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
    const digits = bytes[from] === minus ? from + 1 : from
    if (!isDigit(bytes[digits])) return this.#writeOtherNumber(bytes, from, to, out, start)
    let at = start
    if (digits > from) out[at++] = minus
    for (let index = digits; index < to; index++) {
      const byte = bytes[index] as number
      if (byte >= 48 && byte <= 57) out[at++] = byte
      else if (byte === point) out[at++] = this.#decimal
      else return this.#writeOtherNumber(bytes, from, to, out, start)
    }
    return at
  }

  /** Exponents, NaN and infinities. */
  #writeOtherNumber(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    const number = bytes.toString('latin1', from, to)
    if (!otherNumber.test(number)) return -1
    return at + out.write(number.replace('.', String.fromCharCode(this.#decimal)), at, 'latin1')
  }

  #writeField(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
    if (this.#quotesText || from === to || this.#careful[bytes[from] as number] !== 0) {
      return this.#writeDecoded(bytes, from, to, out, start)
    }
    const special = this.#special
    let at = start
    for (let index = from; index < to; index++) {
      const byte = bytes[index] as number
      if (special[byte] === 0) {
        out[at++] = byte
        continue
      }
      if (byte !== backslash) return this.#writeQuoted(bytes, from, to, out, start)
      const plain = unescaped[bytes[++index] as number] as number
      if (isLineBreak(plain) || plain === this.#delimiter)
        return this.#writeQuoted(bytes, from, to, out, start)
      out[at++] = plain
    }
    return bytes[to - 1] === space ? this.#writeQuoted(bytes, from, to, out, start) : at
  }

  /** A text that needs quotes and whose beginning is harmless. */
  #writeQuoted(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    if (this.#guard === 'strict') return this.#writeDecoded(bytes, from, to, out, at)
    out[at++] = quote
    for (let index = from; index < to; index++) {
      let byte = bytes[index] as number
      if (byte === backslash) byte = unescaped[bytes[++index] as number] as number
      else if (byte === quote) out[at++] = quote
      out[at++] = byte
    }
    out[at++] = quote
    return at
  }

  #writeDecoded(bytes: Buffer, from: number, to: number, out: Buffer, at: number, isShown = false): number {
    if (this.#text.length < to - from) this.#text = Buffer.allocUnsafe(2 * (to - from))
    return this.#writeText(this.#text, decodeField(bytes, from, to, this.#text), out, at, isShown)
  }

  /** Writes a decoded text with the guards and quotes it needs; `isShown`: it is the value of a typed column. */
  #writeText(text: Buffer, length: number, out: Buffer, start: number, isShown = false): number {
    const isGuardedCell =
      this.#guard !== 'off' &&
      this.#needsGuard(text, length) &&
      !(isShown && shownNegative.test(text.toString('latin1', 0, length)))
    if (isGuardedCell) this.guardedCells++
    const isQuoted = (isShown ? this.#quotesAll : this.#quotesText) || this.#needsQuotes(text, length)
    let at = start
    if (isQuoted) out[at++] = quote
    let isLineStart = isGuardedCell
    for (let index = 0; index < length; index++) {
      const byte = text[index] as number
      if (isLineStart && isGuarded(this.#guard, text, index, length)) out[at++] = guardByte
      if (byte === quote) out[at++] = quote
      out[at++] = byte
      isLineStart = isGuardedCell && this.#guard === 'strict' && isLineBreak(byte)
    }
    if (isQuoted) out[at++] = quote
    return at
  }

  #needsGuard(text: Buffer, length: number): boolean {
    if (isGuarded(this.#guard, text, 0, length)) return true
    if (this.#guard !== 'strict') return false
    for (let index = 1; index < length; index++) {
      if (isLineBreak(text[index - 1]) && isGuarded('strict', text, index, length)) return true
    }
    return false
  }

  /** Edge spaces are quoted because some readers trim; a text that looks like null is, to stay a text. */
  #needsQuotes(text: Buffer, length: number): boolean {
    if (length === 0 || text[0] === space || text[length - 1] === space) return true
    for (let index = 0; index < length; index++) {
      const byte = text[index] as number
      if (byte === quote || byte === this.#delimiter || isLineBreak(byte)) return true
    }
    return length === this.#null.length && text.compare(this.#null, 0, length, 0, length) === 0
  }

  #copy(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    for (let index = from; index < to; index++) out[at++] = bytes[index] as number
    return at
  }
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn
}
