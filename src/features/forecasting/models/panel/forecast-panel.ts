import { leadTimeQuantile } from '../intermittent/lead-time.ts'
import { isIntermittent } from '../intermittent/tsb.ts'
import { type Backtest, scoreOf } from './backtest.ts'
import { choose, forecastAs } from './choice.ts'
import { ConformalIntervals, enoughErrors } from './conformal.ts'
import { isEnoughToLearn, LearnedPanel } from './learned-panel.ts'
import type { Forecast, Series, Wanted } from './series.ts'
import { usualDistances } from './usual-errors.ts'

type Answer = Pick<Forecast, 'method' | 'why' | 'backtest'> & { values: Float64Array }

/**
 * Forecasts of series that have the same period, by a network as well where they are enough to train one; calls
 * `onForecast` after each.
 */
export function forecastPanel(
  series: Series[],
  wanted: Wanted,
  onForecast: () => void = () => {},
): Forecast[] {
  const panel = new Panel(series, wanted)
  return series.map((one) => {
    const { values, ...answer } = panel.answer(one.values)
    const within = (value: number) => (one.nonNegative ? Math.max(0, value) : value)
    const intervals = wanted.levels.map((level) => {
      const { lower, upper } = panel.interval(one.values, values, answer.method, level)
      return { level, lower: Array.from(lower, within), upper: Array.from(upper, within) }
    })
    onForecast()
    return { id: one.id, ...answer, mean: Array.from(values, within), intervals }
  })
}

class Panel {
  readonly #wanted: Wanted
  readonly #period: number
  readonly #learnedFrom: number
  readonly #learned?: LearnedPanel
  /** How far the panel that had learned up to a horizon before the end missed what came then. */
  readonly #tests = new Map<Float64Array, Backtest>()
  readonly #intervals?: ConformalIntervals

  constructor(series: Series[], wanted: Wanted) {
    const { horizon, seed, method } = wanted
    const period = series[0]!.period
    const smooth = series.map(({ values }) => values).filter((values) => !isIntermittent(values))
    this.#wanted = wanted
    this.#period = period
    this.#learnedFrom = smooth.length
    const testable = smooth.filter(({ length }) => length - horizon >= Math.max(2 * period, 8))
    const pasts = testable.map((values) => values.slice(0, -horizon))
    const learns = method === undefined && isEnoughToLearn(pasts)
    if (learns) this.#learned = new LearnedPanel(smooth, { horizon, period, seed })
    if (!learns && pasts.length < enoughErrors) return

    const learnedBefore = learns ? new LearnedPanel(pasts, { horizon, period, seed }) : undefined
    const missed = testable.map((values, index) => {
      const history = pasts[index]!
      const actual = values.slice(-horizon)
      const expected = learnedBefore?.forecast(history) ?? this.#forecast(method ?? 'mean', history)
      if (learnedBefore) this.#tests.set(values, scoreOf(actual, expected, history, period))
      return { history, errors: actual.map((value, step) => value - expected[step]!) }
    })
    if (missed.length >= enoughErrors) this.#intervals = new ConformalIntervals(missed, horizon, period)
  }

  answer(values: Float64Array): Answer {
    const { horizon, method } = this.#wanted
    if (method) {
      return { method, why: 'The request named it.', backtest: null, values: this.#forecast(method, values) }
    }
    if (this.#learned && !isIntermittent(values))
      return {
        method: 'ensemble',
        why: `The mean of Theta, DOTM and ETS, and networks that learned from ${this.#learnedFrom} series.`,
        backtest: this.#tests.get(values) ?? null,
        values: this.#learned.forecast(values),
      }
    const chosen = choose(values, horizon, this.#period)
    return { ...chosen, values: this.#forecast(chosen.method, values) }
  }

  /** Around a forecast: from the panel's own errors, else from those that are usual. */
  interval(history: Float64Array, forecast: Float64Array, method: Forecast['method'], level: number) {
    if (method === 'tsb') {
      const bound = (share: number) => forecast.map(() => leadTimeQuantile(history, 1, share))
      return { lower: bound((1 - level) / 2), upper: bound((1 + level) / 2) }
    }
    if (this.#intervals) return this.#intervals.around(forecast, history, level)
    const distances = usualDistances(history, { horizon: forecast.length, period: this.#period, level })
    return {
      lower: forecast.map((value, step) => value - distances[step]!),
      upper: forecast.map((value, step) => value + distances[step]!),
    }
  }

  #forecast(method: Exclude<Forecast['method'], 'ensemble'>, values: Float64Array): Float64Array {
    return forecastAs(method, values, this.#wanted.horizon, this.#period)
  }
}
