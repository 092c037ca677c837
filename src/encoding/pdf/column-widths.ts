import type { FileColumn } from '../rows/column.ts'
import { decodeField, isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { CellValues, isRigid } from './cell-values.ts'
import type { GlyphSet } from './fonts/glyph-set.ts'

/** How wide a column wants to be and how narrow it may become, in thousandths of the font size. */
interface Wish {
  ideal: number
  least: number
}

const widestLabelPart = 12_000
const widestText = 34_000
const widestWord = 14_000
const narrowest = 2_500
const mostStretch = 1.35
/** In hundredths of a point, the largest that fits is taken. */
const fontSizes = [800, 720, 640, 560, 500]

export interface TableLayout {
  fontSize: number
  padding: number
  /** In hundredths of a point, with the padding on both sides. */
  widths: number[]
}

export class ColumnWidths {
  readonly #wishes: Wish[]

  constructor(columns: FileColumn[], kinds: Uint8Array, sample: RowBatch, regular: GlyphSet, bold: GlyphSet) {
    const values = columns.map((_, column) => measure(sample, column, kinds[column] as number, regular))
    this.#wishes = columns.map(({ label }, column) => {
      const { lines, words } = values[column] as Measures
      const labelWord = Math.min(widestLabelPart, longestWord(label, bold))
      const isFixed = isRigid(kinds[column] as number)
      const least = isFixed ? widest(lines) : Math.min(widestWord, most(words))
      const ideal = isFixed ? least : Math.min(widestText, most(lines))
      const labelWidth = Math.min(bold.widthOf(label), widestLabelPart)
      return {
        ideal: Math.max(ideal, labelWidth, narrowest),
        least: Math.max(Math.min(least, widestText), labelWord, narrowest),
      }
    })
  }

  /** Whether the columns need no squeezing in so much room. */
  fits(room: number): boolean {
    return sum(this.#widths('ideal', fontSizes[0] as number)) <= room
  }

  /** Distributes the room, with the largest type at which the columns are not squeezed too hard. */
  layout(room: number): TableLayout {
    const fontSize =
      fontSizes.find((size) => {
        return sum(this.#widths('least', size)) <= room && sum(this.#widths('ideal', size)) <= 1.6 * room
      }) ?? (fontSizes.at(-1) as number)
    const ideal = this.#widths('ideal', fontSize)
    const least = this.#widths('least', fontSize)
    const padding = paddingOf(fontSize)
    if (sum(ideal) <= room)
      return { fontSize, padding, widths: scaled(ideal, Math.min(room, mostStretch * sum(ideal))) }
    // Where not even words fit, the long ones are broken and the short ones stay whole.
    const [from, to] = sum(least) > room ? [least.map(() => 0), least] : [least, ideal]
    return { fontSize, padding, widths: filled(from, to, room) }
  }

  #widths(kind: keyof Wish, fontSize: number): number[] {
    return this.#wishes.map((wish) => Math.ceil((wish[kind] * fontSize) / 1000) + 2 * paddingOf(fontSize))
  }
}

function paddingOf(fontSize: number): number {
  return Math.round(fontSize / 2)
}

function scaled(widths: number[], room: number): number[] {
  const factor = room / sum(widths)
  return widths.map((width) => Math.floor(width * factor))
}

/** Columns that want little more get it whole; the others share what then is left alike. */
function filled(least: number[], ideal: number[], room: number): number[] {
  const wanted = ideal.map((width, column) => Math.max(0, width - (least[column] as number)))
  const widths = [...least]
  let spare = room - sum(least)
  const byWish = wanted
    .map((_, column) => column)
    .sort((a, b) => (wanted[a] as number) - (wanted[b] as number))
  byWish.forEach((column, index) => {
    const more = Math.min(wanted[column] as number, Math.floor(spare / (byWish.length - index)))
    widths[column] = (widths[column] as number) + more
    spare -= more
  })
  return widths
}

interface Measures {
  lines: number[]
  words: number[]
}

function measure(sample: RowBatch, column: number, kind: number, set: GlyphSet): Measures {
  const measures: Measures = { lines: [], words: [] }
  const values = new CellValues()
  for (let row = 0; row < sample.rows; row++) {
    const field = row * sample.width + column
    const from = field === 0 ? 0 : (sample.ends[field - 1] as number) + 1
    const to = sample.ends[field] as number
    if (isNull(sample.bytes, from, to)) continue
    values.read(kind, sample.bytes, from, to)
    const text = Buffer.alloc(values.to - values.from)
    const length = decodeField(values.bytes as Buffer, values.from, values.to, text)
    const lines = text.toString('utf8', 0, length).split('\n')
    measures.lines.push(widest(lines.map((line) => set.widthOf(line.slice(0, 200)))))
    // What is never broken into lines has no words.
    if (!isRigid(kind)) measures.words.push(widest(lines.map((line) => longestWord(line.slice(0, 200), set))))
  }
  return measures
}

function longestWord(text: string, set: GlyphSet): number {
  return widest(text.split(/[\s-]+/).map((word) => set.widthOf(word)))
}

/** What nineteen of twenty values stay below. */
function most(widths: number[]): number {
  const sorted = widths.toSorted((a, b) => a - b)
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0
}

function widest(widths: number[]): number {
  return widths.reduce((widest, width) => Math.max(widest, width), 0)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
