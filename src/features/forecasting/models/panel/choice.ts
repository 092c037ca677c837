import { isIntermittent } from '../intermittent/tsb.ts'
import { type Backtest, backtest, originsOf } from './backtest.ts'
import { average, combined, forecastBy, type Method, methods } from './methods.ts'

/** One method, or the mean of Theta, DOTM and ETS. */
export type Choice = Method | 'mean'
export const choices: Choice[] = [...methods, 'mean']

export interface Chosen {
  method: Choice
  why: string
  backtest: Backtest | null
}

/** The share of the mean's error that a single method must save to replace it, seen from at least two origins. */
const worthwhile = 0.2
const enoughOrigins = 2

/**
 * What forecasts one series: the method for intermittent demand, else the mean of three, unless one of them was far
 * better in the back-test. Choosing the best one every time is worse than their mean on the M1 series.
 */
export function choose(values: Float64Array, horizon: number, period: number): Chosen {
  const origins = originsOf(values.length, horizon, period)
  if (isIntermittent(values)) {
    const [tested = null] = backtest(values, origins, horizon, period, (history) => [
      forecastBy('tsb', history, horizon, period),
    ])
    const why = 'Many periods have no demand, so its chance and its size are forecast apart.'
    return { method: 'tsb', why, backtest: tested }
  }
  const [mean, ...alone] = backtest(values, origins, horizon, period, (history) => {
    const forecasts = combined.map((method) => forecastBy(method, history, horizon, period))
    return [average(forecasts), ...forecasts]
  })
  if (!mean) {
    const why = 'The history is too short for a back-test, so three methods are averaged.'
    return { method: 'mean', why, backtest: null }
  }
  const rivals = combined.map((method, index) => ({ method, backtest: alone[index]! }))
  const best = rivals.reduce((a, b) => (b.backtest.smape < a.backtest.smape ? b : a))
  if (mean.origins >= enoughOrigins && best.backtest.smape < (1 - worthwhile) * mean.smape)
    return {
      ...best,
      why: `Alone it missed by ${percent(best.backtest)} in the back-test, the mean of three by ${percent(mean)}.`,
    }
  return {
    method: 'mean',
    why: `No single method was at least 20 % better than the mean of three, which missed by ${percent(mean)} in the back-test.`,
    backtest: mean,
  }
}

export function forecastAs(
  method: Choice,
  values: Float64Array,
  horizon: number,
  period: number,
): Float64Array {
  if (method !== 'mean') return forecastBy(method, values, horizon, period)
  return average(combined.map((one) => forecastBy(one, values, horizon, period)))
}

function percent({ smape }: Backtest): string {
  return `${smape.toFixed(1)} %`
}
