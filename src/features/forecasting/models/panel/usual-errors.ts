import { seasonalStep } from '../series/accuracy.ts'

/**
 * How far the mean of Theta, DOTM and ETS missed the last values of the M1 series, in seasonal steps at a horizon of
 * 1: the smallest distance that this share of the errors kept, and the power of the horizon with which they grow.
 */
const missedOnM1 = {
  yearly: { growth: 0.73, distances: [0.88, 1.87, 2.84, 3.43, 4.72, 5.46, 9.67] },
  quarterly: { growth: 0.59, distances: [0.46, 1.03, 1.41, 1.74, 2.33, 3.2, 5.63] },
  monthly: { growth: 0.24, distances: [0.56, 1.18, 1.67, 2.23, 2.98, 3.76, 6.12] },
}
const shares = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999]

export const leastLevel = shares[0]!
export const mostLevel = shares.at(-1)!

/** Half the width of an interval for each step, where too few series are there to learn it from their own errors. */
export function usualDistances(
  history: Float64Array,
  { horizon, period, level }: { horizon: number; period: number; level: number },
): Float64Array {
  const { growth, distances } =
    period === 1 ? missedOnM1.yearly : period < 7 ? missedOnM1.quarterly : missedOnM1.monthly
  const above = Math.max(
    1,
    shares.findIndex((share) => share >= level),
  )
  const part = (level - shares[above - 1]!) / (shares[above]! - shares[above - 1]!)
  const distance = distances[above - 1]! + part * (distances[above]! - distances[above - 1]!)
  const step = seasonalStep(history, period)
  return new Float64Array(horizon).map((_, index) => step * distance * (index + 1) ** growth)
}
