import { seasonalStep } from '../series/accuracy.ts'

/** Fewer errors than this say too little of the ends of an interval. */
export const enoughErrors = 100

/** What a back-test of one series has left: its errors (actual - forecast) and the history before its origin. */
export interface Missed {
  errors: Float64Array
  history: Float64Array
}

/**
 * Split conformal intervals (Vovk et al. 2005): the errors of all series of a grain, each in steps of its own season
 * before the origin, are pooled for each step of the horizon, and their quantiles are put around a forecast. They
 * promise coverage over the series of the grain, whatever the errors look like.
 */
export class ConformalIntervals {
  /** Ascending, for each step. */
  readonly #pools: Float64Array[]
  readonly #period: number

  constructor(missed: Missed[], horizon: number, period: number) {
    this.#period = period
    const scaled = missed.flatMap(({ errors, history }) => {
      const scale = seasonalStep(history, period)
      return scale > 0 ? [errors.map((error) => error / scale)] : []
    })
    this.#pools = Array.from({ length: horizon }, (_, step) =>
      Float64Array.from(scaled, (errors) => errors[step]!).sort(),
    )
  }

  /** Around a forecast that follows `history`; as wide as the widest error where there are too few for the level. */
  around(
    forecast: Float64Array,
    history: Float64Array,
    level: number,
  ): { lower: Float64Array; upper: Float64Array } {
    const scale = seasonalStep(history, this.#period)
    const bound = (share: number) =>
      forecast.map((value, step) => value + scale * quantile(this.#pools[step]!, share))
    return { lower: bound((1 - level) / 2), upper: bound((1 + level) / 2) }
  }
}

/** The ceil((n + 1) p)-th of n values for an upper bound, its mirror image for a lower one. */
function quantile(pool: Float64Array, share: number): number {
  const n = pool.length
  if (n === 0) return 0
  // (1 - 0.9) / 2 is a little below 0.05, which must not cost a rank.
  const place = Number(((n + 1) * share).toFixed(9))
  const rank = share > 0.5 ? Math.ceil(place) : Math.floor(place)
  return pool[Math.min(n, Math.max(1, rank)) - 1]!
}
