import { createHash } from 'node:crypto'
import { addPeriods, type Grain, periodsBetween } from './grains.ts'
import type { WithoutStock } from './repository.ts'

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
  /** One for each period up to the last one that has ended; null where demand could not be seen. */
  values: (number | null)[]
}

/** Sums of a series that follow each other, made whole: from its first period to the last one before `before`. */
export function denseSeries(sums: Sum[], grain: Grain, before: string): KnownSeries[] {
  const series: KnownSeries[] = []
  for (const { keys, names, startsOn, total } of sums) {
    let last = series.at(-1)
    if (!last || last.keyValues.join('\0') !== keys.join('\0')) {
      const label = names.map((name) => name || '(none)').join(', ') || 'Everything'
      const values: KnownSeries['values'] = new Array<number>(periodsBetween(startsOn, before, grain)).fill(0)
      last = { keyValues: keys, label, from: startsOn, values }
      series.push(last)
    }
    last.values[periodsBetween(last.from, startsOn, grain)] = total
  }
  return series
}

/** Series of items in which periods without stock in which nothing came are unknown: nobody could have bought. */
export function withoutStock(series: KnownSeries[], grain: Grain, periods: WithoutStock[]): KnownSeries[] {
  const known = new Map(series.map((one) => [one.keyValues[0], { ...one, values: [...one.values] }]))
  for (const { item, startsOn } of periods) {
    const one = known.get(item)
    const at = one ? periodsBetween(one.from, startsOn, grain) : -1
    if (one?.values[at] === 0) one.values[at] = null
  }
  return [...known.values()]
}

/** SHA-256 of everything that a run learns from. */
export function hashSeries(series: KnownSeries[]): string {
  return createHash('sha256').update(JSON.stringify(series)).digest('hex')
}

/** The first days of the periods ahead. */
export function periodsAhead(startsOn: string, grain: Grain, horizon: number): string[] {
  return Array.from({ length: horizon }, (_, step) => addPeriods(startsOn, grain, step))
}
