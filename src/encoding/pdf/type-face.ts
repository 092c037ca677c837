import type { ContentStream } from './document/content-stream.ts'
import { FontFamilies } from './fonts/font-families.ts'
import { GlyphSet } from './fonts/glyph-set.ts'
import { LineBreaker } from './line-breaker.ts'

/** One weight of the document's type: its glyphs, its lines, and its name in content streams. */
export class TypeFace {
  readonly name: string
  readonly set: GlyphSet
  readonly lines: LineBreaker

  constructor(name: string, weight: number, timeZone: string) {
    this.name = name
    this.set = new GlyphSet(new FontFamilies(weight, timeZone))
    this.lines = new LineBreaker(this.set)
  }

  /** Width of a text on one line, in the unit of `size`. */
  widthOf(text: string, size: number): number {
    return Math.round((this.set.widthOf(text) * size) / 1000)
  }

  /**
   * Draws a text in lines of at most `room`, downwards from the first baseline at `y`; the last of `most`
   * lines ends in … when more would follow. Returns the number of lines.
   */
  draw(
    content: ContentStream,
    text: string,
    place: {
      x: number
      y: number
      size: number
      room: number
      leading?: number
      most?: number
      isRight?: boolean
    },
  ): number {
    const { x, y, size, room, leading = 0, most = 1000, isRight = false } = place
    const { lines } = this
    lines.clear()
    lines.addText(text, (room * 1000) / size)
    if (lines.starts.length > most) {
      const kept = shortened(text, (short) => this.#countLines(short, (room * 1000) / size) <= most)
      lines.clear()
      lines.addText(kept, (room * 1000) / size)
    }
    lines.starts.forEach((start, line) => {
      const width = Math.round(((lines.widths[line] as number) * size) / 1000)
      const left = isRight ? x + room - width : x
      content
        .write(`BT /${this.name} `)
        .number(size)
        .write('Tf ')
        .number(left)
        .number(y - line * leading)
      content
        .write('Td ')
        .glyphs(lines.glyphs, start, lines.ends[line] as number)
        .write('Tj ET\n')
    })
    return lines.starts.length
  }

  #countLines(text: string, room: number): number {
    this.lines.clear()
    this.lines.addText(text, room)
    return this.lines.starts.length
  }
}

/** The longest beginning with … that fits. */
function shortened(text: string, fits: (short: string) => boolean): string {
  const characters = [...text]
  let [low, high] = [0, characters.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle
    else high = middle - 1
  }
  return `${characters.slice(0, low).join('')}…`
}
