import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as HarfBuzz from 'harfbuzzjs'
import type { Outline } from '../fonts/outline.ts'
import { isWithin, type Ranges, rangesOf } from '../fonts/ranges.ts'
import type { GlyphBox } from '../fonts/true-type.ts'
import { mayNeedShaper } from './scripts.ts'
import { openType } from './woff.ts'

/** Each script with letters that must be shaped has a font, an npm package of its own. */
const scripts = ['arabic', 'hebrew', 'thai', 'devanagari', 'bengali', 'tamil'] as const

export type Script = (typeof scripts)[number]

/** Words come again and again, and looking one up takes a tenth of the time of shaping it. */
const mostKnown = 10_000

let shaper: typeof HarfBuzz | undefined
const ranges = new Map<Script, Ranges>()

/** Loads the shaper if UTF-8 text may need it: 7 MB and 10 ms that most files do without. */
export async function loadShaperFor(bytes: Uint8Array): Promise<void> {
  if (shaper || !mayNeedShaper(bytes)) return
  // Found while it runs, like the fonts, for it reads a file beside itself that a bundle would not have.
  const path = join(folderOf('harfbuzzjs'), 'dist/index.mjs')
  shaper = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ pathToFileURL(path).href)
}

/** The script whose font draws the character; undefined without one, or before the shaper is loaded. */
export function scriptOf(character: number): Script | undefined {
  if (!shaper || character < 0x590) return undefined
  return scripts.find((script) => isWithin(rangesOfScript(script), character))
}

function rangesOfScript(script: Script): Ranges {
  let own = ranges.get(script)
  if (!own) {
    const all = JSON.parse(readFileSync(join(packageOf(script), 'unicode.json'), 'utf8'))
    // Joiners and the signs of currencies are in several of the fonts.
    own = rangesOf(all[script]).flatMap((first, at, list) =>
      at % 2 === 0 && (first < 0x2000 || first >= 0xa000) ? [first, list[at + 1] as number] : [],
    )
    ranges.set(script, own)
  }
  return own
}

function packageOf(script: Script): string {
  return folderOf(`@fontsource/noto-sans-${script}`)
}

function folderOf(name: string): string {
  return dirname(findPackageJSON(name, import.meta.url) as string)
}

/** What stands in a line as one: a letter with its marks, or a syllable. */
export interface ShapedCluster {
  /** Of its first character. */
  at: number
  /** The same for all that look alike. */
  key: string
  isWhole: boolean
  draw: () => GlyphBox
}

/** Fonts of one weight, each read when the first text needs it. */
export class ShapedFonts {
  readonly #weight: number
  readonly #fonts = new Map<Script, HarfBuzz.Font>()
  readonly #known = new Map<string, ShapedCluster[]>()

  constructor(weight: number) {
    this.#weight = weight
  }

  /** The clusters of a stretch of letters of one script, in reading order. */
  shape(script: Script, text: string, isRightToLeft: boolean): ShapedCluster[] {
    const key = `${script} ${isRightToLeft} ${text}`
    let clusters = this.#known.get(key)
    if (!clusters) {
      if (this.#known.size === mostKnown) this.#known.clear()
      clusters = this.#shape(script, text, isRightToLeft)
      this.#known.set(key, clusters)
    }
    return clusters
  }

  #shape(script: Script, text: string, isRightToLeft: boolean): ShapedCluster[] {
    const { Buffer, Direction, shape } = shaper as typeof HarfBuzz
    const font = this.#font(script)
    const buffer = new Buffer()
    buffer.addText(text)
    buffer.setDirection(isRightToLeft ? Direction.RTL : Direction.LTR)
    buffer.guessSegmentProperties()
    shape(font, buffer)
    const clusters: { at: number; glyphs: Placed[]; advance: number }[] = []
    for (const {
      codepoint,
      cluster,
      xAdvance = 0,
      xOffset = 0,
      yOffset = 0,
    } of buffer.getGlyphInfosAndPositions()) {
      let last = clusters.at(-1)
      if (last?.at !== cluster) {
        last = { at: cluster, glyphs: [], advance: 0 }
        clusters.push(last)
      }
      last.glyphs.push({ glyph: codepoint, x: last.advance + xOffset, y: yOffset })
      last.advance += xAdvance
    }
    if (isRightToLeft) clusters.reverse()
    const scale = 1000 / font.face.upem
    return clusters.map(({ at, glyphs, advance }) => ({
      at,
      key: `${script} ${advance} ${glyphs.map(({ glyph, x, y }) => `${glyph},${x},${y}`).join(' ')}`,
      isWhole: glyphs.every(({ glyph }) => glyph !== 0),
      draw: () => ({ advance: advance * scale, outline: outlineOf(font, glyphs, scale) }),
    }))
  }

  #font(script: Script): HarfBuzz.Font {
    let font = this.#fonts.get(script)
    if (!font) {
      const { Blob, Face, Font } = shaper as typeof HarfBuzz
      const name = `noto-sans-${script}-${script}-${this.#weight}-normal.woff`
      font = new Font(new Face(new Blob(openType(readFileSync(join(packageOf(script), 'files', name))))))
      this.#fonts.set(script, font)
    }
    return font
  }
}

interface Placed {
  glyph: number
  x: number
  y: number
}

/** The outlines of several glyphs as one. */
function outlineOf(font: HarfBuzz.Font, glyphs: Placed[], scale: number): Outline {
  const outline: Outline = { xs: [], ys: [], isOnCurve: [], ends: [] }
  for (const { glyph, x, y } of glyphs) {
    for (const { type, values } of font.glyphToJson(glyph)) {
      if (type === 'Z') {
        outline.ends.push(outline.xs.length - 1)
        continue
      }
      for (let at = 0; at < values.length; at += 2) {
        outline.xs.push(((values[at] as number) + x) * scale)
        outline.ys.push(((values[at + 1] as number) + y) * scale)
        outline.isOnCurve.push(at === values.length - 2)
      }
    }
  }
  return outline
}
