import * as z from 'zod'
import { day, dayInstant } from '../../days/schema.ts'
import { columnChoice, createExportInput, sortKey } from '../../record/schema.ts'
import { exportStatuses } from '../../record/statuses.ts'
import { runChanges } from '../../run-changes/schema.ts'
import { weekdays } from '../calendar/dates.ts'

export const frequencyNames = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
const ordinalNames = ['first', 'second', 'third', 'fourth', 'last'] as const

const numberedDays = Array.from({ length: 31 }, (_, index) => String(index + 1))
const namedDays = [
  'last',
  'first_working_day',
  'last_working_day',
  ...ordinalNames.flatMap((ordinal) => weekdays.map((weekday) => `${ordinal}_${weekday}`)),
]

const wrongDay =
  'must be 1 to 31, last, first_working_day, last_working_day, or a weekday such as second_tuesday or last_friday'

export const missedPolicies = ['once', 'skip'] as const
export const occurrenceStates = ['started', 'skipped', 'missed', 'held'] as const
export const occurrenceTriggers = ['schedule', 'backfill', 'manual', 'test'] as const

/** When it runs. Fields that do not belong to the frequency are refused, not ignored. */
const ruleFields = {
  frequency: z.enum(frequencyNames),
  /** Five fields; it takes the place of days and time. */
  cron_expression: z.string().trim().min(1).max(200).nullable(),
  time_of_day: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:MM, such as 07:30'),
  weekdays: z.array(z.enum(weekdays)).min(1).max(7),
  day_of_month: z
    .union(
      [z.int(wrongDay).min(1, wrongDay).max(31, wrongDay), z.enum([...numberedDays, ...namedDays], wrongDay)],
      wrongDay,
    )
    .transform(String),
  /** The month of a yearly schedule, 1 to 12, or the month of the quarter, 1 to 3. */
  month: z.int().min(1).max(12),
  /** IANA name; by default the company's. */
  time_zone: z.string().max(100),
}

const shape = createExportInput.shape

export const ruleInput = z.strictObject(ruleFields).partial()
export type RuleInput = z.output<typeof ruleInput>

const whatItExports = {
  export_type: shape.export_type,
  format: shape.format,
  filters: shape.filters,
  columns: shape.columns,
  sort: shape.sort,
  options: shape.options,
  recipients: shape.recipients,
  destinations: shape.destinations,
}

export const createScheduleInput = z.strictObject({
  schedule_name: shape.export_name,
  ...whatItExports,
  ...ruleInput.shape,
  is_active: z.boolean().default(true),
  /** After downtime: `once` runs the latest missed time, `skip` none of them. */
  missed_policy: z.enum(missedPolicies).default('once'),
  skip_when_empty: z.boolean().default(false),
  /** Files hold what changed since the run before, the first one every row. */
  only_changes: z.boolean().default(false),
})
export type CreateScheduleInput = z.input<typeof createScheduleInput>

export const scheduleId = z.uuid('must be a UUID')
export const byScheduleId = z.strictObject({ id: scheduleId })

/** What is left out stays as it is; a frequency without a cron expression takes an older expression away. */
export const updateScheduleInput = z.strictObject({
  id: scheduleId,
  schedule_name: shape.export_name.optional(),
  export_type: whatItExports.export_type.optional(),
  format: whatItExports.format.optional(),
  filters: z.record(z.string().max(100), z.unknown()).optional(),
  columns: z.array(columnChoice).max(200).optional(),
  sort: z.array(sortKey).max(8).optional(),
  options: z.record(z.string().max(100), z.unknown()).optional(),
  recipients: z.array(z.email().max(320)).max(50).optional(),
  destinations: shape.destinations.unwrap().optional(),
  ...ruleInput.shape,
  is_active: z.boolean().optional(),
  missed_policy: z.enum(missedPolicies).optional(),
  skip_when_empty: z.boolean().optional(),
  only_changes: z.boolean().optional(),
  /** The version that was read; `If-Match` says the same. */
  version: z.int().min(1).optional(),
})
export type UpdateScheduleInput = z.input<typeof updateScheduleInput>
export type ScheduleChanges = z.output<typeof updateScheduleInput>

export const listSchedulesInput = z.strictObject({
  is_active: z.enum(['true', 'false']).optional(),
  search: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .describe('The next_cursor of an earlier page, as quick on the last page as on the first.'),
})

export const listRunsInput = z.strictObject({
  id: scheduleId,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  cursor: dayInstant.optional(),
})

