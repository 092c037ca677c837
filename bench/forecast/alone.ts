import { TimeSeriesForecaster } from '../../src/features/forecasting/time-series-forecaster.ts'
import type { Grain } from './data.ts'
import type { Interval } from './scores.ts'

export interface Alone {
  forecasts: number[][][]
  intervals: Interval[][]
  /** For each series. */
  milliseconds: number[]
}

/** What the forecaster answers for each series by itself: back-test, choice of a method, forecast, intervals. */
export function forecastEachAlone(grains: Grain[], level: number): Alone {
  const forecaster = new TimeSeriesForecaster()
  const milliseconds: number[] = []
  const answers = grains.map(({ histories, period, horizon }) =>
    histories.map((values, index) => {
      const started = performance.now()
      const answer = forecaster.forecast({ id: `${index}`, values, period }, { horizon, levels: [level] })
      milliseconds.push(performance.now() - started)
      return answer
    }),
  )
  return {
    forecasts: answers.map((grain) => grain.map(({ mean }) => mean)),
    intervals: answers.map((grain) => grain.map(({ intervals }) => intervals[0]!)),
    milliseconds,
  }
}
