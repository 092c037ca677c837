import type { FileColumn } from '../rows/column.ts'
import { copy, decodeField, isNull, unescaped } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import type { RowEncoder } from '../rows/row-writer.ts'
import { jsonKind, shownNumberKind, textKind, valueKinds } from '../rows/value-kind.ts'
import { BareValues } from './bare-values.ts'
import type { CsvDialect } from './csv-dialect.ts'
import { type GuardMode, suspiciousFirstBytes } from './formula-guard.ts'
import { type Harmless, isJson, isLineBreak, isShownNegative, TextCells } from './text-cells.ts'

const quote = 34
const backslash = 92
const space = 32
const lineFeed = 10
const carriageReturn = 13

/** Writes CSV straight from COPY text. A value that does not look like its type is treated as text. */
export class CsvRows implements RowEncoder {
  readonly #bare: BareValues
  readonly #texts: TextCells
  #isFileStart = true
  readonly #columns: FileColumn[]
  readonly #kinds: Uint8Array
  readonly #bom: boolean
  readonly #hasHeader: boolean
  readonly #delimiter: number
  readonly #isAmbiguous: boolean
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
    this.#bare = new BareValues(dialect)
    this.#texts = new TextCells(dialect)
    this.#columns = columns
    this.#kinds = valueKinds(columns, dialect.values)
    this.#bom = dialect.bom
    this.#hasHeader = dialect.header
    this.#delimiter = dialect.delimiter.charCodeAt(0)
    this.#isAmbiguous = dialect.decimal_separator === dialect.delimiter
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

  get guardedCells(): number {
    return this.#texts.guardedCells
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
      at = this.#texts.write(label, label.length, out, at)
      if (index === 0 && !this.#bom) at = quotedIfSylk(out, 0, at)
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
        if (isNull(bytes, from, to)) at = copy(this.#null, 0, this.#null.length, out, at)
        else if (kinds[column] === textKind) at = this.#writeField(bytes, from, to, out, at)
        else at = this.#writeTyped(kinds[column] as number, bytes, from, to, out, at)
        if (this.#isFileStart) {
          if (!this.#bom && !this.#hasHeader) at = quotedIfSylk(out, start, at)
          this.#isFileStart = false
        }
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
    if (kind >= shownNumberKind) return this.#writeDecoded(bytes, from, to, out, at, isShownNegative)
    if (kind === jsonKind) return this.#writeJson(bytes, from, to, out, at)
    // A decimal comma between commas.
    const isQuoted = this.#quotesAll || (this.#isAmbiguous && this.#bare.hasDecimals(kind))
    const end = this.#bare.write(kind, bytes, from, to, out, isQuoted ? at + 1 : at)
    if (end < 0) return this.#writeField(bytes, from, to, out, at)
    if (!isQuoted) return end
    out[at] = quote
    out[end] = quote
    return end + 1
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

  /** JSON runs nowhere as a formula, and behind a guard it would be none: only what is no JSON is guarded. */
  #writeJson(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    if (
      !this.#quotesText &&
      from < to &&
      this.#careful[bytes[from] as number] === 0 &&
      this.#guard !== 'strict'
    )
      return this.#writeField(bytes, from, to, out, at)
    return this.#writeDecoded(bytes, from, to, out, at, isJson)
  }

  #writeDecoded(
    bytes: Buffer,
    from: number,
    to: number,
    out: Buffer,
    at: number,
    isHarmless?: Harmless,
  ): number {
    if (this.#text.length < to - from) this.#text = Buffer.allocUnsafe(2 * (to - from))
    return this.#texts.write(this.#text, decodeField(bytes, from, to, this.#text), out, at, isHarmless)
  }
}

/** Excel takes a file that begins with `ID` for one in SYLK's format and refuses it, unless a quote comes first. */
function quotedIfSylk(out: Buffer, start: number, end: number): number {
  if (end - start < 2 || out[start] !== 73 || out[start + 1] !== 68) return end
  out.copyWithin(start + 1, start, end)
  out[start] = quote
  out[end + 1] = quote
  return end + 2
}
