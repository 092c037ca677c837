import type { RuleInput, Schedule } from '../../../schedules/record/schema.ts'

export const patterns = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Every weekday' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
  { value: 'quarterly', label: 'Every quarter' },
  { value: 'yearly', label: 'Every year' },
  { value: 'cron', label: 'By cron expression' },
] as const
export type Pattern = (typeof patterns)[number]['value']
export type Weekday = Schedule['weekdays'][number]

/** When a schedule runs, as it stands in the form: choices of other patterns stay, so that going back loses nothing. */
export interface RuleDraft {
  pattern: Pattern
  time: string
  weekdays: Weekday[]
  dayOfMonth: string
  /** Of a year. */
  month: number
  /** Of a quarter, 1 to 3. */
  monthOfQuarter: number
  cron: string
  timeZone: string
}

const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

export function newRule(timeZone: string): RuleDraft {
  return {
    pattern: 'monthly',
    time: '07:00',
    weekdays: ['monday'],
    dayOfMonth: '1',
    month: 1,
    monthOfQuarter: 1,
    cron: '30 7 * * 1-5',
    timeZone,
  }
}

export function ruleOfSchedule(schedule: Schedule): RuleDraft {
  const { frequency, cron_expression: cron, weekdays, month } = schedule
  const isWorkdays = frequency === 'weekly' && weekdays.toSorted().join() === workdays.toSorted().join()
  const blank = newRule(schedule.time_zone)
  return {
    ...blank,
    pattern: cron === null ? (isWorkdays ? 'weekdays' : frequency) : 'cron',
    time: schedule.time_of_day,
    weekdays: weekdays.length > 0 ? weekdays : blank.weekdays,
    dayOfMonth: schedule.day_of_month,
    month: frequency === 'yearly' ? month : 1,
    monthOfQuarter: frequency === 'quarterly' ? month : 1,
    cron: cron ?? blank.cron,
  }
}

/** What the API is told: only what belongs to the pattern. */
export function toRuleInput(draft: RuleDraft): RuleInput {
  const { pattern, time: time_of_day, timeZone: time_zone, dayOfMonth: day_of_month } = draft
  switch (pattern) {
    case 'cron':
      return { frequency: 'daily', cron_expression: draft.cron, time_zone }
    case 'weekdays':
      return { frequency: 'weekly', weekdays: workdays, time_of_day, time_zone }
    case 'weekly':
      return { frequency: 'weekly', weekdays: draft.weekdays, time_of_day, time_zone }
    case 'monthly':
      return { frequency: 'monthly', day_of_month, time_of_day, time_zone }
    case 'quarterly':
      return { frequency: 'quarterly', day_of_month, month: draft.monthOfQuarter, time_of_day, time_zone }
    case 'yearly':
      return { frequency: 'yearly', day_of_month, month: draft.month, time_of_day, time_zone }
    default:
      return { frequency: 'daily', time_of_day, time_zone }
  }
}
