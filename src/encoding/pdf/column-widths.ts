import type { FileColumn } from '../rows/column.ts'
import { decodeField, isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { integerKind, shownNumberKind } from '../rows/value-kind.ts'
import { CellValues, isRigid } from './cell-values.ts'
import type { GlyphSet } from './shaping/glyph-set.ts'
import { widthOf } from './shaping/paragraph.ts'

/** How wide a column wants to be and how narrow it may become, in thousandths of the font size. */
interface Wish {
  preferred: number
  /** Without a broken word. */
  min: number
  /** With long words broken, numbers and dates still whole. */
  tight: number
  isFixed: boolean
}

type Width = 'preferred' | 'min' | 'tight'

const maxLabelPart = 12_000
const maxText = 34_000
const maxWord = 14_000
const maxTightWord = 6_500
const minColumn = 2_500
/** Of a digit: further rows may have longer numbers than those of the sample. */
const digit = 572
const spareDigits = 2
const maxStretch = 1.35
const mostSqueezed = 1.6
/** In hundredths of a point, the largest that fits is taken. Smaller type is not read on paper. */
const fontSizes = [800, 760, 720, 700]

export interface TableLayout {
  fontSize: number
  padding: number
  /** In hundredths of a point, with the padding on both sides. */
  widths: number[]
  /** The columns of each page; those on pages beside each other all begin with the first column. */
  parts: number[][]
}

export class ColumnWidths {
  readonly #wishes: Wish[]

  constructor(
    columns: FileColumn[],
    kinds: Uint8Array,
    sample: RowBatch,
    regular: GlyphSet,
    bold: GlyphSet,
    hasOffsets: boolean,
  ) {
    const values = columns.map((_, column) =>
      measure(sample, column, kinds[column] as number, regular, hasOffsets),
    )
    this.#wishes = columns.map(({ label }, column) => {
      const { lines, words } = values[column] as Measures
      const kind = kinds[column] as number
      const isFixed = isRigid(kind)
      const spare = kind === integerKind || kind === shownNumberKind ? spareDigits * digit : 0
      const line = isFixed ? widest(lines) + spare : Math.min(maxText, mostOf(lines))
      const word = isFixed ? widest(words) + spare : mostOf(words)
      const labelWord = longestWord(label, bold)
      const labelWidth = Math.min(widthOf(label, bold), maxLabelPart)
      const min = isFixed ? line : Math.min(maxWord, word)
      const tight = isFixed ? word : Math.min(maxTightWord, word)
      return {
        isFixed,
        preferred: Math.max(line, labelWidth, minColumn),
        min: Math.max(min, Math.min(maxLabelPart, labelWord), minColumn),
        tight: Math.max(tight, Math.min(maxTightWord, labelWord), minColumn),
      }
    })
  }

  /** Whether the columns need no squeezing in so much room. */
  fits(room: number): boolean {
    return sum(this.#widths('preferred', fontSizes[0] as number)) <= room
  }

  /** Distributes the room, with the largest type at which nothing is squeezed too hard; undefined when nothing fits. */
  fitting(room: number): TableLayout | undefined {
    const fontSize = fontSizes.find(
      (size) =>
        sum(this.#widths('min', size)) <= room && sum(this.#widths('preferred', size)) <= mostSqueezed * room,
    )
    if (fontSize !== undefined) return this.#layout('min', fontSize, room)
    const smallest = fontSizes.at(-1) as number
    const width = (['min', 'tight'] as const).find((one) => sum(this.#widths(one, smallest)) <= room)
    return width && this.#layout(width, smallest, room)
  }

  /** Spreads columns that do not fit over as few pages beside each other as they need. */
  split(room: number): TableLayout {
    const fontSize = fontSizes[0] as number
    const preferred = this.#widths('preferred', fontSize)
    const min = this.#widths('min', fontSize)
    const [key = 0] = preferred.map((width) => Math.min(width, Math.floor(room / 3)))
    const rest = room - key
    const wanted = preferred.slice(1).map((width, column) => {
      return Math.min(rest, Math.max(width / mostSqueezed, min[column + 1] as number))
    })
    const groups = evenGroups(wanted, rest).map((group) => group.map((column) => column + 1))
    if (groups.length === 0) return { fontSize, padding: paddingOf(fontSize), widths: [room], parts: [[0]] }
    const widths = [key]
    for (const group of groups) {
      const own = this.#distributed('min', fontSize, rest, group)
      group.forEach((column, at) => {
        widths[column] = own[at] as number
      })
    }
    return { fontSize, padding: paddingOf(fontSize), widths, parts: groups.map((group) => [0, ...group]) }
  }

  #layout(narrowest: 'min' | 'tight', fontSize: number, room: number): TableLayout {
    const all = this.#wishes.map((_, column) => column)
    const widths = this.#distributed(narrowest, fontSize, room, all)
    return { fontSize, padding: paddingOf(fontSize), widths, parts: [all] }
  }

  /** The widths of these columns in that room. */
  #distributed(narrowest: 'min' | 'tight', fontSize: number, room: number, columns: number[]): number[] {
    const of = (width: Width) => {
      const all = this.#widths(width, fontSize)
      return columns.map((column) => Math.min(room, all[column] as number))
    }
    const preferred = of('preferred')
    return sum(preferred) <= room
      ? this.#stretched(preferred, room, columns)
      : filled(of(narrowest), preferred, room)
  }

  /** All columns a little wider, then the texts until the room is used. */
  #stretched(preferred: number[], room: number, columns: number[]): number[] {
    const isText = columns.map((column) => !this.#wishes[column]?.isFixed)
    const widths = scaled(preferred, Math.min(room, maxStretch * sum(preferred)))
    const texts = widths.filter((_, at) => isText[at])
    const growing = texts.length > 0 ? sum(texts) : sum(widths)
    const spare = room - sum(widths)
    return widths.map((width, at) => {
      const grows = texts.length === 0 || isText[at]
      return grows ? width + Math.floor((spare * width) / growing) : width
    })
  }

  #widths(width: Width, fontSize: number): number[] {
    return this.#wishes.map((wish) => Math.ceil((wish[width] * fontSize) / 1000) + 2 * paddingOf(fontSize))
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
function filled(min: number[], preferred: number[], room: number): number[] {
  const wanted = preferred.map((width, column) => Math.max(0, width - (min[column] as number)))
  const widths = [...min]
  let spare = room - sum(min)
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

/** Neighbours in as few groups as fit into the room, none much wider than the others. */
function evenGroups(widths: number[], room: number): number[][] {
  const inRoom = (limit: number) => {
    const groups: number[][] = []
    let used = Number.POSITIVE_INFINITY
    widths.forEach((width, column) => {
      used += width
      if (used <= limit) groups.at(-1)?.push(column)
      else {
        groups.push([column])
        used = width
      }
    })
    return groups
  }
  const { length } = inRoom(room)
  let [low, high] = [Math.ceil(widest(widths)), room]
  while (low < high) {
    const middle = (low + high) >> 1
    if (inRoom(middle).length <= length) high = middle
    else low = middle + 1
  }
  return inRoom(high)
}

interface Measures {
  lines: number[]
  words: number[]
}

function measure(
  sample: RowBatch,
  column: number,
  kind: number,
  set: GlyphSet,
  hasOffsets: boolean,
): Measures {
  const measures: Measures = { lines: [], words: [] }
  const values = new CellValues(hasOffsets)
  for (let row = 0; row < sample.rows; row++) {
    const field = row * sample.width + column
    const from = field === 0 ? 0 : (sample.ends[field - 1] as number) + 1
    const to = sample.ends[field] as number
    if (isNull(sample.bytes, from, to)) continue
    values.read(kind, sample.bytes, from, to)
    const text = Buffer.alloc(values.to - values.from)
    const length = decodeField(values.bytes as Buffer, values.from, values.to, text)
    const lines = text.toString('utf8', 0, length).split('\n')
    measures.lines.push(widest(lines.map((line) => widthOf(line.slice(0, 200), set))))
    measures.words.push(widest(lines.map((line) => longestWord(line.slice(0, 200), set, isRigid(kind)))))
  }
  return measures
}

/** Short values break between a day and its clock only, the one plain blank that they have. */
function longestWord(text: string, set: GlyphSet, isShort = false): number {
  return widest(text.split(isShort ? ' ' : /[\s-]+/).map((word) => widthOf(word, set)))
}

/** What nineteen of twenty values stay below. */
function mostOf(widths: number[]): number {
  const sorted = widths.toSorted((a, b) => a - b)
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0
}

function widest(widths: number[]): number {
  return widths.reduce((widest, width) => Math.max(widest, width), 0)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
