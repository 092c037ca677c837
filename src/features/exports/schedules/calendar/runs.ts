import { dayAt, nextDay } from './dates.ts'
import { type Rule, readRule } from './rule.ts'
import { instantOf, type Resolved, wallClockAt } from './zone.ts'

/** One time at which a rule is due. */
export interface Run extends Resolved {
  /** What the rule says, on the clocks of its zone: `2026-03-29T02:30`. */
  local: string
}

/** A rule without a day in so many days has none: 29 February is at most eight years away. */
const maxQuietDays = 9 * 366

/**
 * The runs after an instant, earliest first, without end unless the rule has no day at all. A wall-clock time runs
 * once: where clocks skip it at the first instant after, where it comes twice at the first.
 */
export function* runsAfter(rule: Rule, after: Date): Generator<Run> {
  const { timeZone, matchesDay, minutes } = readRule(rule)
  const start = wallClockAt(after.getTime(), timeZone)
  let last = after.getTime()
  let quietDays = 0
  for (let day = dayAt(start); quietDays < maxQuietDays; day = nextDay(day)) {
    quietDays += 1
    if (!matchesDay(day)) continue
    quietDays = 0
    const midnight = Date.UTC(day.year, day.month - 1, day.day)
    for (const minute of minutes) {
      const wallClock = midnight + minute * 60_000
      if (wallClock <= start) continue
      const resolved = instantOf(wallClock, timeZone)
      // Several times inside one gap are one run.
      if (resolved.at.getTime() <= last) continue
      last = resolved.at.getTime()
      yield { ...resolved, local: new Date(wallClock).toISOString().slice(0, 16) }
    }
  }
}

export function nextRuns(rule: Rule, after: Date, count: number): Run[] {
  return [...runsAfter(rule, after).take(count)]
}

/** The runs after `after`, up to and including `until`: at most `limit`, the earliest. */
export function runsBetween(rule: Rule, after: Date, until: Date, limit: number): Run[] {
  const found: Run[] = []
  for (const run of runsAfter(rule, after)) {
    if (run.at > until || found.length === limit) break
    found.push(run)
  }
  return found
}

/** The runs whose wall-clock day is this one, such as `2026-11-01`. */
export function runsOfDay(rule: Rule, day: string, limit: number): Run[] {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const start = new Date(instantOf(midnight, rule.timeZone).at.getTime() - 1)
  const found: Run[] = []
  for (const run of runsAfter(rule, start)) {
    if (run.local.slice(0, 10) > day || found.length === limit) break
    if (run.local.startsWith(day)) found.push(run)
  }
  return found
}
