import { mase, mean, smapes } from '../series/accuracy.ts'

export interface Backtest {
  /** In percent, mean over the origins. */
  smape: number
  /** Null for a history that is constant. */
  mase: number | null
  origins: number
}

const mostOrigins = 4

/** The lengths of history from which a back-test forecasts: half a horizon apart, the last a horizon before the end. */
export function originsOf(length: number, horizon: number, period: number): number[] {
  const shortest = Math.max(2 * period, 4)
  const all = Array.from({ length: mostOrigins }, (_, back) =>
    Math.floor(length - horizon - (back * horizon) / 2),
  )
  return [...new Set(all)].filter((origin) => origin >= shortest)
}

/**
 * Tests each forecast that `forecasts` answers for a history, in their order, from each origin with what was known by
 * then, everything fitted again; none without an origin.
 */
export function backtest(
  values: Float64Array,
  origins: number[],
  horizon: number,
  period: number,
  forecasts: (history: Float64Array) => Float64Array[],
): Backtest[] {
  const byOrigin = origins.map((origin) => {
    const history = values.slice(0, origin)
    const actual = values.slice(origin, origin + horizon)
    return forecasts(history).map((expected) => scoreOf(actual, expected, history, period))
  })
  return (byOrigin[0] ?? []).map((_, index) => meanOf(byOrigin.map((scores) => scores[index]!)))
}

/** Of a forecast from one origin. */
export function scoreOf(
  actual: Float64Array,
  expected: Float64Array,
  history: Float64Array,
  period: number,
): Backtest {
  return { smape: mean(smapes(actual, expected)), mase: mase(actual, expected, history, period), origins: 1 }
}

function meanOf(scores: Backtest[]): Backtest {
  const scaled = scores.flatMap((score) => (score.mase === null ? [] : [score.mase]))
  return {
    smape: mean(scores.map(({ smape }) => smape)),
    mase: scaled.length > 0 ? mean(scaled) : null,
    origins: scores.length,
  }
}
