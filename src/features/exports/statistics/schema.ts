import * as z from 'zod'
import { backwards, isForwards, period } from '../days/schema.ts'

/** Days of the company's time zone; an open end has no limit. */
export const statisticsInput = z.strictObject(period).refine(isForwards, backwards)

const longestPeriodDays = 800

/** Days of the company's time zone; without any the last thirty, today included. */
export const analyticsInput = z
  .strictObject(period)
  .refine(isForwards, backwards)
  .refine(
    ({ date_from, date_to }) => {
      const end = date_to === undefined ? Date.now() : Date.parse(date_to)
      return !date_from || end - Date.parse(date_from) < longestPeriodDays * 86_400_000
    },
    { path: ['date_from'], message: `must be at most ${longestPeriodDays} days before date_to or today` },
  )
export type AnalyticsInput = z.input<typeof analyticsInput>

export const statistics = z.object({
  total_exports: z.number().int(),
  successful_exports: z.number().int(),
  failed_exports: z.number().int(),
  /** Of the successful; null without one. */
  avg_duration_ms: z.number().nullable(),
  total_file_size: z.number(),
  total_records: z.number(),
})

const outcomes = {
  exports: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  records: z.number(),
  bytes: z.number(),
}

const milliseconds = z.number().int().nullable()
const speed = {
  wait_p50_ms: milliseconds,
  wait_p95_ms: milliseconds,
  run_p50_ms: milliseconds,
  run_p95_ms: milliseconds,
}

const namedExport = z.object({
  id: z.uuid(),
  /** Null when the record was deleted. */
  export_name: z.string().nullable(),
  at: z.iso.datetime(),
})

const person = z
  .object({ id: z.uuid(), first_name: z.string(), last_name: z.string(), email: z.string() })
  .nullable()

export const storageAges = ['under_1_day', '1_to_7_days', '7_to_30_days', 'over_30_days'] as const

/** Exports count on the day on which they ended. */
export const analytics = z.object({
  period: z.object({ date_from: z.string(), date_to: z.string(), time_zone: z.string() }),
  totals: z.object(outcomes),
  per_day: z.array(z.object({ day: z.string(), ...outcomes })),
  by_type: z.array(z.object({ export_type: z.string(), ...outcomes })),
  by_format: z.array(z.object({ format: z.string(), ...outcomes })),
  by_status: z.array(
    z.object({ status: z.enum(['completed', 'failed', 'cancelled']), exports: z.number().int() }),
  ),
  /** Waits of all that started, runs of all that completed. */
  speed: z.array(
    z.object({ export_type: z.string(), format: z.string(), exports: z.number().int(), ...speed }),
  ),
  failures: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      exports: z.number().int(),
      latest: z.array(namedExport),
    }),
  ),
  people: z.array(z.object({ user: person, ...outcomes })),
  templates: z.array(
    z.object({ template_id: z.uuid(), template_name: z.string().nullable(), exports: z.number().int() }),
  ),
  /** Of files that are stored now, whenever they were made. */
  storage_by_age: z.array(
    z.object({ age: z.enum(storageAges), exports: z.number().int(), bytes: z.number() }),
  ),
  never_opened: z.object({
    exports: z.number().int(),
    bytes: z.number(),
    latest: z.array(namedExport.extend({ user: person, bytes: z.number() })),
  }),
  workers: z.array(z.object({ worker: z.string(), ...outcomes, last_seen_at: z.iso.datetime() })),
})
export type Analytics = z.infer<typeof analytics>

/** What a page's address says; a period that makes no sense is the usual one. */
export function readPeriod(parameters: Record<string, string | string[] | undefined>): AnalyticsInput {
  const { date_from, date_to } = parameters
  return (
    analyticsInput.safeParse({ date_from: date_from || undefined, date_to: date_to || undefined }).data ?? {}
  )
}
