import { decodeField, unescaped } from '../rows/copy-text.ts'
import type { GlyphSet } from './shaping/glyph-set.ts'
import { type Cluster, type Paragraph, paragraphOf } from './shaping/paragraph.ts'
import { hasLayout, isJamo, needsLayout } from './shaping/scripts.ts'

const backslash = 92
const space = 32
const hyphen = 45
const firstWide = 0x2e80
const firstMark = 0x300
const lineEnds = /\r\n|[\n-\r\u0085\u2028\u2029]/

/** What begins a new line: line feed, vertical tab, form feed, carriage return, NEL, line and paragraph separator. */
function isLineEnd(character: number): boolean {
  return (
    (character >= 10 && character <= 13) || character === 0x85 || character === 0x2028 || character === 0x2029
  )
}

function composed(bytes: Uint8Array, from: number, to: number, isEscaped: boolean): string {
  const text = Buffer.from(bytes.subarray(from, to))
  const length = isEscaped ? decodeField(text, 0, text.length, text) : text.length
  return text.toString('utf8', 0, length).normalize('NFC')
}

interface Breaking {
  /** In thousandths of the font size. */
  room: number
  /** Whether the bytes have COPY's escapes. */
  isEscaped: boolean
  keepsWords?: boolean
  isComposed?: boolean
}

/**
 * Turns texts into lines of glyph numbers, two bytes each. Lines collect until clear(), so that the height of
 * a row is known before any of it is drawn.
 */
export class LineBreaker {
  glyphs: Buffer = Buffer.allocUnsafe(64 * 1024)
  /** Of each line: first byte and end in `glyphs`, and width in thousandths of the font size. */
  starts: number[] = []
  ends: number[] = []
  widths: number[] = []
  /** Those that read from right to left, by their index. */
  readonly rightToLeft = new Set<number>()
  readonly #set: GlyphSet
  #used = 0

  constructor(set: GlyphSet) {
    this.#set = set
  }

  clear(): void {
    this.#used = 0
    this.starts.length = 0
    this.ends.length = 0
    this.widths.length = 0
    if (this.rightToLeft.size > 0) this.rightToLeft.clear()
  }

  /** Adds the lines of a text, at least one. Returns whether every character could be drawn. */
  addText(text: string, room: number): boolean {
    const bytes = Buffer.from(text)
    return this.add(bytes, 0, bytes.length, { room, isEscaped: false })
  }

  /**
   * Adds the lines of a UTF-8 text, in COPY's escapes or plain: broken after blanks, hyphens and wide
   * characters, else inside a word unless it keeps words. A blank that no longer fits hangs over. A text with
   * letters that hang on their neighbours is composed (NFC) and, where that is not enough, laid out as a whole.
   */
  add(bytes: Uint8Array, from: number, to: number, how: Breaking): boolean {
    const { room, isEscaped, keepsWords = false, isComposed = false } = how
    const firstLine = this.starts.length
    if (this.glyphs.length < this.#used + 2 * (to - from)) this.#grow(2 * (to - from))
    const set = this.#set
    const glyphs = this.glyphs
    let isWhole = true
    let at = this.#used
    let start = at
    let width = 0
    let breakAt = at
    let breakWidth = 0
    for (let index = from; index < to; ) {
      let character = bytes[index++] as number
      if (character === backslash && isEscaped) character = unescaped[bytes[index++] as number] as number
      else if (character >= 128) {
        const length = character >= 240 ? 3 : character >= 224 ? 2 : 1
        character = decode(bytes, index, character, length)
        index += length
      }
      if (character === 9) character = space
      const known = character < 65_536 ? (set.basic[character] as number) : 0
      if (known <= set.replacement && character >= firstMark && !isComposed && hangsOnNeighbours(character)) {
        this.starts.length = this.ends.length = this.widths.length = firstLine
        const text = composed(bytes, from, to, isEscaped)
        if (hasLayout(text)) return this.#addLaidOut(text, how)
        const whole = Buffer.from(text)
        return this.add(whole, 0, whole.length, { ...how, isEscaped: false, isComposed: true })
      }
      if (isLineEnd(character)) {
        if (character === 13 && startsLineFeed(bytes, index, isEscaped)) index += isEscaped ? 2 : 1
        this.#push(start, at, width)
        start = breakAt = at
        width = 0
        continue
      }
      const number = known === 0 ? set.numberOf(character) : known
      if (number === set.replacement) isWhole = false
      const advance = set.widths[number] as number
      while (width + advance > room && at > start && character !== space && advance > 0) {
        if (keepsWords && breakAt === start) break
        const end = breakAt > start ? breakAt : at
        const endWidth = breakAt > start ? breakWidth : width
        this.#push(start, end, endWidth)
        start = breakAt = end
        width -= endWidth
      }
      glyphs[at++] = number >> 8
      glyphs[at++] = number & 255
      width += advance
      if (character === space || character === hyphen || character >= firstWide) {
        breakAt = at
        breakWidth = width
      }
    }
    this.#push(start, at, width)
    this.#used = at
    return isWhole
  }

  /** The same for a text whose letters have to be shaped, or put into order from left to right. */
  #addLaidOut(text: string, { room, keepsWords = false }: Breaking): boolean {
    let isWhole = true
    for (const part of text.replaceAll('\t', ' ').split(lineEnds)) {
      const paragraph = paragraphOf(part, this.#set)
      if (!paragraph.isWhole) isWhole = false
      const { clusters, breaks } = paragraph
      let first = 0
      let breakAt = 0
      let width = 0
      clusters.forEach(({ from, number }, at) => {
        if (breaks.has(from)) breakAt = at
        const advance = this.#set.widths[number] as number
        while (width + advance > room && at > first && part[from] !== ' ' && advance > 0) {
          if (keepsWords && breakAt <= first) break
          const end = breakAt > first ? breakAt : at
          width -= this.#pushLaidOut(clusters.slice(first, end), paragraph)
          first = end
        }
        width += advance
      })
      this.#pushLaidOut(clusters.slice(first), paragraph)
    }
    return isWhole
  }

  /** Adds a line; returns its width. */
  #pushLaidOut(clusters: Cluster[], { inLine, isRightToLeft }: Paragraph): number {
    const start = this.#used
    if (this.glyphs.length < start + 2 * clusters.length) this.#grow(2 * clusters.length)
    let width = 0
    for (const { number } of inLine(clusters)) {
      this.glyphs[this.#used++] = number >> 8
      this.glyphs[this.#used++] = number & 255
      width += this.#set.widths[number] as number
    }
    if (isRightToLeft) this.rightToLeft.add(this.starts.length)
    this.#push(start, this.#used, width)
    return width
  }

  #push(start: number, end: number, width: number): void {
    this.starts.push(start)
    this.ends.push(end)
    this.widths.push(width)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(2 * (this.#used + needed))
    this.glyphs.copy(larger, 0, 0, this.#used)
    this.glyphs = larger
  }
}

function hangsOnNeighbours(character: number): boolean {
  return needsLayout(character) || isJamo(character)
}

function startsLineFeed(bytes: Uint8Array, index: number, isEscaped: boolean): boolean {
  return isEscaped ? bytes[index] === backslash && bytes[index + 1] === 110 : bytes[index] === 10
}

/** The character whose first byte of UTF-8 is `lead`, with so many more. */
function decode(bytes: Uint8Array, index: number, lead: number, length: number): number {
  let character = lead & (0x3f >> length)
  for (let more = 0; more < length; more++)
    character = (character << 6) | ((bytes[index + more] as number) & 63)
  return character
}
