import { copy, isDigit, isInfinite, writeTimestamp } from '../rows/copy-text.ts'
import { languageOf } from '../rows/formatted-values.ts'
import { booleanKind, dateKind, decimalKind, integerKind, timestampKind } from '../rows/value-kind.ts'
import type { CsvDialect } from './csv-dialect.ts'

const space = 32
const point = 46
const minus = 45
const plus = 43
const otherNumber = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?Infinity|NaN)$/i

/** What Excel in that language takes for a truth value. */
const excelWords: Record<string, readonly [yes: string, no: string]> = {
  de: ['WAHR', 'FALSCH'],
  fr: ['VRAI', 'FAUX'],
  es: ['VERDADERO', 'FALSO'],
  it: ['VERO', 'FALSO'],
  nl: ['WAAR', 'ONWAAR'],
  pt: ['VERDADEIRO', 'FALSO'],
}

/** Raw values of typed columns, which need no guard: as programs read them, or as a locale's Excel does. */
export class BareValues {
  readonly #decimal: number
  readonly #isForExcel: boolean
  readonly #true: Buffer
  readonly #false: Buffer

  constructor({ decimal_separator, preset, locale = 'en' }: CsvDialect) {
    this.#decimal = decimal_separator.charCodeAt(0)
    this.#isForExcel = preset === 'excel'
    const words = this.#isForExcel ? (excelWords[languageOf(locale)] ?? ['TRUE', 'FALSE']) : ['true', 'false']
    this.#true = Buffer.from(words[0])
    this.#false = Buffer.from(words[1])
  }

  /** Whether values of that kind have the decimal separator in them. */
  hasDecimals(kind: number): boolean {
    return kind === decimalKind || (kind === timestampKind && this.#isForExcel)
  }

  /** Writes a value that needs no quotes; -1 when it does not look like its type. */
  write(kind: number, bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    switch (kind) {
      case integerKind:
      case decimalKind:
        return this.#writeNumber(bytes, from, to, out, at)
      case timestampKind:
        if (isDigit(bytes[from])) return this.#writeTimestamp(bytes, from, to, out, at)
        return isInfinite(bytes, from, to) ? copy(bytes, from, to, out, at) : -1
      case dateKind:
        if (isDigit(bytes[from]) || isInfinite(bytes, from, to)) return copy(bytes, from, to, out, at)
        return -1
      case booleanKind:
        if (to - from !== 1) return -1
        if (bytes[from] === 116) return copy(this.#true, 0, this.#true.length, out, at)
        return bytes[from] === 102 ? copy(this.#false, 0, this.#false.length, out, at) : -1
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

  /** Excel reads `2024-01-02 03:04:05` as a time in every language, and takes one with T or an offset for a text. */
  #writeTimestamp(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
    if (!this.#isForExcel || bytes[to - 1] === 67) return writeTimestamp(bytes, from, to, out, start)
    let at = start
    let isClock = false
    for (let index = from; index < to; index++) {
      const byte = bytes[index] as number
      if (isClock && (byte === plus || byte === minus)) break
      if (byte === space) isClock = true
      out[at++] = byte === point ? this.#decimal : byte
    }
    return at
  }
}
