/** The days from one to the other, both included, as YYYY-MM-DD. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** A calendar day is a day: no clock and no zone takes part. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Which day it is at an instant in a zone. */
export function dayIn(instant: Date, timeZone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const
  return new Intl.DateTimeFormat('en-CA', parts).format(instant)
}

/** The asked period, or the thirty days that end with its end or with today. */
export function periodOf(
  { date_from, date_to }: { date_from?: string | undefined; date_to?: string | undefined },
  today: string,
): { from: string; to: string } {
  const to = date_to ?? (date_from && date_from > today ? date_from : today)
  return { from: date_from ?? addDays(to, -29), to }
}
