import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { FontSlice } from './font-slice.ts'
import { isWithin, type Ranges, rangesOf } from './ranges.ts'
import type { GlyphBox } from './true-type.ts'

/** The first family that has a character draws it. Each is an npm package of small files, read when needed. */
const families = [
  'noto-sans',
  'noto-sans-symbols',
  'noto-sans-sc',
  'noto-sans-tc',
  'noto-sans-jp',
  'noto-sans-kr',
  'noto-emoji',
]

/** Han characters look different in China, Taiwan, Japan and Korea: there its own forms come first. */
const ownForms: Record<string, string> = {
  'Asia/Tokyo': 'noto-sans-jp',
  'Asia/Seoul': 'noto-sans-kr',
  'Asia/Taipei': 'noto-sans-tc',
  'Asia/Hong_Kong': 'noto-sans-tc',
  'Asia/Macau': 'noto-sans-tc',
}

/** Letters that change with their neighbours have fonts of their own, for the shaper. */
const slicesThatNeedShaping = ['devanagari']

interface Slice {
  path: string
  ranges: Ranges
  /** Once it was needed. */
  font?: FontSlice
}

const read = new Map<string, Slice[]>()

/** Glyphs of one weight for the characters of all families. */
export class FontFamilies {
  readonly #weight: number
  readonly #names: string[]

  constructor(weight: number, timeZone: string) {
    this.#weight = weight
    const own = ownForms[timeZone]
    this.#names = own
      ? [families[0] as string, own, ...families.slice(1).filter((name) => name !== own)]
      : families
  }

  /** Undefined when no family has the character. */
  find(character: number): GlyphBox | undefined {
    for (const name of this.#names) {
      for (const slice of slicesOf(name)) {
        if (!isWithin(slice.ranges, character)) continue
        slice.font ??= new FontSlice(slice.path)
        const glyph = slice.font.find(character, this.#weight)
        if (glyph) return glyph
      }
    }
    return undefined
  }
}

function slicesOf(family: string): Slice[] {
  const known = read.get(family)
  if (known) return known
  const folder = dirname(findPackageJSON(`@fontsource-variable/${family}`, import.meta.url) as string)
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>
  const slices = Object.entries(ranges)
    .filter(([name]) => !slicesThatNeedShaping.includes(name))
    .map(([name, list]) => ({
      path: join(folder, 'files', `${family}-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`),
      ranges: rangesOf(list),
    }))
  read.set(family, slices)
  return slices
}
