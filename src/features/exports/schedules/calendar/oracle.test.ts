import { describe, expect, it } from 'vitest'
import { weekdays } from './dates.ts'
import type { Rule } from './rule.ts'
import { runsBetween } from './runs.ts'

// An independent calendar: it walks through every instant of two years, reads the clocks of the zone, and says that
// a rule runs at the first instant at which the clocks show its time or, where they skip it, a later one.
// FULL=1 walks minute by minute; otherwise by quarters of an hour, on which all the rules and changes below lie.
const stepMinutes = process.env.FULL ? 1 : 15

const zones: [timeZone: string, firstYear: number][] = [
  ['UTC', 2026],
  ['Europe/Berlin', 2026],
  ['America/New_York', 2027],
  ['America/St_Johns', 2026],
  ['America/Sao_Paulo', 2017],
  ['America/Santiago', 2026],
  ['Africa/Cairo', 2026],
  ['Africa/Casablanca', 2026],
  ['Asia/Kolkata', 2027],
  ['Australia/Lord_Howe', 2026],
  ['Pacific/Chatham', 2026],
  ['Pacific/Apia', 2011],
]

interface Clock {
  year: number
  month: number
  day: number
  /** 0 is Sunday, as in cron. */
  weekday: number
  hour: number
  minute: number
  /** Days of the month. */
  length: number
}

const at = (hour: number, minute: number) => (clock: Clock) => clock.hour === hour && clock.minute === minute
const nth = (clock: Clock) => Math.floor((clock.day - 1) / 7) + 1
const every = (minutes: number) => (clock: Clock) => clock.minute % minutes === 0

/** Each rule with what it means, written a second time. */
const rules: [Partial<Rule>, (clock: Clock) => boolean][] = [
  [{ timeOfDay: '00:00' }, at(0, 0)],
  [{ timeOfDay: '02:30' }, at(2, 30)],
  [{ timeOfDay: '23:45' }, at(23, 45)],
  [
    { frequency: 'weekly', weekdays: ['sunday'], timeOfDay: '02:15' },
    (clock) => clock.weekday === 0 && at(2, 15)(clock),
  ],
  [
    { frequency: 'weekly', weekdays: [...weekdays.slice(0, 5)], timeOfDay: '07:30' },
    (clock) => clock.weekday >= 1 && clock.weekday <= 5 && at(7, 30)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: '1', timeOfDay: '00:30' },
    (clock) => clock.day === 1 && at(0, 30)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: '31', timeOfDay: '06:00' },
    (clock) => clock.day === clock.length && at(6, 0)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: '30', timeOfDay: '06:00' },
    (clock) => clock.day === (clock.month === 2 ? clock.length : 30) && at(6, 0)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: 'last', timeOfDay: '23:00' },
    (clock) => clock.day === clock.length && at(23, 0)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: 'second_sunday', timeOfDay: '02:00' },
    (clock) => clock.weekday === 0 && nth(clock) === 2 && at(2, 0)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: 'last_sunday', timeOfDay: '03:00' },
    (clock) => clock.weekday === 0 && clock.day + 7 > clock.length && at(3, 0)(clock),
  ],
  [
    { frequency: 'monthly', dayOfMonth: 'first_working_day', timeOfDay: '08:00' },
    (clock) => at(8, 0)(clock) && workingDays(clock).at(0) === clock.day,
  ],
  [
    { frequency: 'monthly', dayOfMonth: 'last_working_day', timeOfDay: '08:00' },
    (clock) => at(8, 0)(clock) && workingDays(clock).at(-1) === clock.day,
  ],
  [
    { frequency: 'quarterly', dayOfMonth: '31', month: 2, timeOfDay: '12:00' },
    (clock) => [2, 5, 8, 11].includes(clock.month) && clock.day === clock.length && at(12, 0)(clock),
  ],
  [
    { frequency: 'yearly', dayOfMonth: '29', month: 2, timeOfDay: '00:00' },
    (clock) => clock.month === 2 && clock.day === Math.min(29, clock.length) && at(0, 0)(clock),
  ],
  [{ cron: '*/15 * * * *' }, every(15)],
  [{ cron: '30 7 * * mon-fri' }, (clock) => clock.weekday > 0 && clock.weekday < 6 && at(7, 30)(clock)],
  [{ cron: '0,30 2 * * 0' }, (clock) => clock.weekday === 0 && clock.hour === 2 && every(30)(clock)],
  [
    { cron: '0 1-3 13 * 5' },
    (clock) =>
      (clock.day === 13 || clock.weekday === 5) && clock.hour >= 1 && clock.hour <= 3 && clock.minute === 0,
  ],
  [{ cron: '45 23 L * *' }, (clock) => clock.day === clock.length && at(23, 45)(clock)],
  [{ cron: '0 0 31 * *' }, (clock) => clock.day === 31 && at(0, 0)(clock)],
]

describe.each(zones)('in %s in the two years from %i', (timeZone, firstYear) => {
  const from = Date.UTC(firstYear, 0, 1)
  const until = Date.UTC(firstYear + 2, 0, 1)
  const walk = walkThrough(timeZone, from, until)

  it.each(rules)('%j runs when the clocks say so', (given, means) => {
    const rule: Rule = {
      frequency: 'daily',
      cron: null,
      timeOfDay: '00:00',
      weekdays: [],
      dayOfMonth: '1',
      month: 1,
      timeZone,
      ...given,
    }
    const runs = runsBetween(rule, new Date(from), new Date(until), 100_000).map((run) => run.at.getTime())
    const expected = expectedRuns(walk, means).filter((instant) => instant > from && instant <= until)
    expect(runs).toEqual(expected)
    expect(runs.length).toBeGreaterThan(0)
  })
})

interface Walk {
  /** Every quarter of an hour that a calendar has, whatever clocks do. */
  calendar: [text: string, clock: Clock][]
  instants: number[]
  /** What the clocks show then, `2026-03-29 02:30`. */
  shown: string[]
}

function walkThrough(timeZone: string, from: number, until: number): Walk {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const instants: number[] = []
  for (let instant = from; instant <= until; instant += stepMinutes * 60_000) instants.push(instant)
  const shown = instants.map((instant) => format.format(instant))
  return { calendar: [...timesFrom(shown[0]!.slice(0, 10), shown.at(-1)!)], instants, shown }
}

/** For every time of the calendar that the rule means: the first instant at which the clocks have come so far. */
function expectedRuns({ calendar, instants, shown }: Walk, means: (clock: Clock) => boolean): number[] {
  const found = new Set<number>()
  let index = 0
  for (const [text, clock] of calendar) {
    if (!means(clock)) continue
    while (index < shown.length && shown[index]! < text) index += 1
    if (index === shown.length) break
    found.add(instants[index]!)
  }
  return [...found]
}

function* timesFrom(firstDay: string, last: string): Generator<[string, Clock]> {
  const date = new Date(`${firstDay}T00:00:00Z`)
  for (;;) {
    const text = date.toISOString().slice(0, 16).replace('T', ' ')
    if (text > last) return
    const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
    const length = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
    const [hour, minute] = text.slice(11).split(':').map(Number) as [number, number]
    yield [text, { year, month, day, hour, minute, length, weekday: date.getUTCDay() }]
    date.setUTCMinutes(date.getUTCMinutes() + 15)
  }
}

function workingDays({ year, month, length }: Clock): number[] {
  const all = Array.from({ length }, (_, index) => index + 1)
  return all.filter((day) => ![0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay()))
}
