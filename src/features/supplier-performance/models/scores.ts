/** The chance that a late line has a higher probability than a punctual one; NaN without one of each. */
export function auc(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from(labels, (_, index) => index).sort((a, b) => probabilities[a]! - probabilities[b]!)
  let ranks = 0
  let late = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && probabilities[order[to]!] === probabilities[order[from]!]) to += 1
    // Equal ones share their ranks.
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at += 1)
      if (labels[order[at]!] === 1) {
        ranks += rank
        late += 1
      }
    from = to
  }
  return (ranks - (late * (late + 1)) / 2) / (late * (order.length - late))
}

/** Mean squared distance of probability and outcome. */
export function brier(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let row = 0; row < labels.length; row += 1) sum += (probabilities[row]! - labels[row]!) ** 2
  return sum / labels.length
}

export interface CalibrationBin {
  count: number
  /** Means of what was said and of what came. */
  said: number
  came: number
}

/** Ten bins of as many lines each, by probability. */
export function calibration(probabilities: ArrayLike<number>, labels: ArrayLike<number>): CalibrationBin[] {
  const order = Array.from(labels, (_, index) => index).sort((a, b) => probabilities[a]! - probabilities[b]!)
  return Array.from({ length: 10 }, (_, bin) => {
    const rows = order.slice(
      Math.floor((bin * order.length) / 10),
      Math.floor(((bin + 1) * order.length) / 10),
    )
    const mean = (values: ArrayLike<number>) =>
      rows.reduce((sum, row) => sum + values[row]!, 0) / Math.max(1, rows.length)
    return { count: rows.length, said: mean(probabilities), came: mean(labels) }
  })
}

/** Expected calibration error: mean distance of what was said and what came, over the bins. */
export function calibrationError(bins: CalibrationBin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0)
  return bins.reduce((sum, { count, said, came }) => sum + (count / all) * Math.abs(said - came), 0)
}
