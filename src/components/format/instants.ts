const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export interface DateStyle {
  locale: string
  timeZone: string
}

/** `21 Nov 2026, 10:49 CET`: an instant is never shown without its zone. */
export function formatInstant(
  instant: string | Date,
  { locale, timeZone }: DateStyle,
  withSeconds = false,
): string {
  const format = new Intl.DateTimeFormat(dateLocale(locale), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  })
  return format.format(new Date(instant)).replace(/[\u00a0\u202f]/g, ' ')
}

export function formatDay(instant: string | Date, { locale, timeZone }: DateStyle): string {
  const format = new Intl.DateTimeFormat(dateLocale(locale), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone,
  })
  return format.format(new Date(instant))
}

/** The day of an instant in a zone, as YYYY-MM-DD. */
export function isoDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  }).format(instant)
}

/** `just now`, `4 minutes ago`, `in 6 days`. */
export function formatRelative(instant: string | Date, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? [undefined, 1]
  if (!unit) return seconds > 5 ? 'in a moment' : 'just now'
  return relative.format(Math.trunc(seconds / size), unit)
}

/** The pages are in English, so are the names of months; the order of day and month is the reader's. */
function dateLocale(locale: string): string {
  return locale === 'en' || locale.startsWith('en-') ? locale : 'en-GB'
}
