import type { Backtest } from './backtest.ts'
import type { Choice } from './choice.ts'

/** The last value is the latest, and none is missing. */
export interface Series {
  id: string
  values: Float64Array
  period: number
  nonNegative: boolean
}

export interface Interval {
  level: number
  lower: number[]
  upper: number[]
}

export interface Forecast {
  id: string
  method: Choice | 'ensemble'
  /** In a sentence for people. */
  why: string
  mean: number[]
  intervals: Interval[]
  backtest: Backtest | null
}

/** What is wanted of all series alike. */
export interface Wanted {
  horizon: number
  levels: number[]
  /** Instead of the choice by back-test. */
  method?: Choice
  seed: number
}
