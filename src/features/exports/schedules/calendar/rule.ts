import { parseCron } from './cron.ts'
import { type Day, daysInMonth, type Weekday, weekdayIndex, weekdays } from './dates.ts'

export const frequencies = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
export type Frequency = (typeof frequencies)[number]

export const ordinals = ['first', 'second', 'third', 'fourth', 'last'] as const
export type Ordinal = (typeof ordinals)[number]

/** When a schedule runs: a cron expression, or a frequency with what belongs to it. */
export interface Rule {
  frequency: Frequency
  /** Where it is set it alone decides days and times. */
  cron: string | null
  /** HH:MM on the clocks of the zone. */
  timeOfDay: string
  /** Of `weekly`. */
  weekdays: readonly Weekday[]
  /** `1` to `31`, `last`, `first_working_day`, `last_working_day`, or such as `second_tuesday`. */
  dayOfMonth: string
  /** Of `yearly` 1 to 12; of `quarterly` the month of the quarter, 1 to 3. */
  month: number
  timeZone: string
}

/** A rule with everything that is read once: its days, and the minutes of such a day. */
export interface ReadRule {
  timeZone: string
  matchesDay: (day: Day) => boolean
  minutes: number[]
}

/** Throws RangeError when the cron expression cannot be read. */
export function readRule(rule: Rule): ReadRule {
  const { timeZone } = rule
  if (rule.cron !== null) {
    const { hours, minutes, matchesDay } = parseCron(rule.cron)
    return {
      timeZone,
      matchesDay,
      minutes: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
    }
  }
  const [hour = 0, minute = 0] = rule.timeOfDay.split(':').map(Number)
  return { timeZone, matchesDay: (day) => isDue(rule, day), minutes: [hour * 60 + minute] }
}

function isDue(rule: Rule, day: Day): boolean {
  switch (rule.frequency) {
    case 'daily':
      return true
    case 'weekly':
      return rule.weekdays.includes(weekdays[weekdayIndex(day)]!)
    case 'monthly':
      return isDayOfMonth(rule.dayOfMonth, day)
    case 'quarterly':
      return (day.month - 1) % 3 === rule.month - 1 && isDayOfMonth(rule.dayOfMonth, day)
    case 'yearly':
      return day.month === rule.month && isDayOfMonth(rule.dayOfMonth, day)
  }
}

function isDayOfMonth(wanted: string, day: Day): boolean {
  const length = daysInMonth(day.year, day.month)
  if (wanted === 'last') return day.day === length
  if (wanted === 'first_working_day') return isFirstWorkingDay(day)
  if (wanted === 'last_working_day') return isLastWorkingDay(day, length)
  const [ordinal, weekday] = wanted.split('_') as [Ordinal, Weekday | undefined]
  // A day that the month does not have is its last one.
  if (weekday === undefined) return day.day === Math.min(Number(wanted), length)
  if (weekdays[weekdayIndex(day)] !== weekday) return false
  return ordinal === 'last' ? day.day > length - 7 : Math.ceil(day.day / 7) === ordinals.indexOf(ordinal) + 1
}

/** Monday to Friday. */
function isWorkingDay(day: Day): boolean {
  return weekdayIndex(day) < 5
}

function isFirstWorkingDay(day: Day): boolean {
  if (!isWorkingDay(day)) return false
  return day.day === 1 || (weekdayIndex(day) === 0 && day.day <= 3)
}

function isLastWorkingDay(day: Day, length: number): boolean {
  if (!isWorkingDay(day)) return false
  return day.day === length || (weekdayIndex(day) === 4 && day.day >= length - 2)
}
