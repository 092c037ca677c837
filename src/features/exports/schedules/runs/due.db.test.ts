import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { runPass } from '#src/lib/jobs/sweep.ts'
import { closeGate } from '../../../../../tests/support/gate.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { letPass, occurrencesOf, schedule, scheduleState } from '../../../../../tests/support/schedules.ts'
import { cancelExport } from '../../commands/cancel.ts'
import { updateGovernance } from '../../governance/commands/update.ts'
import { updateSchedule } from '../commands/update.ts'
import { dueSchedules } from '../sweeps.ts'
import { startDue } from './due.ts'

let tenant: Awaited<ReturnType<typeof createTenant>>
let admin: Context
let other: Context

beforeAll(async () => {
  tenant = await createTenant(3)
  ;({ admin, super_admin: other } = await contextsOf(tenant))
})

beforeEach(async () => {
  await ownerRows('update export_schedules set is_active = false, next_run = null')
})

const exportsOf = (scheduleId: string) =>
  ownerRows<{
    id: string
    status: string
    created_by: string
    recipients: string[]
    export_name: string
    jobs: number
  }>(
    `select e.*, (select count(*)::int from pgboss.job j where j.data->>'exportId' = e.id::text) as jobs
      from data_exports e where schedule_id = $1 order by created_at`,
    [scheduleId],
  )

const emailOf = (role: string) => tenant.users.find((user) => user.role === role)!.email
const idOf = (role: string) => tenant.users.find((user) => user.role === role)!.id

describe('a schedule whose time has come', () => {
  it('makes one export of its owner with one job, and moves on to the next time of its calendar', async () => {
    const { id } = await schedule(admin, { recipients: [emailOf('manager')], frequency: 'monthly' })
    const at = await letPass(id)
    expect(await startDue()).toBe(1)
    const [made, ...more] = await exportsOf(id)
    expect(more).toEqual([])
    expect(made).toMatchObject({
      status: 'pending',
      created_by: admin.principal.userId,
      recipients: [emailOf('manager')],
      export_name: `A schedule ${at.toISOString().slice(0, 10)}`,
      jobs: 1,
    })
    expect(await occurrencesOf(id)).toMatchObject([
      { scheduled_for: at, state: 'started', trigger: 'schedule', export_id: made!.id },
    ])
    const { next_run, last_run } = await scheduleState(id)
    expect(last_run).toEqual(at)
    expect(next_run!.toISOString()).toMatch(/-01T07:00:00.000Z$/)
    const audits = await ownerRows(
      `select action, user_id, details->>'schedule_id' as schedule from audit_entries where subject_id = $1`,
      [made!.id],
    )
    expect(audits).toEqual([{ action: 'export.created', user_id: null, schedule: id }])
    expect(await startDue()).toBe(0)
  })

  it('runs once however many schedulers see it at the same moment', async () => {
    const { id } = await schedule(admin)
    await letPass(id)
    const gate = await closeGate({ table: 'data_exports', on: 'insert' })
    const first = startDue()
    await gate.reached()
    const others = [startDue(), startDue(), runPass(dueSchedules, { id: randomUUID(), name: 'third' })]
    expect(await Promise.all(others)).toEqual([0, 0, 0])
    await gate.open()
    expect(await first).toBe(1)
    expect(await exportsOf(id)).toHaveLength(1)
    expect(await occurrencesOf(id)).toHaveLength(1)
  })

  it('runs once even when a scheduler still believes in a time that was taken', async () => {
    const { id } = await schedule(admin)
    const at = await letPass(id)
    await startDue()
    await cancelExport.execute(admin, { id: (await exportsOf(id))[0]!.id })
    // The clock of the database was set back: the same time comes again.
    await ownerRows('update export_schedules set next_run = $2 where id = $1', [id, at])
    expect(await startDue()).toBe(1)
    expect(await exportsOf(id)).toHaveLength(1)
    expect((await scheduleState(id)).next_run!.getTime()).toBeGreaterThan(Date.now())
  })

  it('leaves nothing behind when its transaction fails, and has its turn again', async () => {
    const { id } = await schedule(admin)
    const at = await letPass(id)
    await ownerRows(
      `alter table data_exports add constraint broken check (schedule_id is distinct from '${id}')`,
    )
    expect(await startDue()).toBe(0)
    expect(await occurrencesOf(id)).toEqual([])
    expect((await scheduleState(id)).next_run).toEqual(at)
    await ownerRows('alter table data_exports drop constraint broken')
    expect(await startDue()).toBe(1)
    expect(await exportsOf(id)).toHaveLength(1)
  })

  it('runs without recipients whose domain is not allowed any more', async () => {
    const { id } = await schedule(admin, { recipients: [emailOf('manager')] })
    const { version } = await updateGovernance.execute(admin, {
      version: 0,
      recipient_domains: ['firm.example'],
    })
    await letPass(id)
    expect(await startDue()).toBe(1)
    await updateGovernance.execute(admin, { version, recipient_domains: [] })
    expect((await exportsOf(id))[0]).toMatchObject({ recipients: [], jobs: 1 })
    expect(await occurrencesOf(id)).toMatchObject([
      { state: 'started', recipients_left_out: [emailOf('manager')] },
    ])
  })

  it('is not run while it is paused or on hold', async () => {
    const { id: paused } = await schedule(admin, { is_active: false })
    const { id: held } = await schedule(admin)
    await letPass(paused)
    await letPass(held)
    await ownerRows(
      `update export_schedules set hold_reason = 'rights_lost', held_at = now() where id = $1`,
      [held],
    )
    expect(await startDue()).toBe(0)
  })
})

