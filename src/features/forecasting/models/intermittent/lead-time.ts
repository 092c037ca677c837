import { mean } from '../series/accuracy.ts'
import { negativeBinomialQuantile } from './negative-binomial.ts'

/** Fewer windows than this say little of the ends of a distribution. */
const enoughWindows = 20

/**
 * The demand of `periods` periods in a row that is not exceeded with this probability: the quantile of all such
 * windows of the history, overlapping ones too (Boylan and Babai 2016), or of a negative binomial distribution with
 * mean and variance of a period's demand where there are fewer than twenty.
 */
export function leadTimeQuantile(values: Float64Array, periods: number, share: number): number {
  const sums = windowSums(values, periods)
  if (sums.length >= enoughWindows) return sums.sort()[Math.ceil(share * sums.length) - 1] ?? sums[0]!
  const average = mean(values)
  const variance = mean(values.map((value) => (value - average) ** 2))
  return negativeBinomialQuantile(average * periods, variance * periods, share)
}

function windowSums(values: Float64Array, periods: number): Float64Array {
  const sums = new Float64Array(Math.max(0, values.length - periods + 1))
  let sum = 0
  for (let t = 0; t < values.length; t += 1) {
    sum += values[t]!
    if (t >= periods) sum -= values[t - periods]!
    if (t >= periods - 1) sums[t - periods + 1] = sum
  }
  return sums
}
