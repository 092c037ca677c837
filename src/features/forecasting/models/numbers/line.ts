/** The straight line through the first `n` of `values`, which stand at 1, 2, 3 ..., by least squares. */
export function fitLine(values: Float64Array, n = values.length): { level: number; slope: number } {
  const centre = (n + 1) / 2
  let sum = 0
  let products = 0
  for (let t = 0; t < n; t += 1) {
    sum += values[t]!
    products += (t + 1 - centre) * values[t]!
  }
  const slope = n > 1 ? products / ((n * (n * n - 1)) / 12) : 0
  return { level: sum / n - slope * centre, slope }
}
