import type { ContentStream } from './document/content-stream.ts'
import { FontFamilies } from './fonts/font-families.ts'
import { LineBreaker } from './line-breaker.ts'
import { GlyphSet } from './shaping/glyph-set.ts'
import { widthOf } from './shaping/paragraph.ts'
import { ShapedFonts } from './shaping/shaped-fonts.ts'

interface Place {
  x: number
  y: number
  size: number
  room: number
  leading?: number
  isRight?: boolean
  /** Whether texts that read from right to left end at the right. */
  followsDirection?: boolean
}

/** One weight of the document's type: its glyphs, its lines, and its name in content streams. */
export class TypeFace {
  readonly name: string
  readonly set: GlyphSet
  readonly lines: LineBreaker

  constructor(name: string, weight: number, timeZone: string) {
    this.name = name
    this.set = new GlyphSet(new FontFamilies(weight, timeZone), new ShapedFonts(weight))
    this.lines = new LineBreaker(this.set)
  }

  /** Width of a text on one line, in the unit of `size`. */
  widthOf(text: string, size: number): number {
    return Math.round((widthOf(text, this.set) * size) / 1000)
  }

  /**
   * Draws a text in lines of at most `room`, downwards from the first baseline at `y`; the last of `most`
   * lines ends in … when more would follow. Returns the number of lines.
   */
  draw(content: ContentStream, text: string, place: Place & { most?: number }): number {
    const { size, room, most = 1000 } = place
    const count = this.#countLines(text, (room * 1000) / size)
    if (count <= most) return this.#drawLines(content, place, 0, count)
    const kept = shortened(text, (short) => this.#countLines(short, (room * 1000) / size) <= most)
    return this.#drawLines(content, place, 0, this.#countLines(kept, (room * 1000) / size))
  }

  /** Draws at most `most` lines of a text, from this one on; returns how many the whole text has. */
  drawFrom(
    content: ContentStream,
    text: string,
    place: { x: number; y: number; size: number; room: number; leading: number; most: number },
    from: number,
  ): number {
    const count = this.#countLines(text, (place.room * 1000) / place.size)
    this.#drawLines(content, place, from, Math.min(count, from + place.most))
    return count
  }

  /** Draws the counted lines between these two; returns how many they are. */
  #drawLines(content: ContentStream, place: Place, from: number, before: number): number {
    const { x, y, size, room, leading = 0, isRight = false, followsDirection = false } = place
    const { lines } = this
    for (let line = from; line < before; line += 1) {
      const width = Math.round(((lines.widths[line] as number) * size) / 1000)
      const endsRight = isRight || (followsDirection && lines.rightToLeft.has(line))
      const left = endsRight ? x + room - width : x
      content
        .write(`BT /${this.name} `)
        .number(size)
        .write('Tf ')
        .number(left)
        .number(y - (line - from) * leading)
      content
        .write('Td ')
        .glyphs(lines.glyphs, lines.starts[line] as number, lines.ends[line] as number)
        .write('Tj ET\n')
    }
    return before - from
  }

  #countLines(text: string, room: number): number {
    this.lines.clear()
    this.lines.addText(text, room)
    return this.lines.starts.length
  }
}

/** The longest beginning with … that fits. */
function shortened(text: string, fits: (short: string) => boolean): string {
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  let [low, high] = [0, characters.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle
    else high = middle - 1
  }
  return `${characters.slice(0, low).join('')}…`
}
