import { Random } from '#src/features/forecasting/models/numbers/random.ts'

const resamples = 1_000

export interface Interval {
  lower: number
  upper: number
}

/**
 * The 90 % interval of the mean of these differences, by drawing them again with replacement (Efron 1979): a pair
 * stays together, because one line is easier than another for both of its predictions.
 */
export function pairedInterval(differences: readonly number[], seed = 1): Interval {
  const random = new Random(seed)
  const { length } = differences
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0
    for (let draw = 0; draw < length; draw += 1) sum += differences[Math.floor(random.uniform() * length)]!
    return sum / length
  }).sort()
  return { lower: means[0.05 * resamples]!, upper: means[0.95 * resamples - 1]! }
}
