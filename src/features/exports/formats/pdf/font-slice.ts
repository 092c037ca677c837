import { readFileSync } from 'node:fs'
import { readCharacterMap } from './character-map.ts'
import { type Outline, readGlyphs, type StoredGlyph } from './outline.ts'
import { type Glyph, type GlyphBox, toGlyph } from './true-type.ts'
import { Variation } from './variation.ts'
import { readWoff2, tableOf } from './woff2.ts'

const deepest = 8

/**
 * Every character of one WOFF2 file as a finished glyph in that weight. All at once: the outlines of a file
 * can only be read together, and as bytes they take a tenth of the memory.
 */
export function readSlice(path: string, weight: number): Map<number, Glyph> {
  const tables = readWoff2(readFileSync(path))
  const bytesOf = (tag: string) => tableOf(tables, tag).bytes
  const variation = new Variation(bytesOf('fvar'), tables.get('avar')?.bytes, bytesOf('gvar'), {
    wght: weight,
  })
  const stored = readGlyphs(bytesOf('glyf'))
  const { bytes: hmtx, isTransformed } = tableOf(tables, 'hmtx')
  const advances = readAdvances(hmtx, isTransformed, bytesOf('hhea'), stored.length)
  const scale = 1000 / bytesOf('head').readUInt16BE(18)
  const boxes = stored.map((_, glyph) => place(stored, advances, variation, glyph))
  return new Map(
    readCharacterMap(bytesOf('cmap')).map(([character, glyph]) => [
      character,
      toGlyph(boxes[glyph] as GlyphBox, scale),
    ]),
  )
}

function place(stored: StoredGlyph[], advances: number[], variation: Variation, glyph: number): GlyphBox {
  const shape = stored[glyph] as StoredGlyph
  const points = Array.isArray(shape)
    ? { xs: shape.map(({ x }) => x), ys: shape.map(({ y }) => y), isOnCurve: [], ends: [] }
    : shape
  const { x, y } = variation.moves(glyph, points)
  const left = x.length - 4
  const advance = (advances[glyph] as number) + (x[left + 1] as number) - (x[left] as number)
  return { advance, outline: flatten(stored, variation, glyph, 0, { x, y }) }
}

/** The outline of a glyph, those of its components put in place. */
function flatten(
  stored: StoredGlyph[],
  variation: Variation,
  glyph: number,
  depth: number,
  moves?: { x: Float64Array; y: Float64Array },
): Outline {
  const shape = stored[glyph] as StoredGlyph
  if (!Array.isArray(shape)) {
    const { x, y } = moves ?? variation.moves(glyph, shape)
    return {
      ...shape,
      xs: shape.xs.map((at, point) => at + (x[point] as number)),
      ys: shape.ys.map((at, point) => at + (y[point] as number)),
    }
  }
  if (depth > deepest) throw new Error('a glyph of the font contains itself')
  const offsets = { xs: shape.map(({ x }) => x), ys: shape.map(({ y }) => y), isOnCurve: [], ends: [] }
  const { x, y } = moves ?? variation.moves(glyph, offsets)
  const whole: Outline = { xs: [], ys: [], isOnCurve: [], ends: [] }
  shape.forEach(({ glyph: part, x: left, y: bottom, matrix: [a, b, c, d] }, index) => {
    const { xs, ys, isOnCurve, ends } = flatten(stored, variation, part, depth + 1)
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

/** Advance widths by glyph; from the last one on they stay the same. */
function readAdvances(hmtx: Buffer, isTransformed: boolean, hhea: Buffer, glyphs: number): number[] {
  const last = hhea.readUInt16BE(34) - 1
  return Array.from({ length: glyphs }, (_, glyph) => {
    const index = Math.min(glyph, last)
    return hmtx.readUInt16BE(isTransformed ? 1 + 2 * index : 4 * index)
  })
}
