import type { About } from '../definition.ts'

/** `2026-01-02 03:04:05` as clocks in that zone show it; as it came when it is no instant. */
export function instantInZone(instant: string, timeZone: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone || 'UTC',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(date)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
}

/** Where the rows come from, in one line. */
export function provenanceLine(about: About): string {
  return [
    about.dataset,
    ...about.filters,
    about.snapshotAt && `as of ${instantInZone(about.snapshotAt, about.timeZone)} ${about.timeZone}`,
    about.requestedBy && `for ${about.requestedBy}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
