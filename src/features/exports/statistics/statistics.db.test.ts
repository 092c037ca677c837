import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getAnalytics, getStatistics } from './service.ts'

let context: Context
let manager: Context
let rows: Row[]

interface Row {
  export_id: string
  export_type: string
  format: string
  created_by: string | null
  template_id: string | null
  success: boolean
  error_message: string | null
  wait_ms: number | null
  duration_ms: number
  file_size: number | null
  record_count: number | null
  worker_node: string | null
  created_at: Date
}

// Europe/Berlin springs forward on 29 March 2026: that day has 23 hours, 25 October has 25.
const period = { date_from: '2026-03-25', date_to: '2026-04-02' }
const generated = `
  insert into export_statistics (tenant_id, export_id, export_type, format, created_by, template_id, success,
    error_message, wait_ms, duration_ms, file_size, record_count, worker_node, created_at)
  select $1, uuidv7(), (array['sales', 'customers', 'payroll'])[1 + n % 3], (array['csv', 'excel'])[1 + n / 3 % 2],
    case when n % 11 > 0 then ($2::uuid[])[1 + n % 2] end,
    case when n % 5 = 0 then '00000000-0000-4000-8000-000000000007'::uuid end,
    n % 7 > 1, case n % 7 when 0 then 'cancelled' when 1 then (array['query_failed', 'storage_full'])[1 + n % 2] end,
    case when n % 13 > 0 then n * 37 % 900 end, n * 7919 % 60000,
    case when n % 7 > 1 then n * 1000003 end, case when n % 7 > 1 then n end,
    case when n % 4 > 0 then format('node-%s:%s', n % 2, n % 6) end,
    timestamptz '2026-03-23 00:00:00+01' + n * interval '9 minutes' + n % 3 * interval '0.999999 seconds'
  from generate_series(1, 2000) n`

beforeAll(async () => {
  const tenant = await createTenant(3)
  const other = await createTenant(1)
  context = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  const people = [context.principal.userId, manager.principal.userId]
  await asOwner(async (client) => {
    await client.query(generated, [tenant.id, people])
    await client.query(generated, [other.id, people])
    // Exactly midnight in Berlin, on both sides of the change and at both ends of the period.
    for (const instant of [
      '2026-03-25 00:00+01',
      '2026-03-29 00:00+01',
      '2026-03-30 00:00+02',
      '2026-04-03 00:00+02',
    ])
      await client.query(
        `insert into export_statistics (tenant_id, export_id, export_type, format, success, duration_ms, created_at)
         values ($1, uuidv7(), 'sales', 'csv', true, 5, $2)`,
        [tenant.id, instant],
      )
  })
  const stored = await ownerRows<Row>('select * from export_statistics where tenant_id = $1', [tenant.id])
  rows = stored
    .map((row) => ({
      ...row,
      file_size: Number(row.file_size ?? 0),
      record_count: Number(row.record_count ?? 0),
    }))
    .filter(({ created_at }) => dayOf(created_at) >= period.date_from && dayOf(created_at) <= period.date_to)
})

/** By the calendar of Intl, not of PostgreSQL. */
function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(instant)
}

function outcomesOf(some: Row[]) {
  const isCancelled = ({ error_message }: Row) => error_message === 'cancelled'
  const sum = (pick: (row: Row) => number | null) => some.reduce((total, row) => total + (pick(row) ?? 0), 0)
  return {
    exports: some.length,
    completed: some.filter(({ success }) => success).length,
    failed: some.filter((row) => !row.success && !isCancelled(row)).length,
    cancelled: some.filter(isCancelled).length,
    records: sum(({ record_count }) => record_count),
    bytes: sum(({ file_size }) => file_size),
  }
}

const groupsBy = (key: (row: Row) => string | null) =>
  [...Map.groupBy(rows, key)].filter((group): group is [string, Row[]] => group[0] !== null)

function percentile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below === undefined ? null : Math.round(below + (above! - below) * (place - Math.floor(place)))
}

