import { isDigit } from '../rows/copy-text.ts'
import {
  booleanKind,
  decimalKind,
  integerKind,
  jsonKind,
  shownNumberKind,
  textKind,
  timestampKind,
} from '../rows/value-kind.ts'

const plus = 43
const minus = 45
const letterT = 116
const letterF = 102
const wordTrue = Buffer.from('true')
const wordFalse = Buffer.from('false')

export function isNumeric(kind: number): boolean {
  return kind === integerKind || kind === decimalKind || kind === shownNumberKind
}

/** Whether values of this kind are short and never broken inside. */
export function isRigid(kind: number): boolean {
  return kind !== textKind && kind !== jsonKind
}

/** The readable form of a field that is not NULL; the bytes are COPY's where nothing has to change. */
export class CellValues {
  bytes: Uint8Array = wordTrue
  from = 0
  to = 0
  readonly #timestamp = Buffer.alloc(64)
  readonly #hasOffsets: boolean

  /** `hasOffsets`: times keep their offset from UTC. */
  constructor(hasOffsets = false) {
    this.#hasOffsets = hasOffsets
  }

  read(kind: number, bytes: Buffer, from: number, to: number): void {
    this.bytes = bytes
    this.from = from
    this.to = to
    if (kind === timestampKind) this.#dropOffset()
    else if (kind === booleanKind && to - from === 1) this.#spellOut(bytes[from])
  }

  #spellOut(letter: number | undefined): void {
    if (letter !== letterT && letter !== letterF) return
    this.bytes = letter === letterT ? wordTrue : wordFalse
    this.from = 0
    this.to = this.bytes.length
  }

  /** The offset follows from the file's time zone; what stands after it, ` BC`, stays. */
  #dropOffset(): void {
    const { bytes, from, to } = this
    if (this.#hasOffsets) return
    if (!isDigit(bytes[from]) || to - from > this.#timestamp.length) return
    let start = bytes.indexOf(32, from)
    if (start < 0 || start >= to) return
    while (start < to && bytes[start] !== plus && bytes[start] !== minus) start++
    if (start === to) return
    if (bytes[to - 1] !== 67) {
      this.to = start
      return
    }
    this.#timestamp.set(bytes.subarray(from, start))
    this.#timestamp.set(bytes.subarray(to - 3, to), start - from)
    this.bytes = this.#timestamp
    this.from = 0
    this.to = start - from + 3
  }
}
