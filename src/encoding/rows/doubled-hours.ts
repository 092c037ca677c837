import type { FileColumn } from './column.ts'
import { isNull } from './copy-text.ts'
import type { RowBatch } from './row-batch.ts'
import { timestampKind, valueKinds } from './value-kind.ts'

const firstYear = 1970
const lastYear = 2100
const daysOfYear = 12 * 31
const dayMinutes = 24 * 60
const dayMs = 24 * 3600 * 1000

/**
 * The stretches of local time that a zone's clocks show twice, from 1970 to 2100: begin and end of each, as minutes in
 * the count of minuteOf(), one after the other. Empty for a zone without any, and for one that Intl does not know.
 */
export function doubledHours(timeZone: string): number[] {
  const known = byZone.get(timeZone)
  if (known) return known
  const found = findDoubledHours(timeZone)
  byZone.set(timeZone, found)
  return found
}

const byZone = new Map<string, number[]>()

function findDoubledHours(timeZone: string): number[] {
  const clock = clockOf(timeZone)
  if (!clock) return []
  const offsetAt = (instant: number) => clock(instant) - instant
  const hours: number[] = []
  let before = Date.UTC(firstYear, 0)
  const end = Date.UTC(lastYear + 1, 0)
  // No zone changes its clocks twice within four weeks but for Ramadan in Morocco, where the pause lasts longer.
  for (let after = before + 28 * dayMs; before < end; before = after, after += 28 * dayMs) {
    if (offsetAt(after) === offsetAt(before)) continue
    let [low, high] = [before, after]
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (offsetAt(middle) === offsetAt(before)) low = middle
      else high = middle
    }
    const [from, to] = [clock(high), high + offsetAt(before)]
    if (from < to) hours.push(minuteOfInstant(from), minuteOfInstant(to))
  }
  return hours
}

/** Local time as if it were UTC, in milliseconds; undefined for a zone that Intl does not know. */
function clockOf(timeZone: string): ((instant: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
  } catch {
    return undefined
  }
}

function minuteOfInstant(local: number): number {
  const date = new Date(local)
  const day = dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  return day * dayMinutes + date.getUTCHours() * 60 + date.getUTCMinutes()
}

/** Days with a gap behind short months, so that no calendar is needed. */
function dayOf(year: number, month: number, day: number): number {
  return (year - firstYear) * daysOfYear + (month - 1) * 31 + day - 1
}

/** Counts times that another instant in the same zone looks like, because they lie in a doubled hour. */
export class DoubledTimes {
  count = 0
  readonly #columns: number[]
  readonly #hours: number[]
  /** Days with a doubled hour: most values need no other look. */
  readonly #days = new Uint8Array((lastYear - firstYear + 1) * daysOfYear)

  constructor(columns: FileColumn[], hours: number[]) {
    const kinds = valueKinds(columns)
    this.#hours = hours
    this.#columns =
      hours.length === 0 ? [] : columns.flatMap((_, at) => (kinds[at] === timestampKind ? [at] : []))
    for (const minute of hours) this.#days[Math.floor(minute / dayMinutes)] = 1
  }

  async *counting(batches: AsyncIterable<RowBatch>): AsyncGenerator<RowBatch> {
    for await (const batch of batches) {
      for (const column of this.#columns) this.#addColumn(batch, column)
      yield batch
    }
  }

  #addColumn({ bytes, ends, rows, width }: RowBatch, column: number): void {
    for (let row = 0, field = column; row < rows; row++, field += width) {
      const from = field === 0 ? 0 : (ends[field - 1] as number) + 1
      const to = ends[field] as number
      if (to - from < 19 || isNull(bytes, from, to)) continue
      const year = 100 * twoDigits(bytes, from) + twoDigits(bytes, from + 2)
      const day = dayOf(year, twoDigits(bytes, from + 5), twoDigits(bytes, from + 8))
      if (this.#days[day] === 1 && this.#isDoubled(day, bytes, from)) this.count++
    }
  }

  #isDoubled(day: number, bytes: Buffer, from: number): boolean {
    const minute = day * dayMinutes + twoDigits(bytes, from + 11) * 60 + twoDigits(bytes, from + 14)
    const next = this.#hours.findIndex((edge) => edge > minute)
    return next % 2 === 1
  }
}

function twoDigits(bytes: Buffer, at: number): number {
  return 10 * (bytes[at] as number) + (bytes[at + 1] as number) - 528
}
