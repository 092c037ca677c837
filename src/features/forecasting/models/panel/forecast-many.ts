import { fillGaps } from '../series/gaps.ts'
import { type Backtest, backtest, originsOf } from './backtest.ts'
import { type Choice, choices, forecastAs } from './choice.ts'
import { forecastPanel } from './forecast-panel.ts'
import type { Forecast, Series } from './series.ts'
import { leastLevel, mostLevel } from './usual-errors.ts'

export interface SeriesToForecast {
  id: string
  /** The last one is the latest; NaN and null are missing. */
  values: ArrayLike<number | null>
  /** Values in a season: 12 of months, 4 of quarters, 7 of days, 1 for none. */
  period: number
  /** Whether values below 0 cannot be. */
  nonNegative?: boolean
}

export interface ForecastOptions {
  /** How many values are wanted. */
  horizon: number
  /** Of the intervals, 0.8 and 0.95 unless named. */
  levels?: number[]
  /** One for all series, instead of the choice by back-test. */
  method?: Choice
  seed?: number
}

/** The most values ahead: beyond them no interval says anything. */
const mostHorizon = 366
const mostPeriod = 366
/** Sums of squares of larger ones are not finite. */
const mostValue = 1e100

/** What is told after each series of how many. */
export type OnForecast = (done: number, all: number) => void

/** Many series, in their order: those of one period learn from each other where there are enough. */
export function forecastMany(
  many: SeriesToForecast[],
  options: ForecastOptions,
  onForecast?: OnForecast,
): Forecast[] {
  const wanted = readOptions(options)
  const panels = new Map<number, { at: number; series: Series }[]>()
  for (const [at, one] of many.entries()) {
    const series = readSeries(one)
    panels.set(series.period, [...(panels.get(series.period) ?? []), { at, series }])
  }
  const forecasts: Forecast[] = []
  let done = 0
  for (const panel of panels.values()) {
    const series = panel.map((one) => one.series)
    const found = forecastPanel(series, wanted, () => {
      done += 1
      onForecast?.(done, many.length)
    })
    for (const [index, { at }] of panel.entries()) forecasts[at] = found[index]!
  }
  return forecasts
}

/** What a method, or the mean of three, would have missed by from up to four origins; null for a short history. */
export function backtestOne(
  series: SeriesToForecast,
  { horizon, method = 'mean' }: ForecastOptions,
): Backtest | null {
  readOptions({ horizon, method })
  const { values, period } = readSeries(series)
  const [tested = null] = backtest(
    values,
    originsOf(values.length, horizon, period),
    horizon,
    period,
    (history) => [forecastAs(method, history, horizon, period)],
  )
  return tested
}

function readOptions({ horizon, levels = [0.8, 0.95], method, seed = 1 }: ForecastOptions) {
  refuse(!isWhole(horizon, mostHorizon), `horizon: a whole number from 1 to ${mostHorizon}`)
  refuse(
    !levels.every((level) => level >= leastLevel && level <= mostLevel),
    `levels: numbers from ${leastLevel} to ${mostLevel}`,
  )
  refuse(method !== undefined && !choices.includes(method), `method: one of ${choices.join(', ')}`)
  refuse(!Number.isSafeInteger(seed) || seed < 0, 'seed: a whole number of 0 or more')
  return { horizon, levels, method, seed }
}

function readSeries({ id, values, period, nonNegative = false }: SeriesToForecast): Series {
  refuse(!isWhole(period, mostPeriod), `period of ${id}: a whole number from 1 to ${mostPeriod}`)
  const known = fillGaps(Array.from(values, (value) => value ?? Number.NaN))
  refuse(
    known.length === 0 || !known.every((value) => Math.abs(value) <= mostValue),
    `values of ${id}: at least one number, from -${mostValue} to ${mostValue}`,
  )
  return { id, values: known, period, nonNegative }
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most
}

function refuse(isWrong: boolean, message: string): void {
  if (isWrong) throw new RangeError(message)
}
