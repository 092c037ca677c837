import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { schedule } from '../../../../../tests/support/schedules.ts'
import { backfillSchedule } from '../commands/backfill.ts'
import { deleteSchedule } from '../commands/delete.ts'
import { runScheduleNow } from '../commands/run-now.ts'
import { getSchedule } from './get.ts'
import { listSchedules } from './list.ts'
import { listRuns } from './list-runs.ts'
import { previewSchedule } from './preview.ts'
import { rehearseDay } from './rehearse.ts'

let tenant: Awaited<ReturnType<typeof createTenant>>
let admin: Context
let superAdmin: Context
let stranger: Context

beforeAll(async () => {
  tenant = await createTenant(1)
  ;({ admin, super_admin: superAdmin } = await contextsOf(tenant))
  stranger = await contextOf(await createTenant(1), 'super_admin')
})

describe('what is to come', () => {
  it('is told before anything is saved, with what clocks do', async () => {
    const { in_words, runs } = await previewSchedule.execute(admin, {
      frequency: 'daily',
      time_of_day: '02:30',
      time_zone: 'Europe/Berlin',
      after: '2026-03-27T12:00:00Z',
      export_type: 'sales',
      filters: { date_from: '2026-01-01', date_to: '2026-01-31' },
    })
    expect(in_words).toBe('Every day at 02:30 in Europe/Berlin')
    expect(runs).toHaveLength(10)
    expect(runs.slice(0, 3)).toEqual([
      {
        at: '2026-03-28T01:30:00.000Z',
        local: '2026-03-28T02:30',
        utc_offset: '+01:00',
        note: null,
        window: { from: '2026-01-01', to: '2026-01-31' },
      },
      expect.objectContaining({
        at: '2026-03-29T01:00:00.000Z',
        utc_offset: '+02:00',
        note: 'Clocks go forward: there is no 02:30, so it runs at 03:00.',
      }),
      expect.objectContaining({ at: '2026-03-30T00:30:00.000Z', note: null }),
    ])
  })

  it('has for each time the days that a period means then', async () => {
    const { runs } = await previewSchedule.execute(admin, {
      frequency: 'monthly',
      day_of_month: 1,
      time_of_day: '00:30',
      time_zone: 'Pacific/Auckland',
      after: '2026-12-31T00:00:00Z',
      export_type: 'sales',
      filters: { period: 'previous_month' },
    })
    expect(runs.slice(0, 3).map(({ local, window }) => [local, window])).toEqual([
      ['2027-01-01T00:30', { from: '2026-12-01', to: '2026-12-31' }],
      ['2027-02-01T00:30', { from: '2027-01-01', to: '2027-01-31' }],
      ['2027-03-01T00:30', { from: '2027-02-01', to: '2027-02-28' }],
    ])
  })

  it('on any day is told for every schedule that runs, in order', async () => {
    const late = await schedule(admin, {
      schedule_name: 'Late',
      frequency: 'yearly',
      month: 12,
      day_of_month: 24,
      time_of_day: '20:00',
    })
    const often = await schedule(admin, { schedule_name: 'Often', cron_expression: '* * * * *' })
    const early = await schedule(admin, { schedule_name: 'Early', cron_expression: '0 6,7 24 12 *' })
    await schedule(admin, { schedule_name: 'Paused', cron_expression: '0 6 24 12 *', is_active: false })
    const { schedules, has_more, time_zone } = await rehearseDay.execute(admin, { date: '2030-12-24' })
    expect([time_zone, has_more]).toEqual(['Europe/Berlin', false])
    expect(schedules.map(({ id, run_count, runs }) => [id, run_count, runs.at(-1)!.at])).toEqual([
      [often.id, 1440, '2030-12-23T23:09:00.000Z'],
      [early.id, 2, '2030-12-24T07:00:00.000Z'],
      [late.id, 1, '2030-12-24T20:00:00.000Z'],
    ])
    for (const { id } of [often, early, late]) await deleteSchedule.execute(admin, { id })
    expect((await rehearseDay.execute(admin, { date: '2030-12-24' })).schedules).toEqual([])
  })
})

