import { unescaped } from '../rows/copy-text.ts'
import { copy } from './markup.ts'

/** The most UTF-16 units that Excel keeps in a cell. */
export const cellUnits = 32_767
/** The end of a text that was longer. */
export const cutMark = '… [cut]'

/** The most bytes that a text of so many COPY bytes can become: 7 for a control character, and the markup. */
export function textBound(length: number): number {
  return 7 * Math.min(length, cellUnits) + 128
}

const backslash = 92
const underscore = 95
const space = 32
const noncharacterLead = 0xef
const close = Buffer.from('</t></is></c>')
const mark = Buffer.from(cutMark)
const escapedUnderscore = Buffer.from('_x005F_')
const hexDigits = Buffer.from('0123456789ABCDEF')
const entities = new Map([
  [38, Buffer.from('&amp;')],
  [60, Buffer.from('&lt;')],
  [62, Buffer.from('&gt;')],
])

/** Bytes that cannot be copied as they are, or only after a look at what follows; wasm/values.ts tells them apart. */
const special = new Uint8Array(256).map((_, byte) => (isForbidden(byte) ? 1 : 0))
for (const [index, byte] of [backslash, underscore, noncharacterLead].entries()) special[byte] = 2 + index
for (const byte of entities.keys()) special[byte] = 6

/**
 * Writes texts from COPY text as inline strings (ECMA-376 part 1, 18.3.1.4 and ST_Xstring 22.9.2.19): always
 * a text, never a formula, whatever it begins with.
 */
export class CellText {
  /** Texts that were shortened to what a cell holds, or lost a character that XML cannot have. */
  cutCells = 0
  /** What stands around a text without white space at its ends. */
  readonly open: Buffer
  readonly close = close
  readonly special = special
  readonly #openPreserved: Buffer
  #clean = Buffer.allocUnsafe(4096)

  /** Every text begins with the bytes of `attributes`. */
  constructor(attributes = '') {
    this.open = Buffer.from(`${attributes} t="inlineStr"><is><t>`)
    this.#openPreserved = Buffer.from(`${attributes} t="inlineStr"><is><t xml:space="preserve">`)
  }

  /** Writes the rest of a cell's element, from behind the quote of its last attribute. */
  write(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
    const end = to - from > cellUnits ? cutEnd(bytes, from, to) : to
    let at = copy(isEdged(bytes, from, to) ? this.#openPreserved : this.open, out, start)
    for (let index = from; index < end; index++) {
      const byte = bytes[index] as number
      if (special[byte] === 0) {
        out[at++] = byte
        continue
      }
      at = this.#writeSpecial(bytes, index, end, out, at)
      if (at < 0) return this.#writeCleaned(bytes, from, to, out, start)
      break
    }
    if (end < to) {
      this.cutCells++
      at = copy(mark, out, at)
    }
    return copy(close, out, at)
  }

  /** The rest of a text from its first special byte on; -1 when it holds a character that XML cannot have. */
  #writeSpecial(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
    for (let index = from; index < to; index++) {
      let byte = bytes[index] as number
      if (special[byte] === 0) {
        out[at++] = byte
        continue
      }
      if (byte === noncharacterLead && isNoncharacter(bytes, index)) return -1
      if (byte === backslash) byte = unescaped[bytes[++index] as number] as number
      if (isForbidden(byte)) at = writeControl(byte, out, at)
      else if (entities.has(byte)) at = copy(entities.get(byte) as Buffer, out, at)
      else if (byte === underscore && isEscapeLike(bytes, index, to)) at = copy(escapedUnderscore, out, at)
      else out[at++] = byte
    }
    return at
  }

  // Before anything else is decided: what is left can have another edge, another length, and look like an escape.
  #writeCleaned(bytes: Buffer, from: number, to: number, out: Buffer, start: number): number {
    if (this.#clean.length < to - from) this.#clean = Buffer.allocUnsafe(2 * (to - from))
    let length = 0
    for (let index = from; index < to; index++) {
      if (isNoncharacter(bytes, index)) index += 2
      else this.#clean[length++] = bytes[index] as number
    }
    const cutCells = this.cutCells + 1
    const at = this.write(this.#clean, 0, length, out, start)
    this.cutCells = cutCells
    return at
  }
}

/** Control characters that XML forbids, and CR, which XML readers turn into LF. */
function isForbidden(byte: number): boolean {
  return byte < space && byte !== 9 && byte !== 10
}

/** U+FFFE or U+FFFF. */
function isNoncharacter(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] as number) >= 0xbe
}

/** Whether white space at an end needs protection; an escape there may be some. */
function isEdged(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] as number
  if (from === to) return false
  return first <= space || first === backslash || isEdge(bytes[to - 1]) || bytes[to - 2] === backslash
}

function isEdge(byte: number | undefined): boolean {
  return byte !== undefined && byte <= space
}

/**
 * Whether readers would take this underscore for the begin of an escape `_xHHHH_`. What ends it may be an
 * underscore or the one that the escape of the next character begins with.
 */
function isEscapeLike(bytes: Buffer, at: number, to: number): boolean {
  if (at + 6 >= to || bytes[at + 1] !== 120) return false
  for (let index = at + 2; index < at + 6; index++) if (!isHex(bytes[index] as number)) return false
  const last = bytes[at + 6] as number
  return (
    last === underscore ||
    isForbidden(last === backslash ? (unescaped[bytes[at + 7] as number] as number) : last)
  )
}

function isHex(byte: number): boolean {
  const letter = byte | 32
  return (byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 102)
}

function writeControl(byte: number, out: Buffer, at: number): number {
  const end = copy(escapedUnderscore, out, at)
  out[at + 4] = hexDigits[byte >> 4] as number
  out[at + 5] = hexDigits[byte & 15] as number
  return end
}

/** Where a text ends that leaves room for the mark, never inside a surrogate pair; `to` when all of it fits. */
function cutEnd(bytes: Buffer, from: number, to: number): number {
  let units = 0
  let end = from
  for (let index = from; index < to; ) {
    const byte = bytes[index] as number
    if (byte >= 0xf0) {
      units += 2
      index += 4
    } else {
      if (!isNoncharacter(bytes, index)) units++
      index += byte >= 0xe0 ? 3 : byte >= 0xc0 || byte === backslash ? 2 : 1
    }
    if (units <= cellUnits - cutMark.length) end = index
    if (units > cellUnits) return end
  }
  return to
}
