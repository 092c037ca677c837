/** Counts above this are added up in units of several, so that the time does not grow with the demand. */
const mostCounted = 1_000

/**
 * The smallest count that a negative binomial distribution of this mean and variance does not exceed with this
 * probability. A variance that is not above the mean is taken for 1 % more, which is next to Poisson's distribution.
 */
export function negativeBinomialQuantile(mean: number, variance: number, share: number): number {
  if (!(mean > 0)) return 0
  const unit = Math.max(1, mean / mostCounted)
  return unit * countQuantile(mean / unit, variance / unit ** 2, share)
}

function countQuantile(mean: number, variance: number, share: number): number {
  const spread = Math.max(variance, mean * 1.01)
  const success = mean / spread
  const size = (mean * success) / (1 - success)
  const most = mean + 50 * Math.sqrt(spread)
  let logDensity = size * Math.log(success)
  let sum = Math.exp(logDensity)
  let count = 0
  while (sum < share && count < most) {
    logDensity += Math.log((size + count) / (count + 1)) + Math.log(1 - success)
    count += 1
    sum += Math.exp(logDensity)
  }
  return count
}
