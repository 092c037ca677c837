import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import type { AppError } from '#src/lib/errors.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { letPass, occurrencesOf, schedule, scheduleState } from '../../../../../tests/support/schedules.ts'
import { getSchedule } from '../queries/get.ts'
import { listSchedules } from '../queries/list.ts'
import { listRuns } from '../queries/list-runs.ts'
import { backfillSchedule } from './backfill.ts'
import { deleteSchedule } from './delete.ts'
import { handOverSchedule } from './hand-over.ts'
import { pauseSchedule } from './pause.ts'
import { resumeSchedule } from './resume.ts'
import { runScheduleNow } from './run-now.ts'
import { sendTest } from './send-test.ts'
import { updateSchedule } from './update.ts'

let tenant: Awaited<ReturnType<typeof createTenant>>
let admin: Context
let superAdmin: Context
let manager: Context
let stranger: Context

beforeAll(async () => {
  tenant = await createTenant(3)
  ;({ admin, super_admin: superAdmin, manager } = await contextsOf(tenant))
  stranger = await contextOf(await createTenant(1), 'super_admin')
})

const errorOf = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => {
      throw new Error('nothing was refused')
    },
    (error) => error,
  )
const pathsOf = async (call: Promise<unknown>) =>
  (await errorOf(call)).details.errors?.map(({ path, message }) => `${path}: ${message}`) ?? []
const user = (role: string) => tenant.users.find((candidate) => candidate.role === role)!

describe('a new schedule', () => {
  it('says in words when it runs, knows its next time, and leaves an audit entry', async () => {
    const made = await schedule(admin, {
      frequency: 'monthly',
      day_of_month: 31,
      time_of_day: '06:30',
      time_zone: 'Asia/Kolkata',
      recipients: [user('manager').email.toUpperCase()],
    })
    expect(made).toMatchObject({
      in_words: 'On the 31st of every month at 06:30 in Asia/Kolkata',
      day_of_month: '31',
      is_active: true,
      hold: null,
      version: 1,
      owner: { id: admin.principal.userId, is_active: true },
      recipients: [user('manager').email],
    })
    expect(made.next_run).toMatch(/T01:00:00.000Z$/)
    expect(Date.parse(made.next_run!)).toBeGreaterThan(Date.now())
    const entries = await ownerRows(`select action, user_id from audit_entries where subject_id = $1`, [
      made.id,
    ])
    expect(entries).toEqual([{ action: 'schedule.created', user_id: admin.principal.userId }])
    expect(await getSchedule.execute(admin, { id: made.id })).toEqual(made)
  })

  it.each<[Parameters<typeof schedule>[1], string]>([
    [{ weekdays: ['monday'] }, 'weekdays: does not belong to a daily schedule; leave it out'],
    [
      { frequency: 'weekly', day_of_month: 3 },
      'day_of_month: does not belong to a weekly schedule; leave it out',
    ],
    [{ frequency: 'monthly', day_of_month: 32 }, 'day_of_month: must be 1 to 31, last'],
    [{ frequency: 'quarterly', month: 4 }, 'month: must be 1, 2 or 3'],
    [{ time_of_day: '7:30' }, 'time_of_day: must be a time as HH:MM'],
    [{ time_zone: 'Berlin' }, 'time_zone: must be an IANA time zone'],
    [{ cron_expression: '0 7 * *' }, 'cron_expression: must have five fields'],
    [{ cron_expression: '0 7 31 2 *' }, 'cron_expression: never happens'],
    [
      { cron_expression: '0 7 * * *', time_of_day: '07:00' },
      'time_of_day: is already set by cron_expression',
    ],
    [{ export_type: 'nothing' }, 'export_type: must be one of: '],
    [{ columns: ['nothing'] }, 'columns.0: must be one of: '],
    [
      { recipients: ['nobody@elsewhere.example'] },
      'recipients.0: nobody@elsewhere.example has no account here',
    ],
    [{ time_of_dya: '07:00' } as object, 'time_of_dya: unknown key'],
  ])('%j is refused with where and what is allowed', async (changes, expected) => {
    expect((await pathsOf(schedule(admin, changes))).join()).toContain(expected)
  })

  it('of pay goes to nobody who may not read it', async () => {
    const recipients = [user('admin').email, user('manager').email, user('disabled').email]
    const found = await pathsOf(schedule(admin, { export_type: 'payroll', recipients }))
    expect(found.map((text) => text.slice(0, 13))).toEqual(['recipients.1:', 'recipients.2:'])
  })
})