describe('the history', () => {
  it('is paged, latest first, with the days and the rows of each run', async () => {
    const { id } = await schedule(admin, { export_type: 'sales', filters: { date_from: '2026-01-01' } })
    await ownerRows(
      `insert into export_occurrences (tenant_id, schedule_id, scheduled_for, state, reason)
        select $1, $2, '2026-01-01'::timestamptz + n * interval '1 day', 'missed', 'downtime' from generate_series(1, 5) n`,
      [tenant.id, id],
    )
    const run = await runScheduleNow.execute(admin, { id })
    await ownerRows('update data_exports set record_count = 7 where id = $1', [run.export_id])
    const first = await listRuns.execute(admin, { id, limit: 2 })
    expect(first.items[0]).toMatchObject({ rows: 7, window: { from: '2026-01-01', to: null } })
    expect(first.items[1]).toMatchObject({ state: 'missed', message: 'Missed: no worker ran at that time.' })
    expect(first.pagination).toMatchObject({ total: 6, pages: 3, has_more: true })
    const seen = [...first.items]
    for (let cursor = first.pagination.next_cursor; cursor; ) {
      const page = await listRuns.execute(admin, { id, limit: 2, cursor })
      seen.push(...page.items)
      cursor = page.pagination.next_cursor
    }
    const days = seen.map(({ scheduled_for }) => scheduled_for)
    expect(days).toEqual([...new Set(days)].sort().reverse())
    expect(seen).toHaveLength(6)
    expect((await getSchedule.execute(admin, { id })).recent_runs).toEqual(seen.slice(0, 5))
  })
})

describe('days at the ends of the calendar', () => {
  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('are planned or refused, such as %s', async (day) => {
    const { id } = await schedule(admin, { export_type: 'sales', filters: { period: 'previous_month' } })
    const refused = (error: unknown) => expect(error).toMatchObject({ code: 'invalid_request' })
    const rule = { frequency: 'daily', export_type: 'sales', filters: { period: 'previous_month' } } as const
    await previewSchedule.execute(admin, { ...rule, after: `${day}T00:00:00Z` }).catch(refused)
    await rehearseDay.execute(admin, { date: day }).catch(refused)
    await listRuns.execute(admin, { id, cursor: `${day}T00:00:00Z` }).catch(refused)
    await backfillSchedule.execute(admin, { id, days: [day] }).catch(refused)
    await deleteSchedule.execute(admin, { id })
  })
})

describe('the list', () => {
  it('has every schedule of the company for its admins, the next to run first', async () => {
    await schedule(admin, { schedule_name: 'The second of two', cron_expression: '0 0 1 1 *' })
    await schedule(admin, { schedule_name: 'The first of two', cron_expression: '0 * * * *' })
    const { items, pagination } = await listSchedules.execute(superAdmin, { limit: 100, is_active: 'true' })
    expect(pagination.total).toBe(items.length)
    const times = items.flatMap(({ next_run }) => next_run ?? [])
    expect(times).toEqual([...times].sort())
    const found = await listSchedules.execute(superAdmin, { search: 'SECOND of' })
    expect(found.items.map(({ schedule_name }) => schedule_name)).toEqual(['The second of two'])
    expect((await listSchedules.execute(stranger, {})).items).toEqual([])
  })

  it('is paged by a cursor, each schedule once, those that wait for a person last', async () => {
    const own = await contextOf(await createTenant(1), 'admin')
    const { id } = await schedule(own)
    await ownerRows(
      `insert into export_schedules (tenant_id, schedule_name, export_type, format, frequency, time_of_day, time_zone,
         owner_id, created_by, next_run, is_active)
       select tenant_id, 'Copy ' || n, export_type, format, frequency, time_of_day, time_zone, owner_id, created_by,
         case when n % 2 = 0 then next_run + n / 4 * interval '1 microsecond' end, n % 2 = 0
       from export_schedules, generate_series(1, 24) n where id = $1`,
      [id],
    )
    const whole = (await listSchedules.execute(own, { limit: 100 })).items
    expect(whole.map(({ is_active }) => is_active)).toEqual([
      ...Array(13).fill(true),
      ...Array(12).fill(false),
    ])
    const paged = []
    let cursor: string | undefined
    do {
      const { items, pagination } = await listSchedules.execute(own, { limit: 3, cursor })
      paged.push(...items)
      cursor = pagination.next_cursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole)
    const foreign = Buffer.from('["2026-01-01","x"]').toString('base64url')
    for (const wrong of ['x', foreign])
      await expect(listSchedules.execute(own, { cursor: wrong })).rejects.toMatchObject({
        code: 'invalid_request',
      })
  })

  it('comes out of the index of its order, also behind a cursor and under row-level security', async () => {
    const tenantId = admin.principal.tenantId
    const plan = await transaction(tenantId, 'read only', async (tx) => {
      await tx.$client.query('set local enable_seqscan = off; set local enable_sort = off')
      const at = `case when next_run is null then 'infinity'::timestamptz else next_run end`
      const { rows } = await tx.$client.query<Record<string, string>>(
        `explain select id from export_schedules
         where (${at}, id) > ('2026-01-01', '01980000-0000-7000-8000-000000000001')
         order by ${at}, id limit 51`,
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toMatch(/using export_schedules_next_run_idx[\s\S]*Index Cond: .*ROW\(CASE/)
  })
})
