import type { SeriesDetails } from '../../record/schema.ts'
import { formatPeriod } from '../numbers.ts'

export interface FanPoint {
  period: string
  known?: number | null
  expected?: number
  actual?: number
  range_80?: [number, number]
  range_95?: [number, number]
  [key: string]: unknown
}

/** More of the past than this makes what is to come too narrow to be seen. */
const pastPerPeriodAhead = 4
const leastPast = 24

/** What the chart shows: the end of the history, and the periods ahead, joined where they meet. */
export function fanPoints({ history, points }: SeriesDetails, grain: string): FanPoint[] {
  const past = history.slice(-Math.max(leastPast, pastPerPeriodAhead * points.length))
  const last = past.at(-1)
  return [
    ...past.map(({ starts_on, value }) => ({
      period: formatPeriod(starts_on, grain),
      known: value,
      ...(starts_on === last?.starts_on && value !== null
        ? { expected: value, actual: value, range_80: pair(value), range_95: pair(value) }
        : {}),
    })),
    ...points.map(({ starts_on, mean, actual, interval_80, interval_95 }) => ({
      period: formatPeriod(starts_on, grain),
      expected: mean,
      ...(actual === null ? {} : { actual }),
      range_80: [interval_80.lower, interval_80.upper] as [number, number],
      range_95: [interval_95.lower, interval_95.upper] as [number, number],
    })),
  ]
}

function pair(value: number): [number, number] {
  return [value, value]
}
