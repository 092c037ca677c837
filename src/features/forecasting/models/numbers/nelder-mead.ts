/** What a function under minimisation answers for a point outside of its bounds. */
export const outOfBounds = 1e300

export interface Minimum {
  point: Float64Array
  value: number
}

/**
 * The downhill simplex of Nelder and Mead (1965): reflection 1, expansion 2, contraction 1/2, shrinking 1/2.
 * It starts with one corner at `start` and the others 5 % of a coordinate away, and ends after `steps` steps, or once
 * the corners' values agree to `tolerance`, relative to the value.
 */
export function minimise(
  f: (point: Float64Array) => number,
  start: ArrayLike<number>,
  { steps = 600, tolerance = 1e-8 }: { steps?: number; tolerance?: number } = {},
): Minimum {
  const size = start.length
  const corners = startingSimplex(start)
  const values = corners.map(f)
  const centre = new Float64Array(size)
  let tried = new Float64Array(size)
  let further = new Float64Array(size)

  for (let step = 0; step < steps; step += 1) {
    sortCorners(corners, values)
    const worst = corners[size]!
    const spread = values[size]! - values[0]!
    if (spread <= tolerance * (Math.abs(values[0]!) + tolerance)) break

    centre.fill(0)
    for (let corner = 0; corner < size; corner += 1)
      for (let i = 0; i < size; i += 1) centre[i]! += corners[corner]![i]! / size
    for (let i = 0; i < size; i += 1) tried[i] = 2 * centre[i]! - worst[i]!
    let value = f(tried)

    if (value < values[0]!) {
      for (let i = 0; i < size; i += 1) further[i] = 2 * tried[i]! - centre[i]!
      const furtherValue = f(further)
      if (furtherValue < value) {
        ;[tried, further] = [further, tried]
        value = furtherValue
      }
    } else if (value >= values[size - 1]!) {
      const outside = value < values[size]!
      const from = outside ? tried : worst
      for (let i = 0; i < size; i += 1) further[i] = (centre[i]! + from[i]!) / 2
      const nearer = f(further)
      if (nearer >= (outside ? value : values[size]!)) {
        shrink(corners, values, f)
        continue
      }
      ;[tried, further] = [further, tried]
      value = nearer
    }
    corners[size] = tried
    values[size] = value
    tried = worst
  }
  sortCorners(corners, values)
  return { point: corners[0]!, value: values[0]! }
}

function startingSimplex(start: ArrayLike<number>): Float64Array<ArrayBuffer>[] {
  const corners = [Float64Array.from(start)]
  for (let i = 0; i < start.length; i += 1) {
    const corner = Float64Array.from(start)
    corner[i]! += 0.05 * corner[i]! || 0.00025
    corners.push(corner)
  }
  return corners
}

/** By value; all but one or two are in order already. */
function sortCorners(corners: Float64Array[], values: number[]): void {
  for (let from = 1; from < values.length; from += 1) {
    const value = values[from]!
    const corner = corners[from]!
    let to = from
    for (; to > 0 && values[to - 1]! > value; to -= 1) {
      values[to] = values[to - 1]!
      corners[to] = corners[to - 1]!
    }
    values[to] = value
    corners[to] = corner
  }
}

function shrink(corners: Float64Array[], values: number[], f: (point: Float64Array) => number): void {
  const best = corners[0]!
  for (let corner = 1; corner < corners.length; corner += 1) {
    const point = corners[corner]!
    for (let i = 0; i < point.length; i += 1) point[i] = (point[i]! + best[i]!) / 2
    values[corner] = f(point)
  }
}
