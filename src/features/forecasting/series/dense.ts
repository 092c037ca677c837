import { createHash } from 'node:crypto'
import { addPeriods, type Grain, periodsBetween } from './grains.ts'

/** The sum of one series in one period that has rows. */
export interface Sum {
  keys: string[]
  names: string[]
  startsOn: string
  total: number
}

export interface KnownSeries {
  keyValues: string[]
  label: string
  /** First day of the first period. */
  from: string
  /** One for each period up to the last one that has ended. */
  values: number[]
}

/** Sums of a series that follow each other, made whole: from its first period to the last one before `before`. */
export function denseSeries(sums: Sum[], grain: Grain, before: string): KnownSeries[] {
  const series: KnownSeries[] = []
  for (const { keys, names, startsOn, total } of sums) {
    let last = series.at(-1)
    if (!last || last.keyValues.join('\0') !== keys.join('\0')) {
      const label = names.map((name) => name || '(none)').join(', ') || 'Everything'
      const values = new Array<number>(periodsBetween(startsOn, before, grain)).fill(0)
      last = { keyValues: keys, label, from: startsOn, values }
      series.push(last)
    }
    last.values[periodsBetween(last.from, startsOn, grain)] = total
  }
  return series
}

/** SHA-256 of everything that a run learns from. */
export function hashSeries(series: KnownSeries[]): string {
  return createHash('sha256').update(JSON.stringify(series)).digest('hex')
}

/** The first days of the periods ahead. */
export function periodsAhead(startsOn: string, grain: Grain, horizon: number): string[] {
  return Array.from({ length: horizon }, (_, step) => addPeriods(startsOn, grain, step))
}
