import { type Weekday, weekdays } from './dates.ts'
import type { Rule } from './rule.ts'

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const quarterMonths = [
  'January, April, July and October',
  'February, May, August and November',
  'March, June, September and December',
]

/** `Every weekday at 07:30 in Europe/Berlin`. */
export function inWords(rule: Rule): string {
  if (rule.cron !== null) return `By the cron expression ${rule.cron} in ${rule.timeZone}`
  return `${daysInWords(rule)} at ${rule.timeOfDay} in ${rule.timeZone}`
}

function daysInWords(rule: Rule): string {
  const day = dayOfMonthInWords(rule.dayOfMonth)
  switch (rule.frequency) {
    case 'daily':
      return 'Every day'
    case 'weekly':
      return `Every ${weekdaysInWords(rule.weekdays)}`
    case 'monthly':
      return `On the ${day} of every month`
    case 'quarterly':
      return `On the ${day} of ${quarterMonths[rule.month - 1]}`
    case 'yearly':
      return `Every year on the ${day} of ${monthNames[rule.month - 1]}`
  }
}

/** `31st`, `last day`, `second Tuesday`. */
export function dayOfMonthInWords(day: string): string {
  if (/^\d+$/.test(day)) return ordinal(Number(day))
  if (day === 'last') return 'last day'
  const [position = '', ...rest] = day.split('_')
  const what = rest.join(' ')
  return `${position} ${what === 'working day' ? what : capitalized(what)}`
}

function weekdaysInWords(chosen: readonly Weekday[]): string {
  const sorted = weekdays.filter((weekday) => chosen.includes(weekday))
  if (sorted.length === 7) return 'day'
  if (sorted.join() === weekdays.slice(0, 5).join()) return 'weekday'
  const names = sorted.map(capitalized)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function ordinal(day: number): string {
  const isTeen = day > 10 && day < 14
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
