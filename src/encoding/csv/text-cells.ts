import type { CsvDialect } from './csv-dialect.ts'
import { type GuardMode, guardByte, isGuarded } from './formula-guard.ts'

const quote = 34
const space = 32
const lineFeed = 10
const carriageReturn = 13
// A negative number of any locale, as latin1: bytes beyond ASCII are its separators.
const shownNegative = /^-(\d[\d., '\x80-\xff]*(e[+-]?\d+)?|infinity)$/i

/** Decoded texts with the guards and the quotes that they need. */
export class TextCells {
  guardedCells = 0
  readonly #delimiter: number
  readonly #null: Buffer
  readonly #guard: GuardMode
  readonly #quotesText: boolean
  readonly #quotesAll: boolean

  constructor(dialect: CsvDialect) {
    this.#delimiter = dialect.delimiter.charCodeAt(0)
    this.#null = Buffer.from(dialect.null)
    this.#guard = dialect.formula_guard
    this.#quotesText = dialect.quote !== 'minimal'
    this.#quotesAll = dialect.quote === 'all'
  }

  /** Writes a text; one that is harmless in its column gets no guard. */
  write(text: Buffer, length: number, out: Buffer, start: number, isHarmless?: Harmless): number {
    const isGuardedCell =
      this.#guard !== 'off' && this.#needsGuard(text, length) && !isHarmless?.(text.subarray(0, length))
    if (isGuardedCell) this.guardedCells++
    const isShown = isHarmless === isShownNegative
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
}

export type Harmless = (text: Buffer) => boolean

export function isShownNegative(text: Buffer): boolean {
  return shownNegative.test(text.toString('latin1'))
}

export function isJson(text: Buffer): boolean {
  try {
    JSON.parse(text.toString())
    return true
  } catch {
    return false
  }
}

export function isLineBreak(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn
}