describe('times that were missed', () => {
  const daysAgo = '3 days 1 hour'

  it('are made good by one run, of the latest', async () => {
    const { id } = await schedule(admin, { cron_expression: '*/30 * * * *' })
    await letPass(id, '2 hours')
    await startDue()
    const found = await occurrencesOf(id)
    expect(found.at(-1)).toMatchObject({ state: 'started' })
    expect(found.slice(0, -1).map(({ state, reason }) => `${state} ${reason}`)).toEqual(
      found.slice(0, -1).map(() => 'missed downtime'),
    )
    expect(found.length).toBeGreaterThanOrEqual(4)
    expect(await exportsOf(id)).toHaveLength(1)
  })

  it('are recorded and left alone by a schedule that skips them', async () => {
    const { id } = await schedule(admin, { missed_policy: 'skip', time_of_day: '00:00' })
    // Far enough from midnight that no time of today is fresh.
    await letPass(id, daysAgo)
    await ownerRows(
      `update export_schedules set next_run = date_trunc('day', next_run at time zone 'UTC') at time zone 'UTC',
        time_of_day = to_char((now() at time zone 'UTC') - interval '1 hour', 'HH24:MI') where id = $1`,
      [id],
    )
    await startDue()
    const states = (await occurrencesOf(id)).map(({ state, reason }) => `${state} ${reason}`)
    expect(new Set(states)).toEqual(new Set(['missed downtime_policy']))
    expect(states.length).toBeGreaterThanOrEqual(3)
    expect(await exportsOf(id)).toEqual([])
  })

  it('of a restart within minutes are run all the same', async () => {
    const { id } = await schedule(admin, { missed_policy: 'skip' })
    await letPass(id, '2 minutes')
    await startDue()
    expect(await occurrencesOf(id)).toMatchObject([{ state: 'started' }])
  })

  it('of weeks with a run a minute are told without end, but not without limit', async () => {
    const { id } = await schedule(admin, { cron_expression: '* * * * *' })
    await letPass(id, '30 days')
    await startDue()
    const found = await occurrencesOf(id)
    expect(found).toHaveLength(501)
    expect(found.filter(({ state }) => state === 'started')).toHaveLength(1)
    expect(found.at(-1)!.state).toBe('started')
  })
})

