const probabilitySmoothing = 0.05
const sizeSmoothing = 0.1
/** Mean distance of two demands from which on a demand is intermittent (Syntetos and Boylan 2005). */
const leastGap = 1.32

/** Whether so many periods are without demand that smoothing them would forecast the gaps. */
export function isIntermittent(values: Float64Array): boolean {
  if (!values.every((value) => value >= 0)) return false
  const demands = values.filter((value) => value > 0).length
  return demands > 0 && values.length / demands >= leastGap
}

/**
 * Teunter, Syntetos and Babai (2011): the chance of a demand is smoothed in every period, its size in those that have
 * one, so that an item that no longer sells fades. The forecast is their product, and flat.
 */
export function tsb(values: Float64Array, horizon: number): Float64Array {
  const sizes = values.filter((value) => value > 0)
  if (sizes.length === 0) return new Float64Array(horizon)
  let probability = sizes.length / values.length
  let size = sizes[0]!
  for (const value of values) {
    probability += probabilitySmoothing * (Number(value > 0) - probability)
    if (value > 0) size += sizeSmoothing * (value - size)
  }
  return new Float64Array(horizon).fill(probability * size)
}