describe('a change of a schedule', () => {
  it('keeps what is left out, and works the next time out again', async () => {
    const made = await schedule(admin, { recipients: [user('manager').email], filters: { search: 'a' } })
    const changed = await updateSchedule.execute(admin, {
      id: made.id,
      frequency: 'weekly',
      weekdays: ['sunday'],
    })
    expect(changed).toMatchObject({
      in_words: 'Every Sunday at 07:00 in UTC',
      recipients: [user('manager').email],
      filters: { search: 'a' },
      version: 2,
    })
    expect(new Date(changed.next_run!).getUTCDay()).toBe(0)
  })

  it('to a frequency takes an older cron expression away', async () => {
    const made = await schedule(admin, { cron_expression: '30 7 * * 1-5' })
    const changed = await updateSchedule.execute(admin, { id: made.id, frequency: 'daily' })
    expect(changed).toMatchObject({ cron_expression: null, in_words: 'Every day at 07:00 in UTC' })
  })

  it('of something else does not lose a time that is due just now', async () => {
    const made = await schedule(admin)
    const due = await letPass(made.id)
    await updateSchedule.execute(admin, { id: made.id, schedule_name: 'Another name' })
    expect((await scheduleState(made.id)).next_run).toEqual(due)
  })

  it('from an older version is refused, and of two at once one wins', async () => {
    const { id } = await schedule(admin)
    await updateSchedule.execute({ ...admin, ifMatch: '"1"' }, { id, schedule_name: 'First' })
    const late = errorOf(updateSchedule.execute({ ...admin, ifMatch: '"1"' }, { id, schedule_name: 'Late' }))
    expect(await late).toMatchObject({ code: 'precondition_failed' })
    const both = await Promise.allSettled(
      ['Left', 'Right'].map((schedule_name) =>
        updateSchedule.execute(superAdmin, { id, schedule_name, version: 2 }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await scheduleState(id)).toMatchObject({ version: 3 })
  })
})

describe('pause and resume', () => {
  it('take the next time away and bring the next one of the calendar, however often', async () => {
    const { id } = await schedule(admin)
    await letPass(id)
    for (let turn = 0; turn < 2; turn++) {
      expect(await pauseSchedule.execute(admin, { id })).toMatchObject({ is_active: false, next_run: null })
    }
    const resumed = await resumeSchedule.execute(admin, { id })
    expect(resumed.is_active).toBe(true)
    expect(Date.parse(resumed.next_run!)).toBeGreaterThan(Date.now())
    const again = await resumeSchedule.execute(admin, { id })
    expect(again.next_run).toBe(resumed.next_run)
  })

  it('of one on hold needs an owner with the right; handing it over brings one', async () => {
    const { id } = await schedule(superAdmin, { export_type: 'payroll' })
    await ownerRows(
      `update export_schedules set hold_reason = 'owner_inactive', held_at = now(), next_run = null where id = $1`,
      [id],
    )
    await ownerRows('update users set disabled_at = now() where id = $1', [superAdmin.principal.userId])
    const refused = await errorOf(resumeSchedule.execute(admin, { id }))
    expect(refused).toMatchObject({ code: 'conflict' })
    expect(refused.message).toContain('Hand it over to an active admin.')
    for (const role of ['manager', 'disabled']) {
      const call = handOverSchedule.execute(admin, { id, owner_id: user(role).id })
      expect((await pathsOf(call)).join()).toMatch(/^owner_id: must be an/)
    }
    const foreign = handOverSchedule.execute(admin, { id, owner_id: stranger.principal.userId })
    expect((await pathsOf(foreign)).join()).toContain('an active member of your company')

    const given = await handOverSchedule.execute(admin, { id, owner_id: user('admin').id })
    expect(given).toMatchObject({ owner: { id: user('admin').id }, hold: null, is_active: true })
    expect(given.next_run).not.toBeNull()
    await ownerRows('update users set disabled_at = null where id = $1', [superAdmin.principal.userId])
  })
})

describe('a run by hand', () => {
  it('goes to the recipients with the rights of the owner, and leaves the next time as it is', async () => {
    const made = await schedule(admin, { recipients: [user('manager').email] })
    const run = await runScheduleNow.execute(superAdmin, { id: made.id })
    expect(run).toMatchObject({ trigger: 'manual', state: 'started', export_status: 'pending' })
    const [exported] = await ownerRows('select * from data_exports where id = $1', [run.export_id])
    expect(exported).toMatchObject({
      created_by: admin.principal.userId,
      schedule_id: made.id,
      recipients: [user('manager').email],
    })
    expect((await getSchedule.execute(admin, { id: made.id })).next_run).toBe(made.next_run)
    const again = await errorOf(runScheduleNow.execute(admin, { id: made.id }))
    expect(again).toMatchObject({ code: 'conflict', message: expect.stringContaining('not finished yet') })
  })

  it('as a test goes to whoever requested it alone, and the schedule does not wait for it', async () => {
    const { id } = await schedule(admin, { recipients: [user('manager').email], is_active: false })
    const test = await sendTest.execute(superAdmin, { id })
    const [exported] = await ownerRows('select * from data_exports where id = $1', [test.export_id])
    expect(exported).toMatchObject({
      created_by: superAdmin.principal.userId,
      schedule_id: null,
      recipients: [user('super_admin').email],
    })
    expect((exported as { export_name: string }).export_name).toMatch(/^Test of A schedule \d{4}-/)
    expect(await runScheduleNow.execute(admin, { id })).toMatchObject({ state: 'started' })
  })
})

describe('past days', () => {
  it('are made good once each, those that were skipped too, and keep their own time', async () => {
    const { id } = await schedule(admin, { time_of_day: '05:00' })
    await ownerRows(
      `insert into export_occurrences (tenant_id, schedule_id, scheduled_for, state, reason)
        values ($1, $2, '2026-11-02T05:00Z', 'missed', 'downtime')`,
      [tenant.id, id],
    )
    const days = ['2026-11-02', '2026-11-01', '2026-11-02']
    const { days: first } = await backfillSchedule.execute(admin, { id, days })
    expect(first.map(({ day, result, runs }) => [day, result, runs.length])).toEqual([
      ['2026-11-01', 'started', 1],
      ['2026-11-02', 'started', 1],
    ])
    expect((await occurrencesOf(id)).map(({ state, trigger, reason }) => [state, trigger, reason])).toEqual([
      ['started', 'backfill', null],
      ['started', 'backfill', null],
    ])
    const { days: second } = await backfillSchedule.execute(admin, { id, days })
    expect(second.map(({ result }) => result)).toEqual(['already_run', 'already_run'])
    expect(await ownerRows('select from data_exports where schedule_id = $1', [id])).toHaveLength(2)
  })

  it('have the days that a period meant then, in the occurrence and in the export', async () => {
    const { id } = await schedule(admin, {
      export_type: 'sales',
      frequency: 'monthly',
      filters: { period: 'previous_month' },
    })
    const { days } = await backfillSchedule.execute(admin, { id, days: ['2026-03-01'] })
    const window = { from: '2026-02-01', to: '2026-02-28' }
    expect(days).toMatchObject([{ runs: [{ window }] }])
    const [exported] = await ownerRows('select filters from data_exports where schedule_id = $1', [id])
    expect(exported).toEqual({ filters: { date_from: window.from, date_to: window.to } })
  })

  it('without a time, or still to come, are refused by name', async () => {
    const { id } = await schedule(admin, { frequency: 'weekly', weekdays: ['monday'] })
    const days = ['2026-11-02', '2026-11-03', '2126-11-04']
    const found = await pathsOf(backfillSchedule.execute(admin, { id, days }))
    expect(found).toEqual([
      'days.1: has no run on 2026-11-03',
      'days.2: must be in the past; 2126-11-04 still has a run to come',
    ])
    const minutes = await schedule(admin, { cron_expression: '* * * * *' })
    const many = await pathsOf(backfillSchedule.execute(admin, { id: minutes.id, days: ['2026-11-02'] }))
    expect(many.join()).toContain('more than 100 runs')
  })
})

describe('others', () => {
  it('of another company are told nothing, and managers nothing either', async () => {
    const { id } = await schedule(admin)
    const calls = (context: Context, of: string) => [
      getSchedule.execute(context, { id: of }),
      listRuns.execute(context, { id: of }),
      updateSchedule.execute(context, { id: of, schedule_name: 'Mine' }),
      pauseSchedule.execute(context, { id: of }),
      resumeSchedule.execute(context, { id: of }),
      runScheduleNow.execute(context, { id: of }),
      sendTest.execute(context, { id: of }),
      backfillSchedule.execute(context, { id: of, days: ['2026-11-02'] }),
      handOverSchedule.execute(context, { id: of, owner_id: context.principal.userId }),
      deleteSchedule.execute(context, { id: of }),
    ]
    const codes = (found: Promise<unknown>[]) =>
      Promise.all(found.map(async (call) => (await errorOf(call)).code))
    expect(new Set(await codes(calls(stranger, id)))).toEqual(new Set(['not_found']))
    expect(new Set(await codes(calls(admin, randomUUID())))).toEqual(new Set(['not_found']))
    expect(
      new Set(await codes([...calls(manager, id), schedule(manager), listSchedules.execute(manager, {})])),
    ).toEqual(new Set(['forbidden']))
    expect(await scheduleState(id)).toMatchObject({ version: 1 })
  })
})