export const previewInput = z.strictObject({
  ...ruleInput.shape,
  export_type: shape.export_type.optional(),
  filters: z.record(z.string().max(100), z.unknown()).default({}),
  /** The runs after this instant; by default after now. */
  after: dayInstant.optional(),
})
export type PreviewInput = z.input<typeof previewInput>

export const rehearsalInput = z.strictObject({ date: day })
export const backfillInput = z.strictObject({ id: scheduleId, days: z.array(day).min(1).max(31) })
export const handOverInput = z.strictObject({ id: scheduleId, owner_id: z.uuid('must be a UUID') })

const instant = z.iso.datetime()
const person = z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })

/** The days of the data, both included. */
export const dataWindow = z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable() })
export type DataWindow = z.infer<typeof dataWindow>

export const occurrence = z.object({
  id: z.uuid(),
  scheduled_for: instant,
  trigger: z.enum(occurrenceTriggers),
  state: z.enum(occurrenceStates),
  reason: z.string().nullable(),
  /** The reason as a sentence. */
  message: z.string().nullable(),
  export_id: z.uuid().nullable(),
  export_status: z.enum(exportStatuses).nullable(),
  export_error: z.string().nullable(),
  window: dataWindow.nullable(),
  rows: z.number().int().nullable(),
  /** Since the run before; null where there is none, and where the file itself holds changes. */
  changes: runChanges.nullable(),
  recipients_left_out: z.array(z.string()),
})
export type Occurrence = z.infer<typeof occurrence>

export const plannedRun = z.object({
  at: instant,
  /** On the clocks of the zone, without an offset. */
  local: z.string(),
  utc_offset: z.string(),
  /** What clocks do then, and when it runs for that reason. */
  note: z.string().nullable(),
  window: dataWindow.nullable(),
})
export type PlannedRun = z.infer<typeof plannedRun>

export const schedulePreview = z.object({
  in_words: z.string(),
  time_zone: z.string(),
  runs: z.array(plannedRun),
})
export type SchedulePreview = z.infer<typeof schedulePreview>

export const schedule = z.object({
  id: z.uuid(),
  schedule_name: z.string(),
  export_type: z.string(),
  format: z.string(),
  frequency: z.enum(frequencyNames),
  cron_expression: z.string().nullable(),
  time_of_day: z.string(),
  weekdays: z.array(z.enum(weekdays)),
  day_of_month: z.string(),
  month: z.number().int(),
  time_zone: z.string(),
  in_words: z.string(),
  filters: z.record(z.string(), z.unknown()),
  columns: z.array(columnChoice).nullable(),
  sort: z.array(sortKey),
  options: z.record(z.string(), z.unknown()),
  recipients: z.array(z.string()),
  destinations: z.array(z.uuid()),
  missed_policy: z.enum(missedPolicies),
  skip_when_empty: z.boolean(),
  only_changes: z.boolean(),
  is_active: z.boolean(),
  next_run: instant.nullable(),
  last_run: instant.nullable(),
  hold: z.object({ reason: z.string(), message: z.string(), action: z.string(), since: instant }).nullable(),
  owner: person.extend({ is_active: z.boolean() }),
  created_by: z.uuid(),
  created_at: instant,
  updated_at: instant,
  version: z.number().int(),
  /** The last five times at which it was due, latest first. */
  recent_runs: z.array(occurrence),
  links: z.object({ self: z.string(), runs: z.string() }),
})
export type Schedule = z.infer<typeof schedule>

const named = schedule.pick({ id: true, schedule_name: true })

export const heldSchedule = named.extend({ message: z.string() })
export type HeldSchedule = z.infer<typeof heldSchedule>

export const nextSchedule = named.extend({ in_words: z.string(), next_run: instant })
export type NextSchedule = z.infer<typeof nextSchedule>

export const backfillResult = z.object({
  days: z.array(
    z.object({
      day: z.iso.date(),
      /** Started now, or `already_run` because an export of that time is there. */
      result: z.enum(['started', 'already_run']),
      runs: z.array(occurrence),
    }),
  ),
})

export const rehearsal = z.object({
  date: z.iso.date(),
  time_zone: z.string(),
  schedules: z.array(
    z.object({
      id: z.uuid(),
      schedule_name: z.string(),
      in_words: z.string(),
      export_type: z.string(),
      format: z.string(),
      owner: person.extend({ is_active: z.boolean() }),
      recipients: z.array(z.string()),
      run_count: z.number().int(),
      /** The first of them. */
      runs: z.array(plannedRun),
    }),
  ),
  /** Whether there are more schedules than were looked at. */
  has_more: z.boolean(),
})
export type Rehearsal = z.infer<typeof rehearsal>
