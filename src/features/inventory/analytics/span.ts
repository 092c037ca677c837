import type { Span } from './repository.ts'

const dayMs = 86_400_000

/** The 365 days until that instant's day, in a zone. */
export function lastYear(now: Date, timeZone: string): Span {
  const to = dayIn(now, timeZone)
  return { from: new Date(Date.parse(to) - 364 * dayMs).toISOString().slice(0, 10), to, timeZone }
}

/** How many days a span has. */
export function daysOf({ from, to }: Pick<Span, 'from' | 'to'>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
}

function dayIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant)
}
