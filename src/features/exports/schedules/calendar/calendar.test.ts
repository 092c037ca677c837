import { describe, expect, it } from 'vitest'
import { parseCron } from './cron.ts'
import { frequencies, type Rule } from './rule.ts'
import { nextRuns, runsBetween, runsOfDay } from './runs.ts'
import { inWords } from './sentence.ts'

const daily: Rule = {
  frequency: 'daily',
  cron: null,
  timeOfDay: '02:30',
  weekdays: ['monday'],
  dayOfMonth: '1',
  month: 1,
  timeZone: 'Europe/Berlin',
}
const instant = (text: string) => new Date(text)
const instants = (rule: Partial<Rule>, from: string, count: number) =>
  nextRuns({ ...daily, ...rule }, instant(from), count).map(({ at }) => at.toISOString())

describe('where clocks change', () => {
  it('a time that they skip runs at the first instant after', () => {
    expect(nextRuns(daily, instant('2026-03-28T12:00:00Z'), 2)).toEqual([
      { at: instant('2026-03-29T01:00:00Z'), change: 'gap', local: '2026-03-29T02:30' },
      { at: instant('2026-03-30T00:30:00Z'), change: null, local: '2026-03-30T02:30' },
    ])
  })

  it('a time that comes twice runs once, the first time', () => {
    expect(nextRuns(daily, instant('2026-10-24T12:00:00Z'), 2)).toEqual([
      { at: instant('2026-10-25T00:30:00Z'), change: 'overlap', local: '2026-10-25T02:30' },
      { at: instant('2026-10-26T01:30:00Z'), change: null, local: '2026-10-26T02:30' },
    ])
  })

  it('several times in one gap are one run', () => {
    const cron = '*/10 2 29 3 *'
    expect(instants({ cron }, '2026-03-01T00:00:00Z', 1)).toEqual(['2026-03-29T01:00:00.000Z'])
    expect(instants({ cron }, '2026-03-29T01:00:00Z', 1)[0]).toMatch(/^2027-/)
  })

  it('a day that a zone never had runs as the next one begins', () => {
    const apia = { timeZone: 'Pacific/Apia', timeOfDay: '09:00' }
    expect(instants(apia, '2011-12-29T18:00:00Z', 3)).toEqual([
      '2011-12-29T19:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T19:00:00.000Z',
    ])
  })
})

