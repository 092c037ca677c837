/** The standard normal distribution function, by 7.1.26 of Abramowitz and Stegun: to 1e-7. */
export function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = (series * Math.exp(-x * x)) / 2
  return z > 0 ? 1 - tail : tail
}

const cells = 64
/** Beyond so many deviations there is nothing that counts. */
const reach = 6

/**
 * How likely each of these independent normal values is the largest: the integral of its density times the others'
 * distribution functions, as a sum over cells between which it is all but constant.
 */
export function chancesToBeLargest(means: ArrayLike<number>, deviations: ArrayLike<number>): Float64Array {
  const count = means.length
  const chances = new Float64Array(count)
  let low = Number.NEGATIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i += 1) {
    low = Math.max(low, means[i]! - reach * deviations[i]!)
    high = Math.max(high, means[i]! + reach * deviations[i]!)
  }
  const width = (high - low) / cells || 1
  const at = (i: number, value: number) =>
    deviations[i]! > 0 ? cumulative((value - means[i]!) / deviations[i]!) : Number(value >= means[i]!)
  const logs = new Float64Array(count)
  const below = Float64Array.from({ length: count }, (_, i) => at(i, low))
  for (let cell = 0; cell < cells; cell += 1) {
    const middle = low + (cell + 0.5) * width
    const upper = low + (cell + 1) * width
    let all = 0
    for (let i = 0; i < count; i += 1) {
      logs[i] = Math.log(Math.max(at(i, middle), 1e-300))
      all += logs[i]!
    }
    for (let i = 0; i < count; i += 1) {
      const next = at(i, upper)
      chances[i]! += (next - below[i]!) * Math.exp(all - logs[i]!)
      below[i] = next
    }
  }
  let sum = 0
  for (const chance of chances) sum += chance
  return chances.map((chance) => chance / sum)
}
