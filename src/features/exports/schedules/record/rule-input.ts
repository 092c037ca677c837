import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import type { Weekday } from '../calendar/dates.ts'
import { type Frequency, type Rule, readRule } from '../calendar/rule.ts'
import { nextRuns } from '../calendar/runs.ts'
import { isZone } from '../calendar/zone.ts'
import type { ScheduleRow } from './repository.ts'
import type { RuleInput } from './schema.ts'

const defaults = { timeOfDay: '07:00', weekdays: ['monday'], dayOfMonth: '1', month: 1 } as const

/** What each frequency asks for besides the time. */
const belonging: Record<Frequency, readonly (keyof RuleInput)[]> = {
  daily: [],
  weekly: ['weekdays'],
  monthly: ['day_of_month'],
  quarterly: ['day_of_month', 'month'],
  yearly: ['day_of_month', 'month'],
}

/** The rule that a row keeps. */
export function ruleOf(row: ScheduleRow): Rule {
  return {
    frequency: row.frequency as Frequency,
    cron: row.cronExpression,
    timeOfDay: row.timeOfDay,
    weekdays: row.weekdays as Weekday[],
    dayOfMonth: row.dayOfMonth,
    month: row.month,
    timeZone: row.timeZone,
  }
}

/**
 * The rule that fields ask for, on top of an earlier one. Throws `invalid_request` naming every field that is wrong,
 * does not belong to the frequency, or makes it run never.
 */
export function toRule(input: RuleInput, earlier: Pick<Rule, 'timeZone'> & Partial<Rule>, now: Date): Rule {
  const frequency = input.frequency ?? earlier.frequency ?? 'daily'
  const isChanged = input.frequency !== undefined && input.frequency !== earlier.frequency
  const kept: Partial<Rule> = isChanged ? {} : earlier
  const rule: Rule = {
    frequency,
    cron: cronOf(input, earlier),
    timeOfDay: input.time_of_day ?? earlier.timeOfDay ?? defaults.timeOfDay,
    weekdays: input.weekdays ?? kept.weekdays ?? defaults.weekdays,
    dayOfMonth: input.day_of_month ?? kept.dayOfMonth ?? defaults.dayOfMonth,
    month: input.month ?? kept.month ?? defaults.month,
    timeZone: input.time_zone ?? earlier.timeZone,
  }
  const problems = [...strangers(input, rule), ...wrongValues(rule)]
  if (problems.length > 0) throw invalidRequest(problems)
  if (nextRuns(rule, now, 1).length === 0) {
    throw invalidRequest([problem('cron_expression', 'never happens: no month has such a day')])
  }
  return rule
}

/** The columns that keep a rule. */
export function toColumns(rule: Rule) {
  return {
    frequency: rule.frequency,
    cronExpression: rule.cron,
    timeOfDay: rule.timeOfDay,
    weekdays: [...rule.weekdays],
    dayOfMonth: rule.dayOfMonth,
    month: rule.month,
    timeZone: rule.timeZone,
  }
}

function cronOf(input: RuleInput, earlier: Partial<Rule>): string | null {
  if (input.cron_expression !== undefined) return input.cron_expression?.replace(/\s+/g, ' ') ?? null
  return input.frequency === undefined ? (earlier.cron ?? null) : null
}

function strangers(input: RuleInput, { cron, frequency }: Rule): FieldError[] {
  const given = (['time_of_day', 'weekdays', 'day_of_month', 'month'] as const).filter(
    (key) => input[key] !== undefined,
  )
  if (cron !== null) {
    return given.map((key) => problem(key, 'is already set by cron_expression; leave one of them out'))
  }
  const own: readonly string[] = ['time_of_day', ...belonging[frequency]]
  return given
    .filter((key) => !own.includes(key))
    .map((key) => problem(key, `does not belong to a ${frequency} schedule; leave it out`))
}

function wrongValues(rule: Rule): FieldError[] {
  const problems: FieldError[] = []
  if (rule.frequency === 'quarterly' && rule.month > 3) {
    problems.push(problem('month', 'must be 1, 2 or 3: the month of the quarter'))
  }
  if (!isZone(rule.timeZone)) {
    problems.push(problem('time_zone', 'must be an IANA time zone such as Europe/Berlin'))
  }
  try {
    readRule(rule)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(problem('cron_expression', error.message))
  }
  return problems
}

function problem(path: string, message: string): FieldError {
  return { path, code: 'invalid_value', message }
}
