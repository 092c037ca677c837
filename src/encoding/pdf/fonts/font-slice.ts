import { readFileSync } from 'node:fs'
import { readCharacterMap } from './character-map.ts'
import { GlyphTable, type Outline, type StoredGlyph } from './outline.ts'
import type { GlyphBox } from './true-type.ts'
import { Variation } from './variation.ts'
import { type FontTable, readWoff2, tableOf } from './woff2.ts'

const deepest = 8

/** The characters of one WOFF2 file, made into glyphs one by one: of a hundred seldom more than a few are needed. */
export class FontSlice {
  readonly #tables: Map<string, FontTable>
  readonly #stored: GlyphTable
  readonly #characters: Map<number, number>
  /** By weight. */
  readonly #variations = new Map<number, Variation>()
  readonly #scale: number

  constructor(path: string) {
    this.#tables = readWoff2(readFileSync(path))
    this.#stored = new GlyphTable(this.#bytesOf('glyf'))
    this.#characters = new Map(readCharacterMap(this.#bytesOf('cmap')))
    this.#scale = 1000 / this.#bytesOf('head').readUInt16BE(18)
  }

  /** The glyph of a character in that weight, in thousandths of the font size; undefined when the file has none. */
  find(character: number, weight: number): GlyphBox | undefined {
    const glyph = this.#characters.get(character)
    if (glyph === undefined) return undefined
    const variation = this.#variation(weight)
    const shape = this.#stored.read(glyph)
    const moves = variation.moves(glyph, pointsOf(shape))
    const left = moves.x.length - 4
    const advance = this.#advance(glyph) + (moves.x[left + 1] as number) - (moves.x[left] as number)
    const { xs, ys, ...rest } = this.#flatten(shape, moves, variation, 0)
    const scaled = (places: number[]) => places.map((place) => place * this.#scale)
    return { advance: advance * this.#scale, outline: { xs: scaled(xs), ys: scaled(ys), ...rest } }
  }

  #bytesOf(tag: string): Buffer {
    return tableOf(this.#tables, tag).bytes
  }

  #variation(weight: number): Variation {
    const known = this.#variations.get(weight)
    if (known) return known
    const avar = this.#tables.get('avar')?.bytes
    const variation = new Variation(this.#bytesOf('fvar'), avar, this.#bytesOf('gvar'), { wght: weight })
    this.#variations.set(weight, variation)
    return variation
  }

  /** The width of a glyph before it varies: from the last one in the table on they stay the same. */
  #advance(glyph: number): number {
    const { bytes, isTransformed } = tableOf(this.#tables, 'hmtx')
    const index = Math.min(glyph, this.#bytesOf('hhea').readUInt16BE(34) - 1)
    return bytes.readUInt16BE(isTransformed ? 1 + 2 * index : 4 * index)
  }

  /** The outline of a glyph, those of its components put in place. */
  #flatten(shape: StoredGlyph, { x, y }: Moves, variation: Variation, depth: number): Outline {
    if (!Array.isArray(shape)) {
      return {
        ...shape,
        xs: shape.xs.map((at, point) => at + (x[point] as number)),
        ys: shape.ys.map((at, point) => at + (y[point] as number)),
      }
    }
    if (depth > deepest) throw new Error('a glyph of the font contains itself')
    const whole: Outline = { xs: [], ys: [], isOnCurve: [], ends: [] }
    shape.forEach(({ glyph, x: left, y: bottom, matrix: [a, b, c, d] }, index) => {
      const part = this.#stored.read(glyph)
      const moves = variation.moves(glyph, pointsOf(part))
      const { xs, ys, isOnCurve, ends } = this.#flatten(part, moves, variation, depth + 1)
      const before = whole.xs.length
      xs.forEach((px, point) => {
        const py = ys[point] as number
        whole.xs.push(a * px + c * py + left + (x[index] as number))
        whole.ys.push(b * px + d * py + bottom + (y[index] as number))
      })
      whole.isOnCurve.push(...isOnCurve)
      whole.ends.push(...ends.map((end) => end + before))
    })
    return whole
  }
}

type Moves = ReturnType<Variation['moves']>

/** What a variation moves: points, or where the components stand. */
function pointsOf(shape: StoredGlyph): Outline {
  if (!Array.isArray(shape)) return shape
  return { xs: shape.map(({ x }) => x), ys: shape.map(({ y }) => y), isOnCurve: [], ends: [] }
}
