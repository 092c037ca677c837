import type { FontFamilies } from '../fonts/font-families.ts'
import { isWithin } from '../fonts/ranges.ts'
import { emptyGlyph, type Glyph, type GlyphBox, toGlyph } from '../fonts/true-type.ts'
import type { ShapedFonts } from './shaped-fonts.ts'

/** Bytes that would need an escape in a PDF string: numbers that contain one are not given out. */
const special = new Set([0x0d, 0x28, 0x29, 0x5c])
const mostGlyphs = 65_000
const replacementCharacter = 0xfffd

/** Characters without a picture: soft hyphen, joiners, marks of direction, variation selectors. */
const invisible = [
  ...[0xad, 0xad, 0x200b, 0x200f, 0x202a, 0x202c, 0x2060, 0x2064, 0x2066, 0x2069],
  ...[0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xe0100, 0xe01ef],
]
/** Controls, orders to turn letters around that would otherwise not, and parts of syllables: wrong one by one. */
const undrawable = [0, 0x1f, 0x7f, 0x9f, 0x1100, 0x11ff, 0x202d, 0x202e]

/**
 * The glyphs of one embedded font, numbered as their characters first appear. The font itself can only be
 * written when the last page is.
 */
export class GlyphSet {
  /** Number of each character of the basic plane; 0 when it was not seen yet. */
  readonly basic = new Uint16Array(65_536)
  /** Widths by number, in thousandths of the font size. */
  widths = new Uint16Array(512)
  /** Stands for every character that cannot be drawn; no other number is smaller, but for 0. */
  readonly replacement: number
  readonly glyphs: Glyph[] = []
  /** The text that each number stands for; undefined where the number is not in use. */
  readonly texts: (string | undefined)[] = []
  readonly #astral = new Map<number, number>()
  readonly #shapes = new Map<string, number>()
  readonly fonts: ShapedFonts
  readonly #families: FontFamilies

  constructor(families: FontFamilies, fonts: ShapedFonts) {
    this.#families = families
    this.fonts = fonts
    this.glyphs.push(emptyGlyph)
    this.texts.push(undefined)
    const box = families.find(replacementCharacter)
    if (!box) throw new Error('no font has the replacement character')
    this.replacement = this.#append('\ufffd', toGlyph(box))
  }

  /** The number of a character, given out when it is new. */
  numberOf(character: number): number {
    const known = character < 65_536 ? this.basic[character] : this.#astral.get(character)
    if (known) return known
    const glyph = this.#glyphFor(character)
    const number =
      glyph && this.glyphs.length < mostGlyphs
        ? this.#append(String.fromCodePoint(character), glyph)
        : this.replacement
    if (character < 65_536) this.basic[character] = number
    else this.#astral.set(character, number)
    return number
  }

  /** The outline of a single character; undefined when no font has it. */
  boxOf(character: number): GlyphBox | undefined {
    return this.#families.find(character)
  }

  /** The number of what shaping made of a text, drawn when `key` is new; the replacement's when nothing is drawn. */
  numberOfShape(key: string, text: string, draw: () => GlyphBox | undefined): number {
    const known = this.#shapes.get(key)
    if (known !== undefined) return known
    const box = this.glyphs.length < mostGlyphs ? draw() : undefined
    const number = box ? this.#append(text, toGlyph(box)) : this.replacement
    this.#shapes.set(key, number)
    return number
  }

  /** Width of a text in NFC whose characters stand for themselves, in thousandths of the font size. */
  widthOf(text: string): number {
    let width = 0
    for (const character of text) {
      width += this.widths[this.numberOf(character.codePointAt(0) as number)] as number
    }
    return width
  }

  #glyphFor(character: number): Glyph | undefined {
    if (isWithin(invisible, character)) return emptyGlyph
    const box = isWithin(undrawable, character) ? undefined : this.#families.find(character)
    return box && toGlyph(box)
  }

  #append(text: string, glyph: Glyph): number {
    while (hasSpecialByte(this.glyphs.length)) {
      this.glyphs.push(emptyGlyph)
      this.texts.push(undefined)
    }
    const number = this.glyphs.push(glyph) - 1
    this.texts.push(text)
    if (number >= this.widths.length) {
      const wider = new Uint16Array(2 * number)
      wider.set(this.widths)
      this.widths = wider
    }
    this.widths[number] = glyph.advance
    return number
  }
}

function hasSpecialByte(number: number): boolean {
  return special.has(number & 255) || special.has(number >> 8)
}