describe('a calendar month', () => {
  it('that is too short for the 31st, or the 30th, runs on its last day', () => {
    const monthly = { frequency: 'monthly', dayOfMonth: '31', timeZone: 'UTC' } as const
    expect(instants(monthly, '2027-01-01T00:00:00Z', 4).map((text) => text.slice(0, 10))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
    expect(instants({ ...monthly, dayOfMonth: '30' }, '2028-02-01T00:00:00Z', 1)[0]).toMatch(/^2028-02-29/)
  })

  it('in cron has no other 31st than its own', () => {
    const days = instants({ cron: '0 0 31 * *', timeZone: 'UTC' }, '2027-01-31T00:00:00Z', 2)
    expect(days.map((text) => text.slice(0, 10))).toEqual(['2027-03-31', '2027-05-31'])
  })
})

describe('the runs of a span', () => {
  it('begin after its start, include its end, and are at most so many', () => {
    const hourly = { ...daily, cron: '0 * * * *', timeZone: 'UTC' }
    const [from, until] = [instant('2026-11-01T00:00:00Z'), instant('2026-11-01T03:00:00Z')]
    expect(runsBetween(hourly, from, until, 10).map(({ local }) => local.slice(11))).toEqual([
      '01:00',
      '02:00',
      '03:00',
    ])
    expect(runsBetween(hourly, from, until, 2)).toHaveLength(2)
  })

  it('of a day are those whose clock shows that day', () => {
    const hourly = { ...daily, cron: '0 */6 * * *', timeZone: 'Pacific/Chatham' }
    expect(runsOfDay(hourly, '2026-11-01', 10).map(({ local }) => local)).toEqual([
      '2026-11-01T00:00',
      '2026-11-01T06:00',
      '2026-11-01T12:00',
      '2026-11-01T18:00',
    ])
    expect(runsOfDay({ ...daily, frequency: 'weekly' }, '2026-11-01', 10)).toEqual([])
  })

  it('of a day that never comes are none, and looking for them ends', () => {
    expect(instants({ cron: '0 0 31 2 *' }, '2026-01-01T00:00:00Z', 1)).toEqual([])
    expect(instants({ cron: '0 0 29 2 *', timeZone: 'UTC' }, '2096-03-01T00:00:00Z', 1)).toEqual([
      '2104-02-29T00:00:00.000Z',
    ])
  })
})

describe('a cron expression', () => {
  it.each([
    ['0 7 * * 1-5', [0], [7]],
    ['*/20 8-10 * JAN,mar SUN', [0, 20, 40], [8, 9, 10]],
    ['5/15 0 1-7/3 * *', [5, 20, 35, 50], [0]],
    ['30,0,30 23 L * 7', [0, 30], [23]],
  ])('%s is read', (expression, minutes, hours) => {
    expect(parseCron(expression)).toMatchObject({ minutes, hours })
  })

  it.each([
    ['', 'five fields'],
    ['0 7 * *', 'this has 4'],
    ['0 7 * * * *', 'this has 6'],
    ['60 7 * * *', 'minute: "60"'],
    ['0 24 * * *', 'hour: "24"'],
    ['0 7 0 * *', 'day of the month: "0"'],
    ['0 7 * 13 *', 'month: "13"'],
    ['0 7 * * 8', 'day of the week: "8"'],
    ['0 7 * * fri-mon', 'ends before it begins'],
    ['*/0 7 * * *', 'minute: "*/0"'],
    ['1-2-3 7 * * *', 'minute: "1-2-3"'],
    ['-5 7 * * *', 'minute: "-5"'],
    ['0 7 * * mo', 'day of the week: "mo"'],
    ['0 7 , * *', 'day of the month: ""'],
    ['@daily', 'five fields'],
  ])('"%s" is refused with what is wrong', (expression, message) => {
    expect(() => parseCron(expression)).toThrow(message)
  })
})

describe('a rule in words', () => {
  it.each<[Partial<Rule>, string]>([
    [{}, 'Every day at 02:30 in Europe/Berlin'],
    [{ frequency: 'weekly' }, 'Every Monday at 02:30 in Europe/Berlin'],
    [
      { frequency: 'weekly', weekdays: ['friday', 'monday', 'sunday'] },
      'Every Monday, Friday and Sunday at 02:30 in Europe/Berlin',
    ],
    [
      { frequency: 'weekly', weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
      'Every weekday at 02:30 in Europe/Berlin',
    ],
    [{ frequency: 'monthly', dayOfMonth: '22' }, 'On the 22nd of every month at 02:30 in Europe/Berlin'],
    [{ frequency: 'monthly', dayOfMonth: '11' }, 'On the 11th of every month at 02:30 in Europe/Berlin'],
    [
      { frequency: 'monthly', dayOfMonth: 'last_working_day' },
      'On the last working day of every month at 02:30 in Europe/Berlin',
    ],
    [
      { frequency: 'quarterly', dayOfMonth: 'last', month: 3 },
      'On the last day of March, June, September and December at 02:30 in Europe/Berlin',
    ],
    [
      { frequency: 'yearly', dayOfMonth: 'second_tuesday', month: 4 },
      'Every year on the second Tuesday of April at 02:30 in Europe/Berlin',
    ],
    [{ cron: '0 7 * * *' }, 'By the cron expression 0 7 * * * in Europe/Berlin'],
  ])('%j', (rule, words) => {
    expect(inWords({ ...daily, ...rule })).toBe(words)
  })

  it('is there for every frequency', () => {
    for (const frequency of frequencies) expect(inWords({ ...daily, frequency })).toMatch(/ at 02:30 in /)
  })
})
