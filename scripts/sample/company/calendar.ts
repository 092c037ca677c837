/** Days are ISO texts throughout: they compare as they are and know no time zone. */

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Both days included. */
export function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1
}

/** First and last day of every month that the span touches. */
export function monthsBetween(first: string, last: string): { first: string; last: string }[] {
  const months = []
  for (let start = `${first.slice(0, 7)}-01`; start <= last; ) {
    const next = `${addDays(start, 31).slice(0, 7)}-01`
    months.push({ first: start, last: addDays(next, -1) })
    start = next
  }
  return months
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b
}

export function later(a: string, b: string): string {
  return a > b ? a : b
}

export function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Monday to Friday of the span, both days included. */
export function weekdaysBetween(first: string, last: string): number {
  let count = 0
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWeekday(day)) count++
  return count
}