describe('statistics', () => {
  it('are the recount of their rows, days cut in the company’s zone', async () => {
    const { exports, completed, failed, records, bytes } = outcomesOf(rows)
    const durations = rows.filter(({ success }) => success).map(({ duration_ms }) => duration_ms)
    const average = durations.reduce((sum, one) => sum + one, 0) / durations.length
    expect(rows.length).toBeGreaterThan(1000)
    expect(await getStatistics.execute(context, period)).toEqual({
      total_exports: exports,
      successful_exports: completed,
      failed_exports: failed,
      avg_duration_ms: Math.round(average * 100) / 100,
      total_file_size: bytes,
      total_records: records,
    })
  })

  it('without an end count everything, and nothing where nothing is', async () => {
    expect(await getStatistics.execute(context, {})).toMatchObject({ total_exports: 2004 })
    expect(await getStatistics.execute(context, { date_to: '2026-03-01' })).toEqual({
      ...{ total_exports: 0, successful_exports: 0, failed_exports: 0 },
      ...{ avg_duration_ms: null, total_file_size: 0, total_records: 0 },
    })
  })

  it('are for admins, and refuse days that are none', async () => {
    await expect(getStatistics.execute(manager, {})).rejects.toMatchObject({ code: 'forbidden' })
    for (const input of [
      { date_from: '2026-02-30' },
      { date_to: '0000-01-01' },
      { date_from: '2026-02-02', date_to: '2026-02-01' },
    ])
      await expect(getStatistics.execute(context, input)).rejects.toMatchObject({ code: 'invalid_request' })
    const long = { date_from: '2020-01-01', date_to: '2026-01-01' }
    for (const input of [long, { date_from: '2020-01-01' }])
      await expect(getAnalytics.execute(context, input)).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('analytics', () => {
  it('are the recount of their rows, in every figure', async () => {
    const found = await getAnalytics.execute(context, period)
    expect(found.period).toEqual({ ...period, time_zone: 'Europe/Berlin' })
    expect(found.totals).toEqual(outcomesOf(rows))
    const days = groupsBy(({ created_at }) => dayOf(created_at)).sort(([a], [b]) => (a < b ? -1 : 1))
    expect(found.per_day).toEqual(days.map(([day, group]) => ({ day, ...outcomesOf(group) })))
    const byKey = <T extends object>(list: T[], key: keyof T) =>
      Object.fromEntries(list.map(({ [key]: name, ...rest }) => [String(name), rest]))
    const recount = (key: (row: Row) => string | null) =>
      Object.fromEntries(groupsBy(key).map(([name, group]) => [name, outcomesOf(group)]))
    expect(byKey(found.by_type, 'export_type')).toEqual(recount(({ export_type }) => export_type))
    expect(byKey(found.by_format, 'format')).toEqual(recount(({ format }) => format))
    const { completed, failed, cancelled } = outcomesOf(rows)
    expect(found.by_status.map(({ exports }) => exports)).toEqual([completed, failed, cancelled])
    for (const { export_type, format, exports, ...speed } of found.speed) {
      const group = rows.filter((row) => row.export_type === export_type && row.format === format)
      const waits = group.flatMap(({ wait_ms }) => wait_ms ?? [])
      const runs = group.filter(({ success }) => success).map(({ duration_ms }) => duration_ms)
      expect([exports, speed]).toEqual([
        group.length,
        {
          wait_p50_ms: percentile(waits, 0.5),
          wait_p95_ms: percentile(waits, 0.95),
          run_p50_ms: percentile(runs, 0.5),
          run_p95_ms: percentile(runs, 0.95),
        },
      ])
    }
    const people = found.people.map(({ user, ...rest }) => [user?.id, rest])
    expect(Object.fromEntries(people)).toEqual(recount(({ created_by }) => created_by))
    const node = ({ worker_node }: Row) => worker_node?.replace(/:\d+$/, '') ?? null
    const workers = found.workers.map(({ worker, last_seen_at: _, ...rest }) => [worker, rest])
    expect(Object.fromEntries(workers)).toEqual(recount(node))
    expect(found.templates).toEqual([
      {
        template_id: '00000000-0000-4000-8000-000000000007',
        template_name: 'Stock to reorder',
        exports: rows.filter(({ template_id }) => template_id).length,
      },
    ])
  })

  it('name each failure with its number and its latest exports', async () => {
    const { failures } = await getAnalytics.execute(context, period)
    const failed = rows.filter(({ success, error_message }) => !success && error_message !== 'cancelled')
    const recount = Map.groupBy(failed, ({ error_message }) => error_message)
    expect(failures.map(({ code }) => code).sort()).toEqual([...recount.keys()].sort())
    for (const { code, exports, latest } of failures) {
      const group = recount.get(code)!.sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
      expect(exports).toBe(group.length)
      expect(latest.map(({ id }) => id)).toEqual(group.slice(0, 5).map(({ export_id }) => export_id))
    }
  })

  it('have every day of the period, and thirty when none is named', async () => {
    const { per_day } = await getAnalytics.execute(context, {
      date_from: '2026-02-27',
      date_to: '2026-03-02',
    })
    expect(per_day.map(({ day, exports }) => [day, exports])).toEqual([
      ['2026-02-27', 0],
      ['2026-02-28', 0],
      ['2026-03-01', 0],
      ['2026-03-02', 0],
    ])
    expect((await getAnalytics.execute(context, {})).per_day).toHaveLength(30)
  })

  it('tell how long a run waited, what is stored, and what nobody opened', async () => {
    const own = await contextOf(await createTenant(3), 'admin')
    const first = await finishedExport(own, { export_name: 'Opened' })
    const second = await finishedExport(own, { export_name: 'Left alone' })
    await ownerRows(
      `insert into export_download_logs (tenant_id, export_id, file_name, user_id)
       select tenant_id, id, file_name, created_by from data_exports where id = $1`,
      [first.id],
    )
    await ownerRows(`update data_exports set completed_at = now() - interval '2 days' where id = $1`, [
      first.id,
    ])
    const found = await getAnalytics.execute(own, {})
    expect(found.never_opened).toMatchObject({
      exports: 1,
      bytes: second.file_size,
      latest: [{ id: second.id, export_name: 'Left alone', user: { email: own.principal.email } }],
    })
    expect(found.storage_by_age).toEqual([
      { age: 'under_1_day', exports: 1, bytes: second.file_size },
      { age: '1_to_7_days', exports: 1, bytes: first.file_size },
      { age: '7_to_30_days', exports: 0, bytes: 0 },
      { age: 'over_30_days', exports: 0, bytes: 0 },
    ])
    const waits = await ownerRows<{ wait_ms: number; expected: number }>(
      `select s.wait_ms, (extract(epoch from a.started_at - date_trunc('milliseconds', e.queued_at)) * 1000)::int as expected
       from export_statistics s join data_exports e on e.id = s.export_id
       join export_attempts a on a.export_id = e.id where s.tenant_id = $1`,
      [own.principal.tenantId],
    )
    expect(waits).toHaveLength(2)
    for (const { wait_ms, expected } of waits) expect(wait_ms).toBe(expected)
    expect(found.people).toMatchObject([{ user: { email: own.principal.email }, exports: 2, completed: 2 }])
  })
})
