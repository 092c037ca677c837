export const periods = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'this_week',
  'previous_week',
  'this_month',
  'previous_month',
  'this_quarter',
  'previous_quarter',
  'this_year',
  'previous_year',
] as const
export type Period = (typeof periods)[number]

export const periodLabels: Record<Period, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  last_7_days: 'Last 7 days',
  last_30_days: 'Last 30 days',
  this_week: 'This week',
  previous_week: 'Previous week',
  this_month: 'This month',
  previous_month: 'Previous month',
  this_quarter: 'This quarter',
  previous_quarter: 'Previous quarter',
  this_year: 'This year',
  previous_year: 'Previous year',
}

/**
 * First and last day of a period, both included, as `YYYY-MM-DD` of the Gregorian calendar in an IANA zone.
 * Weeks begin on Monday; the last 7 and 30 days end with today; a running week, month, quarter or year is whole.
 */
export function resolvePeriod(period: Period, at: Date, timeZone: string): { from: string; to: string } {
  const today = dayIn(timeZone, at)
  const monday = addDays(today, -((today.getUTCDay() + 6) % 7))
  const month = today.getUTCMonth()
  const quarter = month - (month % 3)
  switch (period) {
    case 'today':
      return days(today, today)
    case 'yesterday':
      return days(addDays(today, -1), addDays(today, -1))
    case 'last_7_days':
      return days(addDays(today, -6), today)
    case 'last_30_days':
      return days(addDays(today, -29), today)
    case 'this_week':
      return days(monday, addDays(monday, 6))
    case 'previous_week':
      return days(addDays(monday, -7), addDays(monday, -1))
    case 'this_month':
      return months(today, month, 1)
    case 'previous_month':
      return months(today, month - 1, 1)
    case 'this_quarter':
      return months(today, quarter, 3)
    case 'previous_quarter':
      return months(today, quarter - 3, 3)
    case 'this_year':
      return months(today, 0, 12)
    case 'previous_year':
      return months(today, -12, 12)
  }
}

// A day is midnight UTC from here on, so that no daylight saving time moves it.
function dayIn(timeZone: string, at: Date): Date {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at)
  const [year, month, day] = (['year', 'month', 'day'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)!.value),
  )
  return new Date(Date.UTC(year!, month! - 1, day!))
}

function addDays(day: Date, count: number): Date {
  return new Date(day.getTime() + count * 86_400_000)
}

/** `count` months from the one with this number in today's year; numbers below 0 are in years before. */
function months(today: Date, first: number, count: number) {
  const year = today.getUTCFullYear()
  return days(new Date(Date.UTC(year, first, 1)), new Date(Date.UTC(year, first + count, 0)))
}

function days(from: Date, to: Date): { from: string; to: string } {
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) }
}
