import { minimise, outOfBounds } from '../numbers/nelder-mead.ts'

/**
 * Simple exponential smoothing, l = l + a e, with a in [0.0001, 1] and the first level free, by least squares
 * (Brown 1959; Hyndman et al. 2008, section 2.3). The forecast is flat.
 */
export function ses(values: Float64Array, horizon: number): Float64Array {
  return new Float64Array(horizon).fill(smoothedLevel(values))
}

/** The level after the last value. */
export function smoothedLevel(values: Float64Array): number {
  const run = { level: 0 }
  const squaredError = (point: Float64Array) => {
    const smoothing = point[0]!
    if (smoothing < 1e-4 || smoothing > 1) return outOfBounds
    let level = point[1]!
    let sum = 0
    for (let t = 0; t < values.length; t += 1) {
      const error = values[t]! - level
      level += smoothing * error
      sum += error * error
    }
    run.level = level
    return sum
  }
  squaredError(minimise(squaredError, [0.3, values[0]!]).point)
  return run.level
}
