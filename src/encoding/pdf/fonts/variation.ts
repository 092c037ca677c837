import { ByteReader } from './byte-reader.ts'
import type { Outline } from './outline.ts'

// OpenType's font variations: https://learn.microsoft.com/typography/opentype/spec/gvar

const sharesPoints = 0x8000
const ownPeak = 0x8000
const hasRange = 0x4000
const ownPoints = 0x2000

/** How far the points of a glyph move at one place of the design space. */
export class Variation {
  readonly #table: Buffer
  readonly #place: number[]

  /** `settings` by axis tag; other axes stay at their default. */
  constructor(fvar: Buffer, avar: Buffer | undefined, gvar: Buffer, settings: Record<string, number>) {
    this.#table = gvar
    const place = normalised(fvar, settings)
    this.#place = avar ? mapped(avar, place) : place
  }

  /** The moves in x and y of the glyph's points and of the four phantom points after them. */
  moves(glyph: number, outline: Outline): { x: Float64Array; y: Float64Array } {
    const count = outline.xs.length + 4
    const moves = { x: new Float64Array(count), y: new Float64Array(count) }
    const table = this.#table
    if (glyph >= table.readUInt16BE(12)) return moves
    const isLong = (table.readUInt16BE(14) & 1) !== 0
    const offset = (index: number) =>
      table.readUInt32BE(16) +
      (isLong ? table.readUInt32BE(20 + 4 * index) : 2 * table.readUInt16BE(20 + 2 * index))
    const start = offset(glyph)
    if (start === offset(glyph + 1)) return moves

    const header = new ByteReader(table, start)
    const tuples = header.uint16()
    const data = new ByteReader(table, start + header.uint16())
    const shared = tuples & sharesPoints ? readPointNumbers(data) : undefined
    for (let tuple = 0; tuple < (tuples & 0x0fff); tuple++) {
      const end = header.uint16()
      const flags = header.uint16()
      const weight = this.#weight(header, flags)
      const next = data.at + end
      if (weight !== 0) {
        const points = flags & ownPoints ? readPointNumbers(data) : shared
        const length = points?.length ?? count
        const dx = readDeltas(data, length)
        const dy = readDeltas(data, length)
        addMoves(moves.x, outline.xs, outline.ends, points, dx, weight)
        addMoves(moves.y, outline.ys, outline.ends, points, dy, weight)
      }
      data.at = next
    }
    return moves
  }

  /** How much of a tuple's deltas applies here. Reads the tuple's coordinates. */
  #weight(header: ByteReader, flags: number): number {
    const axes = this.#place.length
    const read = () => Array.from({ length: axes }, () => header.fraction())
    const shared = new ByteReader(this.#table, this.#table.readUInt32BE(8) + 2 * axes * (flags & 0x0fff))
    const peaks = flags & ownPeak ? read() : Array.from({ length: axes }, () => shared.fraction())
    const from = flags & hasRange ? read() : peaks.map((peak) => Math.min(0, peak))
    const to = flags & hasRange ? read() : peaks.map((peak) => Math.max(0, peak))
    return this.#place.reduce(
      (weight, at, axis) =>
        weight * tent(at, from[axis] as number, peaks[axis] as number, to[axis] as number),
      1,
    )
  }
}

function tent(at: number, from: number, peak: number, to: number): number {
  if (peak === 0 || at === peak) return 1
  if (at <= from || at >= to) return 0
  return at < peak ? (at - from) / (peak - from) : (to - at) / (to - peak)
}

/** Each axis as -1 … 0 (its default) … 1. */
function normalised(fvar: Buffer, settings: Record<string, number>): number[] {
  const first = fvar.readUInt16BE(4)
  const size = fvar.readUInt16BE(10)
  return Array.from({ length: fvar.readUInt16BE(8) }, (_, axis) => {
    const at = first + axis * size
    const [least, usual, most] = [4, 8, 12].map((field) => fvar.readInt32BE(at + field) / 65536) as [
      number,
      number,
      number,
    ]
    const wanted = settings[fvar.toString('latin1', at, at + 4)] ?? usual
    const value = Math.min(most, Math.max(least, wanted))
    if (value === usual) return 0
    return value < usual ? (value - usual) / (usual - least) : (value - usual) / (most - usual)
  })
}

/** The places after the bends of the `avar` table. */
function mapped(avar: Buffer, place: number[]): number[] {
  const reader = new ByteReader(avar, 8)
  return place.map((value) => {
    let [fromBefore, toBefore] = [-1, -1]
    let result: number | undefined
    for (let pairs = reader.uint16(); pairs > 0; pairs--) {
      const [from, to] = [reader.fraction(), reader.fraction()]
      if (result === undefined && value <= from) {
        const part = from === fromBefore ? 1 : (value - fromBefore) / (from - fromBefore)
        result = toBefore + part * (to - toBefore)
      }
      fromBefore = from
      toBefore = to
    }
    return result ?? value
  })
}

/** Undefined stands for all points. */
function readPointNumbers(data: ByteReader): number[] | undefined {
  let count = data.uint8()
  if (count === 0) return undefined
  if (count & 128) count = ((count & 127) << 8) + data.uint8()
  const points: number[] = []
  let point = 0
  while (points.length < count) {
    const run = data.uint8()
    for (let left = (run & 127) + 1; left > 0; left--) {
      point += run & 128 ? data.uint16() : data.uint8()
      points.push(point)
    }
  }
  return points
}

function readDeltas(data: ByteReader, count: number): number[] {
  const deltas: number[] = []
  while (deltas.length < count) {
    const run = data.uint8()
    for (let left = (run & 63) + 1; left > 0; left--) {
      deltas.push(run & 128 ? 0 : run & 64 ? data.int16() : data.int8())
    }
  }
  return deltas
}

/** Adds one tuple's deltas to the moves; points that it does not name follow their neighbours. */
function addMoves(
  moves: Float64Array,
  places: number[],
  ends: number[],
  points: number[] | undefined,
  deltas: number[],
  weight: number,
): void {
  const own = new Array<number | undefined>(moves.length)
  deltas.forEach((delta, index) => {
    own[points ? (points[index] as number) : index] = delta
  })
  let first = 0
  if (points) {
    for (const end of ends) {
      followNeighbours(own, places, first, end)
      first = end + 1
    }
  }
  own.forEach((delta, index) => {
    if (delta !== undefined) moves[index] = (moves[index] as number) + delta * weight
  })
}

/** OpenType's "inferred deltas" of one contour. */
function followNeighbours(own: (number | undefined)[], places: number[], first: number, end: number): void {
  const named: number[] = []
  for (let point = first; point <= end; point++) if (own[point] !== undefined) named.push(point)
  if (named.length === 0 || named.length === end - first + 1) return
  named.forEach((from, index) => {
    const to = named[(index + 1) % named.length] as number
    const length = end - first + 1
    for (let step = 1; step < length; step++) {
      const point = first + ((from - first + step) % length)
      if (point === to) return
      own[point] = inferred(
        places[point] as number,
        [places[from] as number, own[from] as number],
        [places[to] as number, own[to] as number],
      )
    }
  })
}

function inferred(place: number, a: [number, number], b: [number, number]): number {
  const [low, high] = a[0] <= b[0] ? [a, b] : [b, a]
  if (low[0] === high[0]) return low[1] === high[1] ? low[1] : 0
  if (place <= low[0]) return low[1]
  if (place >= high[0]) return high[1]
  return low[1] + ((place - low[0]) / (high[0] - low[0])) * (high[1] - low[1])
}
