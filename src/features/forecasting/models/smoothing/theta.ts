import { fitLine } from '../numbers/line.ts'
import { smoothedLevel } from './ses.ts'

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000): half of it the straight line through the values, half the
 * simple exponential smoothing of the values with their distances from that line doubled.
 */
export function theta(values: Float64Array, horizon: number): Float64Array {
  const { level, slope } = fitLine(values)
  const doubled = values.map((value, t) => 2 * value - (level + slope * (t + 1)))
  const flat = smoothedLevel(doubled)
  return new Float64Array(horizon).map((_, step) => (level + slope * (values.length + step + 1) + flat) / 2)
}
