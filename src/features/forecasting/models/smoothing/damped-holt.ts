import { minimise, outOfBounds } from '../numbers/nelder-mead.ts'

/**
 * Holt's linear method with a damped trend (Gardner and McKenzie 1985): mu = l + phi b, l = mu + a e, b = phi b + be e,
 * with 0.0001 <= be <= a <= 1 and phi in [0.8, 0.98], first level and slope free, by least squares.
 */
export function dampedHolt(values: Float64Array, horizon: number): Float64Array {
  const state = { level: 0, slope: 0 }
  const squaredError = (point: Float64Array) => {
    const smoothing = point[0]!
    const slopeSmoothing = point[1]!
    const damping = point[4]!
    if (slopeSmoothing < 1e-4 || smoothing < slopeSmoothing || smoothing > 1) return outOfBounds
    if (damping < 0.8 || damping > 0.98) return outOfBounds
    let level = point[2]!
    let slope = point[3]!
    let sum = 0
    for (let t = 0; t < values.length; t += 1) {
      slope *= damping
      level += slope
      const error = values[t]! - level
      level += smoothing * error
      slope += slopeSmoothing * error
      sum += error * error
    }
    state.level = level
    state.slope = slope
    return sum
  }
  const fifth = Math.min(4, values.length - 1)
  const slope = fifth > 0 ? (values[fifth]! - values[0]!) / fifth : 0
  const { point } = minimise(squaredError, [0.3, 0.1, values[0]!, slope, 0.9])
  squaredError(point)

  const forecast = new Float64Array(horizon)
  for (let step = 0; step < horizon; step += 1) {
    state.slope *= point[4]!
    state.level += state.slope
    forecast[step] = state.level
  }
  return forecast
}
