import {
  intervalScore,
  mean,
  seasonalStep,
  smapes,
} from '../../src/features/forecasting/models/series/accuracy.ts'
import type { Grain } from './data.ts'

/** Of each series of a grain. */
export type Forecasts = ArrayLike<number>[]

export interface Interval {
  lower: ArrayLike<number>
  upper: ArrayLike<number>
}

/** sMAPE over all forecast values, of each grain and pooled, then the mean over series; each the mean of the sets. */
export function accuracyLine(method: string, grains: Grain[], sets: Forecasts[][]) {
  const bySet = sets.map((set) =>
    grains.map((grain, index) =>
      set[index]!.map((forecast, series) => smapes(grain.actuals[series]!, forecast)),
    ),
  )
  const pooled = bySet.map((errors) => mean(errors.flat(2)))
  const byGrain = grains.map(({ name }, index): [string, number] => [
    name,
    rounded(mean(bySet.map((errors) => mean(errors[index]!.flat()))), 2),
  ])
  return {
    method,
    ...Object.fromEntries(byGrain),
    'pooled sMAPE': rounded(mean(pooled), 2),
    'best seeds': rounded(Math.min(...pooled), 2),
    'worst seeds': rounded(Math.max(...pooled), 2),
    'mean of series': rounded(mean(bySet.map((errors) => mean(errors.flat().map(mean)))), 2),
  }
}

/** The share of values within the intervals of this level, and the scaled interval score (MSIS). */
export function intervalLine(method: string, grains: Grain[], intervals: Interval[][], level: number) {
  const scores: number[] = []
  const inside = grains.map((grain, index) =>
    intervals[index]!.flatMap(({ lower, upper }, series) => {
      const scale = seasonalStep(grain.histories[series]!, grain.period)
      return Array.from(grain.actuals[series]!, (value, step) => {
        if (scale > 0) scores.push(intervalScore(value, lower[step]!, upper[step]!, level) / scale)
        return Number(value >= lower[step]! && value <= upper[step]!)
      })
    }),
  )
  const byGrain = grains.map(({ name }, index): [string, number] => [
    name,
    rounded(100 * mean(inside[index]!), 1),
  ])
  return {
    [`${100 * level} % intervals of`]: method,
    ...Object.fromEntries(byGrain),
    'coverage %': rounded(100 * mean(inside.flat()), 1),
    MSIS: rounded(mean(scores), 1),
  }
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
