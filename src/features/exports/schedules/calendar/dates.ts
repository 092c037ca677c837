/** A day of the calendar, without a zone. Months count from 1. */
export interface Day {
  year: number
  month: number
  day: number
}

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

const dayMilliseconds = 86_400_000

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndex({ year, month, day }: Day): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
}

export function nextDay({ year, month, day }: Day): Day {
  return dayAt(Date.UTC(year, month - 1, day) + dayMilliseconds)
}

/** The day of a wall clock, which is given as if it were UTC. */
export function dayAt(wallClock: number): Day {
  const date = new Date(wallClock)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
