import { ets } from '../ets/fit.ts'
import { tsb } from '../intermittent/tsb.ts'
import { meanSize } from '../series/scale.ts'
import { findSeason, withoutSeason, withSeason } from '../series/season.ts'
import { dampedHolt } from '../smoothing/damped-holt.ts'
import { dotm } from '../smoothing/dotm.ts'
import { ses } from '../smoothing/ses.ts'
import { theta } from '../smoothing/theta.ts'

/** Forecasts the `horizon` values behind at least one value. */
type Forecaster = (values: Float64Array, horizon: number, period: number) => Float64Array

/** The last value again: with the season put back, the Naive2 of the competitions. */
const naive: Forecaster = (values, horizon) => new Float64Array(horizon).fill(values.at(-1)!)

const bySeason =
  (method: Forecaster): Forecaster =>
  (values, horizon, period) => {
    const season = findSeason(values, period)
    return withSeason(method(withoutSeason(values, season), horizon, period), season, values.length)
  }

const forecasters = {
  naive2: bySeason(naive),
  ses: bySeason(ses),
  damped: bySeason(dampedHolt),
  theta: bySeason(theta),
  dotm: bySeason(dotm),
  ets,
  tsb,
} satisfies Record<string, Forecaster>

export type Method = keyof typeof forecasters
export const methods = Object.keys(forecasters) as Method[]

/** The methods whose mean is the classical half of the ensemble. */
export const combined = ['theta', 'dotm', 'ets'] as const satisfies Method[]

/** By one method, at a scale at which the mean size of the values is 1. */
export function forecastBy(
  method: Method,
  values: Float64Array,
  horizon: number,
  period: number,
): Float64Array {
  const scale = meanSize(values)
  const scaled = values.map((value) => value / scale)
  return forecasters[method](scaled, horizon, period).map((value) => value * scale)
}

/** Of forecasts of the same length, step by step. */
export function average(forecasts: Float64Array[]): Float64Array {
  return forecasts[0]!.map(
    (_, step) => forecasts.reduce((sum, forecast) => sum + forecast[step]!, 0) / forecasts.length,
  )
}
