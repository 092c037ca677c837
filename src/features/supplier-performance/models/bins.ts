const mostBins = 64

/** Row by row, each as its features; NaN is missing. */
export type Rows = readonly Float64Array[]

/** Quantiles of each feature, as the upper ends of its bins. */
export class Bins {
  /** Ascending, without equal ones; the last bin has no end. */
  readonly #ends: Float64Array[]

  private constructor(ends: Float64Array[]) {
    this.#ends = ends
  }

  static of(rows: Rows): Bins {
    const features = rows[0]?.length ?? 0
    return new Bins(Array.from({ length: features }, (_, feature) => quantiles(rows, feature)))
  }

  static load(saved: number[][]): Bins {
    return new Bins(saved.map((ends) => Float64Array.from(ends)))
  }

  save(): number[][] {
    return this.#ends.map((ends) => [...ends])
  }

  get features(): number {
    return this.#ends.length
  }

  /** The bin of each feature's value; what is missing has the bin behind all others. */
  binsOf(row: Float64Array): Uint8Array {
    return Uint8Array.from(this.#ends, (ends, feature) => binOf(ends, row[feature]!))
  }
}

/** Bins of all features, the missing one included. */
export const binCount = mostBins + 1
export const missingBin = mostBins

function quantiles(rows: Rows, feature: number): Float64Array {
  const known = rows.map((row) => row[feature]!).filter((value) => !Number.isNaN(value))
  const sorted = Float64Array.from(known).sort()
  const ends = new Set<number>()
  for (let bin = 1; bin < mostBins; bin += 1) {
    const end = sorted[Math.floor((bin * sorted.length) / mostBins)]
    if (end !== undefined && end < sorted.at(-1)!) ends.add(end)
  }
  return Float64Array.from(ends)
}

/** The first bin whose end is not below the value. */
function binOf(ends: Float64Array, value: number): number {
  if (Number.isNaN(value)) return missingBin
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! >= value) high = middle
    else low = middle + 1
  }
  return low
}
