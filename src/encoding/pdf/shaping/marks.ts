import type { Outline } from '../fonts/outline.ts'
import type { GlyphBox } from '../fonts/true-type.ts'

/** Marks that the fonts have only as a sign that stands alone. */
const standIns = new Map<number, number>([
  ...([
    [0x302, 0x2c6],
    [0x30a, 0x2da],
    [0x30b, 0x2dd],
    [0x313, 0x1fbf],
    [0x342, 0x1fc0],
  ] as const),
  ...([
    [0x327, 0xb8],
    [0x345, 0x37a],
    [0x332, 0x5f],
    [0x331, 0x2c9],
  ] as const),
])
const macronBelow = 0x331
const dotless = new Map([
  [0x69, 0x131],
  [0x6a, 0x237],
])

/** Where the marks of small letters begin, and how far marks stand from each other. */
const small = 545
const gap = 50

type Find = (character: number) => GlyphBox | undefined

/** A letter with marks that no character has composed, each in the middle, above or below what is there. */
export function withMarks(letter: number, marks: number[], find: Find): GlyphBox | undefined {
  const boxes = marks.map((mark) => find(mark) ?? find(standIns.get(mark) ?? mark))
  const isDotted = marks.some((mark, index) => isAbove(mark, boxes[index]))
  const base = find((isDotted && dotless.get(letter)) || letter)
  if (!base || boxes.some((box) => !box)) return undefined
  const own = edges(base.outline) ?? { left: 0, right: base.advance, bottom: 0, top: small }
  const whole: Outline = structuredClone(base.outline)
  let { top, bottom } = own
  marks.forEach((mark, index) => {
    const { outline } = boxes[index] as GlyphBox
    const edge = edges(outline)
    if (!edge) return
    let y = 0
    if (mark === macronBelow) y = Math.min(0, bottom) - gap - edge.top
    else if (isAbove(mark, boxes[index]))
      y = Math.max(0, top === own.top ? top - small : top + gap - edge.bottom)
    else if (edge.top <= 0) y = Math.min(0, bottom === own.bottom ? bottom : bottom - gap - edge.top)
    add(whole, outline, (own.left + own.right - edge.left - edge.right) / 2, y)
    top = Math.max(top, edge.top + y)
    bottom = Math.min(bottom, edge.bottom + y)
  })
  return { advance: base.advance, outline: whole }
}

function isAbove(mark: number, box: GlyphBox | undefined): boolean {
  return mark !== macronBelow && (box ? (edges(box.outline)?.bottom ?? 0) > small / 2 : false)
}

function add(whole: Outline, part: Outline, x: number, y: number): void {
  const before = whole.xs.length
  whole.xs.push(...part.xs.map((at) => at + x))
  whole.ys.push(...part.ys.map((at) => at + y))
  whole.isOnCurve.push(...part.isOnCurve)
  whole.ends.push(...part.ends.map((end) => end + before))
}

function edges({ xs, ys }: Outline) {
  if (xs.length === 0) return undefined
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}
