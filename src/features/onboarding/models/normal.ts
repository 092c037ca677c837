/** The standard normal distribution function, by 7.1.26 of Abramowitz and Stegun: to 1e-7. */
export function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = (series * Math.exp(-x * x)) / 2
  return z > 0 ? 1 - tail : tail
}

const cells = 96
/** Beyond so many deviations there is nothing that counts. */
const reach = 4.5
/** Where a value that is narrower than a cell has its own edges, in deviations from its mean. */
const ownEdges = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3]

/**
 * How likely each of these independent normal values is the largest: the integral of its density times the others'
 * distribution functions, as a sum over cells between which these are all but constant.
 */
export function chancesToBeLargest(means: ArrayLike<number>, deviations: ArrayLike<number>): Float64Array {
  const count = means.length
  const chances = new Float64Array(count)
  const edges = edgesFor(means, deviations)
  const at = (i: number, value: number) => {
    const z = (value - means[i]!) / (deviations[i]! || 1e-9)
    if (z > 6) return 1
    return z < -6 ? 0 : cumulative(z)
  }
  const logs = new Float64Array(count)
  const below = Float64Array.from({ length: count }, (_, i) => at(i, edges[0]!))
  for (let edge = 1; edge < edges.length; edge += 1) {
    const upper = edges[edge]!
    const middle = (edges[edge - 1]! + upper) / 2
    let all = 0
    for (let i = 0; i < count; i += 1) {
      const share = at(i, middle)
      logs[i] = share === 1 ? 0 : Math.log(Math.max(share, 1e-300))
      all += logs[i]!
    }
    for (let i = 0; i < count; i += 1) {
      const next = at(i, upper)
      if (next > below[i]!) chances[i]! += (next - below[i]!) * Math.exp(all - logs[i]!)
      below[i] = next
    }
  }
  const sum = chances.reduce((total, chance) => total + chance, 0)
  return chances.map((chance) => chance / sum)
}

/** From where the largest value can lie to where it can still lie, in order. */
function edgesFor(means: ArrayLike<number>, deviations: ArrayLike<number>): Float64Array {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < means.length; i += 1) {
    low = Math.max(low, means[i]! - reach * deviations[i]!)
    high = Math.max(high, means[i]! + reach * deviations[i]!)
  }
  const width = (high - low) / cells || 1e-9
  const edges = Array.from({ length: cells + 1 }, (_, cell) => low + cell * width)
  for (let i = 0; i < means.length; i += 1) {
    if (deviations[i]! >= width) continue
    const own = ownEdges.map((edge) => means[i]! + edge * deviations[i]!)
    edges.push(...own.filter((edge) => edge > low && edge < high))
  }
  return Float64Array.from(edges).sort()
}
