import { ByteReader } from './byte-reader.ts'

/** Points of quadratic curves; `ends` has the last point of each contour. */
export interface Outline {
  xs: number[]
  ys: number[]
  isOnCurve: boolean[]
  ends: number[]
}

/** A glyph made of others: each moved to (x, y) after the matrix. */
export interface Component {
  glyph: number
  x: number
  y: number
  matrix: [number, number, number, number]
}

export type StoredGlyph = Outline | Component[]

const headerBytes = 36
const argumentsAreWords = 1
const hasScale = 8
const moreComponents = 32
const hasTwoScales = 64
const hasMatrix = 128
const hasInstructions = 256

/**
 * A `glyf` table as WOFF2 transforms it: what belongs to one glyph lies in separate streams, without a word of where.
 * So all glyphs are found at once, by the lengths of what they are made of, and each is read when it is asked for.
 * Hinting instructions are left out: paper has none and screens no longer need them.
 */
export class GlyphTable {
  readonly #table: Buffer
  readonly #streams: Streams
  /** Where each glyph begins in each of the streams. */
  readonly #places: Int32Array

  constructor(table: Buffer) {
    this.#table = table
    let start = headerBytes
    const [contours, points, flags, numbers, composites] = [8, 12, 16, 20, 24].map((at) => {
      const reader = new ByteReader(table, start)
      start += table.readUInt32BE(at)
      return reader
    }) as [ByteReader, ByteReader, ByteReader, ByteReader, ByteReader]
    this.#streams = { contours, points, flags, numbers, composites }
    const readers = Object.values(this.#streams)
    this.#places = new Int32Array(table.readUInt16BE(4) * readers.length)
    for (let place = 0; place < this.#places.length; ) {
      for (const reader of readers) this.#places[place++] = reader.at
      this.#skip()
    }
  }

  read(glyph: number): StoredGlyph {
    const readers = Object.values(this.#streams)
    readers.forEach((reader, index) => {
      reader.at = this.#places[glyph * readers.length + index] as number
    })
    const { contours, flags, numbers, composites } = this.#streams
    const contourCount = contours.int16()
    if (contourCount < 0) return readComponents(composites).components
    const outline: Outline = { xs: [], ys: [], isOnCurve: [], ends: this.#readEnds(contourCount) }
    readPoints(outline, (outline.ends.at(-1) ?? -1) + 1, flags, numbers)
    return outline
  }

  #skip(): void {
    const { contours, points, flags, numbers, composites } = this.#streams
    const contourCount = contours.int16()
    if (contourCount < 0) {
      if (readComponents(composites).isHinted) numbers.packed16()
      return
    }
    if (contourCount === 0) return
    let count = 0
    for (let contour = 0; contour < contourCount; contour++) count += points.packed16()
    numbers.at += bytesOfSteps(this.#table, flags.at, count)
    flags.at += count
    numbers.packed16()
  }

  #readEnds(contourCount: number): number[] {
    let total = 0
    return Array.from({ length: contourCount }, () => {
      total += this.#streams.points.packed16()
      return total - 1
    })
  }
}

interface Streams {
  contours: ByteReader
  points: ByteReader
  flags: ByteReader
  numbers: ByteReader
  composites: ByteReader
}

function readPoints(outline: Outline, count: number, flags: ByteReader, numbers: ByteReader): void {
  let x = 0
  let y = 0
  for (let point = 0; point < count; point++) {
    const flag = flags.uint8()
    const [dx, dy] = readStep(flag & 127, numbers)
    x += flag & 1 ? dx : -dx
    // Below 20 one of the two is 0, and the only sign is in the lowest bit.
    y += ((flag & 127) < 10 ? flag : flag >> 1) & 1 ? dy : -dy
    outline.xs.push(x)
    outline.ys.push(y)
    outline.isOnCurve.push(flag < 128)
  }
}

/** How many bytes readStep() takes for so many steps whose flags begin there. */
function bytesOfSteps(table: Buffer, flags: number, count: number): number {
  let bytes = count
  for (let at = flags; at < flags + count; at++) {
    const code = (table[at] as number) & 127
    if (code >= 84) bytes += code < 120 ? 1 : code < 124 ? 2 : 3
  }
  return bytes
}

/** The sizes of a step in both directions; the table of "triplet encodings" in section 5.2 of WOFF2. */
function readStep(code: number, numbers: ByteReader): [number, number] {
  const first = numbers.uint8()
  if (code < 10) return [0, ((code & 14) << 7) + first]
  if (code < 20) return [(((code - 10) & 14) << 7) + first, 0]
  if (code < 84) {
    const part = code - 20
    return [1 + (part & 0x30) + (first >> 4), 1 + ((part & 0x0c) << 2) + (first & 15)]
  }
  const second = numbers.uint8()
  if (code < 120) {
    const part = code - 84
    return [1 + (Math.floor(part / 12) << 8) + first, 1 + (((part % 12) >> 2) << 8) + second]
  }
  const third = numbers.uint8()
  if (code < 124) return [(first << 4) + (second >> 4), ((second & 15) << 8) + third]
  return [(first << 8) + second, (third << 8) + numbers.uint8()]
}

function readComponents(composites: ByteReader): { components: Component[]; isHinted: boolean } {
  const components: Component[] = []
  let flags = moreComponents
  let isHinted = false
  while (flags & moreComponents) {
    flags = composites.uint16()
    isHinted ||= (flags & hasInstructions) !== 0
    const glyph = composites.uint16()
    const isWide = (flags & argumentsAreWords) !== 0
    const x = isWide ? composites.int16() : composites.int8()
    const y = isWide ? composites.int16() : composites.int8()
    components.push({ glyph, x, y, matrix: readMatrix(flags, composites) })
  }
  return { components, isHinted }
}

function readMatrix(flags: number, composites: ByteReader): Component['matrix'] {
  if (flags & hasScale) {
    const scale = composites.fraction()
    return [scale, 0, 0, scale]
  }
  if (flags & hasTwoScales) return [composites.fraction(), 0, 0, composites.fraction()]
  if (!(flags & hasMatrix)) return [1, 0, 0, 1]
  return [composites.fraction(), composites.fraction(), composites.fraction(), composites.fraction()]
}
