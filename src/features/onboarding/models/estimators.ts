/** One choice as it was logged, and what another policy would have done. */
export interface Logged {
  reward: number
  /** How likely the logged choice was. */
  propensity: number
  /** How likely the other policy would have made the same choice. */
  target: number
  /** The reward that a model expects of the logged choice, */
  predicted: number
  /** and of what the other policy would have chosen, on average. */
  predictedTarget: number
}

/** A mean with its 95 % interval. */
export interface Interval {
  value: number
  low: number
  high: number
}

const deviations95 = 1.959964

/** Inverse propensity scoring (Horvitz and Thompson 1952): the mean of w r with w = target / propensity. */
export function ips(logs: readonly Logged[]): Interval {
  return meanOf(logs.map((log) => weightOf(log) * log.reward))
}

/** Self-normalised (Swaminathan and Joachims 2015): sum of w r over sum of w; its interval by the delta method. */
export function snips(logs: readonly Logged[]): Interval {
  return meanOf(snipsParts(logs))
}

/** Doubly robust (Dudik, Langford and Li 2011): unbiased where either the propensities or the model are right. */
export function doublyRobust(logs: readonly Logged[]): Interval {
  return meanOf(logs.map((log) => log.predictedTarget + weightOf(log) * (log.reward - log.predicted)))
}

export const estimators = { ips, snips, doubly_robust: doublyRobust } as const

/** How much more the logged policy earned than the other would have: choice by choice, so that their noise cancels. */
export function liftOf(logs: readonly Logged[], estimator: keyof typeof estimators): Interval {
  const parts = {
    ips: () => logs.map((log) => weightOf(log) * log.reward),
    snips: () => snipsParts(logs),
    doubly_robust: () =>
      logs.map((log) => log.predictedTarget + weightOf(log) * (log.reward - log.predicted)),
  }[estimator]()
  return meanOf(logs.map(({ reward }, index) => reward - parts[index]!))
}

/** Values whose mean is the estimate and whose spread is that of the ratio. */
function snipsParts(logs: readonly Logged[]): number[] {
  const weights = logs.map(weightOf)
  const weight = weights.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length)
  if (weight === 0) return logs.map(() => 0)
  const value =
    logs.reduce((sum, { reward }, index) => sum + weights[index]! * reward, 0) / (weight * logs.length)
  return logs.map(({ reward }, index) => value + (weights[index]! * (reward - value)) / weight)
}

function weightOf({ target, propensity }: Logged): number {
  return target / propensity
}

/** The mean of independent values with a normal interval. */
export function meanOf(values: readonly number[]): Interval {
  const count = values.length
  if (count === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN }
  const value = values.reduce((sum, one) => sum + one, 0) / count
  const squares = values.reduce((sum, one) => sum + (one - value) ** 2, 0)
  const half = count > 1 ? deviations95 * Math.sqrt(squares / (count - 1) / count) : Number.POSITIVE_INFINITY
  return { value, low: value - half, high: value + half }
}