describe('a time that comes', () => {
  it('while the file before is not finished is skipped, and said so', async () => {
    const { id } = await schedule(admin)
    await letPass(id, '2 seconds')
    await startDue()
    await letPass(id)
    await startDue()
    expect(await occurrencesOf(id)).toMatchObject([
      { state: 'started' },
      { state: 'skipped', reason: 'overlap', export_id: null },
    ])
    expect(await exportsOf(id)).toHaveLength(1)
  })

  it.each([
    [true, [{ state: 'skipped', reason: 'no_rows', rows: 0, export_id: null }], 0],
    [false, [{ state: 'started', reason: null }], 1],
  ])('without a row, when empty files are skipped: %s', async (skip_when_empty, occurrences, exported) => {
    const { id } = await schedule(admin, { skip_when_empty, filters: { search: 'nobody is called so' } })
    await letPass(id)
    await startDue()
    expect(await occurrencesOf(id)).toMatchObject(occurrences)
    expect(await exportsOf(id)).toHaveLength(exported)
  })

  it('with a row is run by a schedule that skips empty files', async () => {
    const { id } = await schedule(admin, { skip_when_empty: true })
    await letPass(id)
    await startDue()
    expect(await occurrencesOf(id)).toMatchObject([{ state: 'started' }])
  })

  it('for a recipient who left goes to the others, and says who was left out', async () => {
    const { id } = await schedule(admin, { recipients: [emailOf('manager'), emailOf('manager2')] })
    await ownerRows('update users set disabled_at = now() where id = $1', [idOf('manager2')])
    await letPass(id)
    await startDue()
    expect(await occurrencesOf(id)).toMatchObject([{ recipients_left_out: [emailOf('manager2')] }])
    expect(await exportsOf(id)).toMatchObject([{ recipients: [emailOf('manager')] }])
    await ownerRows('update users set disabled_at = null where id = $1', [idOf('manager2')])
  })
})

describe('an owner', () => {
  const mailsOf = (scheduleId: string) =>
    ownerRows<{ recipient: string; body: string }>(
      `select m.recipient, m.body from outgoing_mails m join export_occurrences o on o.id = m.subject_id
        where o.schedule_id = $1 and m.kind = 'schedule_held' order by m.recipient`,
      [scheduleId],
    )

  it.each([
    ['owner_inactive', `update users set disabled_at = now()`, 'update users set disabled_at = null'],
    ['owner_demoted', `update users set role = 'manager'`, `update users set role = 'admin'`],
  ])('who is no longer what they were puts the schedule on hold: %s', async (reason, change, restore) => {
    const { id } = await schedule(admin)
    await letPass(id)
    await ownerRows(`${change} where id = $1`, [admin.principal.userId])
    await startDue()
    expect(await exportsOf(id)).toEqual([])
    expect(await occurrencesOf(id)).toMatchObject([{ state: 'held', reason }])
    expect(await scheduleState(id)).toMatchObject({ hold_reason: reason, next_run: null, is_active: true })
    const told = (await mailsOf(id)).map(({ recipient }) => recipient)
    const expected =
      reason === 'owner_inactive' ? [emailOf('super_admin')] : [emailOf('admin'), emailOf('super_admin')]
    expect(told).toEqual(expected.sort())
    await startDue()
    expect(await mailsOf(id)).toHaveLength(expected.length)
    await ownerRows(`${restore} where id = $1`, [admin.principal.userId])
  })

  it('whose schedule uses a column that is gone is told the next step', async () => {
    const { id } = await schedule(admin, { columns: ['name'] })
    await letPass(id)
    await ownerRows(`update export_schedules set columns = '["gone"]' where id = $1`, [id])
    await startDue()
    expect(await scheduleState(id)).toMatchObject({ hold_reason: 'request_outdated' })
    const [mail] = await mailsOf(id)
    expect(mail!.body).toContain('Edit the schedule and replace what is missing.')
    expect(mail!.body).toContain(`/exports/schedules/${id}`)

    const changed = await updateSchedule.execute(other, { id, columns: ['name'] })
    expect(changed).toMatchObject({ hold: null, is_active: true })
    expect(changed.next_run).not.toBeNull()
  })

  it('of a schedule whose zone is gone is asked for another one', async () => {
    const { id } = await schedule(admin)
    await letPass(id)
    await ownerRows(`update export_schedules set time_zone = 'Mars/Olympus' where id = $1`, [id])
    await startDue()
    expect(await scheduleState(id)).toMatchObject({ hold_reason: 'rule_outdated' })
  })
})
