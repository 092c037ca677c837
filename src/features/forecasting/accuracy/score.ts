import { mean, smapes } from '../models/series/accuracy.ts'

/** A period that has ended. */
export interface Ended {
  mean: number
  actual: number
  lower80: number
  upper80: number
  lower95: number
  upper95: number
}

export interface Score {
  periodsScored: number
  mase: number | null
  smape: number | null
  bias: number | null
  coverage80: number | null
  coverage95: number | null
}

/** How far off one series was; `scale` is what MASE is measured in, 0 for a history that is constant. */
export function scoreSeries(ended: Ended[], scale: number): Score {
  if (ended.length === 0) return nothing
  const actuals = ended.map(({ actual }) => actual)
  const forecasts = ended.map((period) => period.mean)
  const errors = ended.map((period) => Math.abs(period.actual - period.mean))
  return {
    periodsScored: ended.length,
    mase: scale > 0 ? mean(errors) / scale : null,
    smape: mean(smapes(actuals, forecasts)),
    bias: biasOf(ended),
    coverage80: mean(
      ended.map(({ actual, lower80, upper80 }) => Number(actual >= lower80 && actual <= upper80)),
    ),
    coverage95: mean(
      ended.map(({ actual, lower95, upper95 }) => Number(actual >= lower95 && actual <= upper95)),
    ),
  }
}

/** How far off a run was: the mean of its series, and the bias of all of them together. */
export function scoreRun(scores: Score[], ended: Ended[]): Score {
  const meanOf = (key: 'mase' | 'smape' | 'coverage80' | 'coverage95') => {
    const known = scores.flatMap((score) => score[key] ?? [])
    return known.length > 0 ? mean(known) : null
  }
  return {
    periodsScored: Math.max(0, ...scores.map(({ periodsScored }) => periodsScored)),
    mase: meanOf('mase'),
    smape: meanOf('smape'),
    bias: biasOf(ended),
    coverage80: meanOf('coverage80'),
    coverage95: meanOf('coverage95'),
  }
}

const nothing: Score = {
  periodsScored: 0,
  mase: null,
  smape: null,
  bias: null,
  coverage80: null,
  coverage95: null,
}

function biasOf(ended: Ended[]): number | null {
  const size = ended.reduce((sum, { actual }) => sum + Math.abs(actual), 0)
  return size > 0 ? ended.reduce((sum, period) => sum + period.mean - period.actual, 0) / size : null
}
