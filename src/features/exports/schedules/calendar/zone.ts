/** What a wall clock shows, as if it were UTC: milliseconds that name no instant until a zone is chosen. */
export type WallClock = number

/** The instant of a wall-clock time, and what the zone's clocks do around it. */
export interface Resolved {
  at: Date
  /** `gap`: clocks skip this time, so it is the first instant after. `overlap`: it comes twice, so it is the first. */
  change: 'gap' | 'overlap' | null
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether this is a region's name, such as Europe/Berlin, or UTC. */
export function isZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(name)) return false
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What clocks in the zone show at an instant. */
export function wallClockAt(instant: number, timeZone: string): WallClock {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value)
  const { year, month, day, hour, minute, second } = parts as Record<string, number>
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
}

/** Farther than any zone is from UTC, plus the day that Samoa skipped in 2011. */
const reach = 40 * 3_600_000

/** The instant at which clocks in the zone first show this time or, where they skip it, a later one. */
export function instantOf(wallClock: WallClock, timeZone: string): Resolved {
  const quiet = offsetOfQuietDay(Math.floor(wallClock / dayMilliseconds), timeZone)
  if (quiet !== undefined) return { at: new Date(wallClock - quiet), change: null }
  const offsetAt = (instant: number) => wallClockAt(instant, timeZone) - instant
  const before = offsetAt(wallClock - reach)
  const after = offsetAt(wallClock + reach)
  const offsets = before === after ? [before] : [before, after]
  const found = offsets
    .map((offset) => wallClock - offset)
    .filter((instant) => offsetAt(instant) === wallClock - instant)
  if (found.length > 0) {
    return { at: new Date(Math.min(...found)), change: found.length > 1 ? 'overlap' : null }
  }
  return { at: new Date(endOfGap(wallClock, timeZone, wallClock - after, wallClock - before)), change: 'gap' }
}

const dayMilliseconds = 86_400_000
const lastDays = new Map<string, { day: number; offset: number | undefined }>()

/** The one offset from UTC around a day on which no clock changes: a rule with a run a minute asks 1,440 times. */
function offsetOfQuietDay(day: number, timeZone: string): number | undefined {
  const last = lastDays.get(timeZone)
  if (last?.day === day) return last.offset
  const offsetAt = (instant: number) => wallClockAt(instant, timeZone) - instant
  const before = offsetAt(day * dayMilliseconds - reach)
  const offset = before === offsetAt((day + 1) * dayMilliseconds + reach) ? before : undefined
  lastDays.set(timeZone, { day, offset })
  return offset
}

function endOfGap(wallClock: WallClock, timeZone: string, from: number, to: number): number {
  let [early, late] = [Math.floor(from / 1000) - 1, Math.ceil(to / 1000)]
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (wallClockAt(middle * 1000, timeZone) >= wallClock) late = middle
    else early = middle
  }
  return late * 1000
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}
