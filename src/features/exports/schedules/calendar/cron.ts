import { type Day, daysInMonth, weekdayIndex } from './dates.ts'

/** A cron expression, read. */
export interface Cron {
  minutes: number[]
  hours: number[]
  matchesDay: (day: Day) => boolean
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

interface Field {
  label: string
  from: number
  to: number
  names?: string[]
}

const fields = [
  { label: 'minute', from: 0, to: 59 },
  { label: 'hour', from: 0, to: 23 },
  { label: 'day of the month', from: 1, to: 31 },
  { label: 'month', from: 1, to: 12, names: ['', ...monthNames] },
  { label: 'day of the week', from: 0, to: 7, names: weekdayNames },
] as const satisfies Field[]

/** Reads five fields with `*`, lists, ranges, steps and names, and `L` as the last day. Throws RangeError with a sentence. */
export function parseCron(expression: string): Cron {
  const parts = expression.trim().split(/\s+/)
  if (parts.length !== fields.length) {
    throw new RangeError(
      `must have five fields (minute, hour, day of the month, month, day of the week), such as 30 7 * * 1-5; this has ${parts.length}`,
    )
  }
  const [minute, hour, dayOfMonth, month, dayOfWeek] = parts as [string, string, string, string, string]
  const lastDay = dayOfMonth.split(',').some((item) => item.toLowerCase() === 'l')
  const plainDays = dayOfMonth.split(',').filter((item) => item.toLowerCase() !== 'l')
  const days = new Set(plainDays.length > 0 ? readField(plainDays.join(','), fields[2]) : [])
  const months = new Set(readField(month, fields[3]))
  // 7 is Sunday, too.
  const inWeek = new Set(readField(dayOfWeek, fields[4]).map((day) => day % 7))
  const isDay = (day: Day) => days.has(day.day) || (lastDay && day.day === daysInMonth(day.year, day.month))
  const isWeekday = (day: Day) => inWeek.has((weekdayIndex(day) + 1) % 7)
  // As in cron: where both name days, either of them is enough.
  const isEither = !dayOfMonth.startsWith('*') && !dayOfWeek.startsWith('*')
  return {
    minutes: readField(minute, fields[0]),
    hours: readField(hour, fields[1]),
    matchesDay: (day) =>
      months.has(day.month) && (isEither ? isDay(day) || isWeekday(day) : isDay(day) && isWeekday(day)),
  }
}

function readField(text: string, field: Field): number[] {
  const values = new Set(text.split(',').flatMap((item) => readItem(item, field)))
  return [...values].sort((a, b) => a - b)
}

function readItem(item: string, field: Field): number[] {
  const [, range = '', step] = /^([^/]+)(?:\/(\d{1,4}))?$/.exec(item) ?? []
  if (range === '' || step === '0') throw wrong(item, field)
  const [from, to] = readRange(range, item, field, step !== undefined)
  const values: number[] = []
  for (let value = from; value <= to; value += Number(step ?? 1)) values.push(value)
  return values
}

function readRange(range: string, item: string, field: Field, isStepped: boolean): [number, number] {
  if (range === '*') return [field.from, field.to]
  const ends = range.split('-').map((end) => readValue(end, item, field))
  if (ends.length > 2) throw wrong(item, field)
  const [from, to = isStepped ? field.to : from] = ends as [number, number?]
  if (from > to) throw new RangeError(`${field.label}: ${item} ends before it begins`)
  return [from, to]
}

function readValue(text: string, item: string, field: Field): number {
  const named = text === '' ? -1 : (field.names?.indexOf(text.toLowerCase()) ?? -1)
  const value = named >= 0 ? named : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= field.from && value <= field.to)) throw wrong(item, field)
  return value
}

function wrong(item: string, { label, from, to }: Field): RangeError {
  return new RangeError(`${label}: "${item}" is not a value, list, range or step within ${from}-${to}`)
}
