import { defineQuery } from '#src/lib/operation/operation.ts'
import { describeFailure } from '../record/failures.ts'
import { findBuiltIn } from '../templates/record/gallery.ts'
import { dayIn, daysBetween, periodOf } from './period.ts'
import {
  callStatistics,
  countEnded,
  findFailures,
  findNeverOpened,
  measureStorage,
  type Outcomes,
  preferHashing,
} from './repository.ts'
import { analytics, analyticsInput, statistics, statisticsInput, storageAges } from './schema.ts'

export const getStatistics = defineQuery({
  name: 'exports.statistics',
  summary:
    'How many exports ended between two days in the company’s time zone, how long they took and how large they are.',
  permission: 'exports.analytics.read',
  input: statisticsInput,
  output: statistics,
  async run({ context, tx, input }) {
    const { total, successful, failed, duration, bytes, records } = await callStatistics(
      tx,
      input,
      context.principal.timeZone,
    )
    return {
      total_exports: total,
      successful_exports: successful,
      failed_exports: failed,
      avg_duration_ms: duration,
      total_file_size: bytes,
      total_records: records,
    }
  },
})

export const getAnalytics = defineQuery({
  name: 'exports.analytics',
  summary: 'Exports per day, type, format and status, speed, failures, people, storage and workers.',
  permission: 'exports.analytics.read',
  input: analyticsInput,
  output: analytics,
  async run({ context, tx, input }) {
    const { timeZone } = context.principal
    const { from, to } = periodOf(input, dayIn(new Date(), timeZone))
    const period = { from, to, timeZone }
    await preferHashing(tx)
    const { days, kinds, people, templates, workers } = await countEnded(tx, period)
    const totals = sumOf(kinds)
    return {
      period: { date_from: from, date_to: to, time_zone: timeZone },
      totals,
      per_day: everyDay(from, to, days),
      by_type: sumsBy(kinds, 'export_type'),
      by_format: sumsBy(kinds, 'format'),
      by_status: (['completed', 'failed', 'cancelled'] as const).map((status) => ({
        status,
        exports: totals[status],
      })),
      speed: kinds.map(({ export_type, format, exports, waits, runs }) => ({
        ...{ export_type, format, exports },
        wait_p50_ms: rounded(waits?.[0]),
        wait_p95_ms: rounded(waits?.[1]),
        run_p50_ms: rounded(runs?.[0]),
        run_p95_ms: rounded(runs?.[1]),
      })),
      failures: (await findFailures(tx, period)).map(({ code, exports, latest }) => ({
        ...{ code, exports },
        message: describeFailure(code).message,
        latest: latest.map((one) => ({ ...one, at: iso(one.at) })),
      })),
      people: people.map((person) => ({
        user: userOf(person),
        ...outcomesOf(person),
      })),
      templates: templates.map(({ template_id, template_name, exports }) => ({
        ...{ template_id, exports },
        template_name: template_name ?? findBuiltIn(template_id)?.name ?? null,
      })),
      storage_by_age: storageByAge(await measureStorage(tx)),
      never_opened: neverOpened(await findNeverOpened(tx)),
      workers: workers.map((found) => ({
        worker: found.worker,
        ...outcomesOf(found),
        last_seen_at: iso(found.last_seen_at),
      })),
    }
  },
})

const nothing: Outcomes = { exports: 0, completed: 0, failed: 0, cancelled: 0, records: 0, bytes: 0 }

function everyDay(from: string, to: string, found: ({ day: string } & Outcomes)[]) {
  const byDay = new Map(found.map((one) => [one.day, one]))
  return daysBetween(from, to).map((day) => ({ ...nothing, ...byDay.get(day), day }))
}

function sumsBy<Key extends 'export_type' | 'format'>(
  measured: (Outcomes & Record<Key, string>)[],
  key: Key,
): (Outcomes & Record<Key, string>)[] {
  const groups = Map.groupBy(measured, (one) => one[key])
  const sums = [...groups].map(
    ([value, group]) => ({ [key]: value, ...sumOf(group) }) as Outcomes & Record<Key, string>,
  )
  return sums.sort((a, b) => b.exports - a.exports)
}

function sumOf(parts: Outcomes[]): Outcomes {
  const keys = Object.keys(nothing) as (keyof Outcomes)[]
  return Object.fromEntries(
    keys.map((key) => [key, parts.reduce((sum, part) => sum + part[key], 0)]),
  ) as unknown as Outcomes
}

function outcomesOf({ exports, completed, failed, cancelled, records, bytes }: Outcomes): Outcomes {
  return { exports, completed, failed, cancelled, records, bytes }
}

function storageByAge(found: { age: number; exports: number; bytes: number }[]) {
  return storageAges.map((age, index) => {
    const { exports = 0, bytes = 0 } = found.find((one) => one.age === index) ?? {}
    return { age, exports, bytes }
  })
}

function neverOpened({ exports, bytes, latest }: Awaited<ReturnType<typeof findNeverOpened>>) {
  return {
    ...{ exports, bytes },
    latest: latest.map((one) => ({
      ...{ id: one.id, export_name: one.export_name, bytes: one.bytes, at: iso(one.at) },
      user: userOf(one),
    })),
  }
}

interface Person {
  user_id: string | null
  first_name: string | null
  last_name: string | null
  email: string | null
}

function userOf({ user_id, first_name, last_name, email }: Person) {
  if (!user_id) return null
  return { id: user_id, first_name: first_name ?? '', last_name: last_name ?? '', email: email ?? '' }
}

function rounded(milliseconds: number | undefined): number | null {
  return milliseconds === undefined || milliseconds === null ? null : Math.round(milliseconds)
}

function iso(at: Date | string): string {
  return new Date(at).toISOString()
}
