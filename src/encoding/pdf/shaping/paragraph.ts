import bidiFactory, { type Bidi, type EmbeddingLevels } from 'bidi-js'
import type { GlyphBox } from '../fonts/true-type.ts'
import type { GlyphSet } from './glyph-set.ts'
import { withMarks } from './marks.ts'
import { hasLayout, needsLayout } from './scripts.ts'
import { type Script, scriptOf } from './shaped-fonts.ts'

/** What stands in a line as one glyph. */
export interface Cluster {
  /** Its characters in the text. */
  from: number
  to: number
  number: number
}

/** A text without line ends, in reading order. */
export interface Paragraph {
  clusters: Cluster[]
  isRightToLeft: boolean
  /** Whether every character can be drawn. */
  isWhole: boolean
  /** Where a new line may begin. */
  breaks: Set<number>
  /** The order from left to right of clusters that follow each other. */
  inLine(clusters: Cluster[]): Cluster[]
}

const joiners = [0x200c, 0x200d]
/** Would turn around letters that read from left to right: nobody could tell what stands there. */
const overrides = /[\u202d\u202e]/g
const nothing: GlyphBox = { advance: 0, outline: { xs: [], ys: [], isOnCurve: [], ends: [] } }
const thai = /[\u0e00-\u0e7f]/

let bidi: Bidi | undefined
let thaiWords: Intl.Segmenter | undefined

/** Shapes a text in NFC. */
export function paragraphOf(given: string, set: GlyphSet): Paragraph {
  bidi ??= bidiFactory()
  const { getReorderSegments } = bidi
  const text = given.replace(overrides, '\ufffd')
  const embedding = bidi.getEmbeddingLevels(text)
  const clusters = clustersOf(text, embedding, set)
  return {
    clusters,
    isRightToLeft: ((embedding.paragraphs[0]?.level ?? 0) & 1) === 1,
    isWhole: text === given && clusters.every(({ number }) => number !== set.replacement),
    breaks: breaksOf(text),
    inLine(line) {
      const [first, last] = [line[0], line.at(-1)]
      if (!first || !last) return line
      const starting = new Map(line.map((cluster) => [cluster.from, cluster]))
      const order = Array.from({ length: last.to - first.from }, (_, at) => first.from + at)
      for (const segment of getReorderSegments(text, embedding, first.from, last.to - 1)) {
        const [from, to] = segment as [number, number]
        const turned = order.slice(from - first.from, to - first.from + 1).reverse()
        order.splice(from - first.from, turned.length, ...turned)
      }
      return order.flatMap((at) => starting.get(at) ?? [])
    },
  }
}

/** Width of a text on one line, in thousandths of the font size. */
export function widthOf(given: string, set: GlyphSet): number {
  const text = given.normalize('NFC')
  if (!hasLayout(text)) return set.widthOf(text)
  return paragraphOf(text, set).clusters.reduce((sum, { number }) => sum + (set.widths[number] as number), 0)
}

function clustersOf(text: string, { levels }: EmbeddingLevels, set: GlyphSet): Cluster[] {
  const clusters: Cluster[] = []
  for (let from = 0; from < text.length; ) {
    const script = scriptOf(text.codePointAt(from) as number)
    const isRightToLeft = ((levels[from] as number) & 1) === 1
    let to = from
    do to += (text.codePointAt(to) as number) > 0xffff ? 2 : 1
    while (to < text.length && levels[to] === levels[from] && goesOn(text.codePointAt(to) as number, script))
    if (script) clusters.push(...shaped(script, text.slice(from, to), from, isRightToLeft, set))
    else clusters.push(...letter(text, from, to, isRightToLeft, set))
    from = to
  }
  return clusters
}

/** Whether a character belongs to what stands before it: a stretch of that script, or a letter without one. */
function goesOn(character: number, script: Script | undefined): boolean {
  const own = scriptOf(character)
  if (own) return own === script
  return isMark(character) || (script !== undefined && joiners.includes(character))
}

/** The clusters of a stretch of one script that begins there. */
function shaped(
  script: Script,
  text: string,
  start: number,
  isRightToLeft: boolean,
  set: GlyphSet,
): Cluster[] {
  const all = set.fonts.shape(script, text, isRightToLeft)
  return all.map(({ at, key, isWhole, draw }, index) => {
    const end = all[index + 1]?.at ?? text.length
    const own = text.slice(at, end)
    const number = isWhole ? set.numberOfShape(`${key} ${own}`, own, draw) : set.replacement
    return { from: start + at, to: start + end, number }
  })
}

/** A character of the usual fonts with the marks after it; where those cannot be placed, they follow. */
function letter(text: string, from: number, to: number, isRightToLeft: boolean, set: GlyphSet): Cluster[] {
  const [base = '', ...marks] = [...text.slice(from, to)]
  const character = base.codePointAt(0) as number
  const find = (character: number) => set.boxOf(character)
  if (marks.length > 0) {
    const own = text.slice(from, to)
    const codes = marks.map((mark) => mark.codePointAt(0) as number)
    const number = set.numberOfShape(`marks ${own}`, own, () => withMarks(character, codes, find))
    if (number !== set.replacement) return [{ from, to, number }]
  }
  const mirrored = isRightToLeft ? bidi?.getMirroredCharacter(base) : undefined
  const number = mirrored
    ? set.numberOfShape(`mirrored ${base}`, base, () => find(mirrored.codePointAt(0) as number))
    : needsLayout(character)
      ? set.numberOfShape(base, base, () => (isDirection(character) ? nothing : undefined))
      : set.numberOf(character)
  const end = from + base.length
  return [
    { from, to: end, number },
    ...marks.map((_, at) => ({ from: end + at, to: end + at + 1, number: set.replacement })),
  ]
}

function isDirection(character: number): boolean {
  return (character >= 0x202a && character <= 0x202c) || (character >= 0x2066 && character <= 0x2069)
}

function isMark(character: number): boolean {
  return needsLayout(character) && /\p{M}/u.test(String.fromCodePoint(character))
}

/** After blanks, hyphens and wide characters; Thai writes its words without blanks. */
function breaksOf(text: string): Set<number> {
  const breaks = new Set<number>()
  for (const { index, 0: found } of text.matchAll(/[ -]|[\u2e80-\ufaff\u{1f000}-\u{3ffff}]/gu)) {
    breaks.add(index + found.length)
  }
  if (thai.test(text)) {
    thaiWords ??= new Intl.Segmenter('th', { granularity: 'word' })
    for (const { index } of thaiWords.segment(text)) breaks.add(index)
  }
  return breaks
}
