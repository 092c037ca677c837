import { beforeEach, describe, expect, it } from 'vitest'
import { runAgain } from '#src/features/exports/commands/again.ts'
import { cancelExport } from '#src/features/exports/commands/cancel.ts'
import { shareExport } from '#src/features/exports/commands/share.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { getStatistics } from '#src/features/exports/statistics/service.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf } from '../../../../tests/support/exports.ts'
import { finishedExport, runNow } from '../../../../tests/support/finished-export.ts'
import { closeGate } from '../../../../tests/support/gate.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { schedule } from '../../../../tests/support/schedules.ts'
import { until } from '../../../../tests/support/until.ts'
import { approveExport, rejectExport } from './commands/decide.ts'
import { dismissAlert } from './commands/dismiss-alert.ts'
import { updateGovernance } from './commands/update.ts'
import { getApproval, listAlerts, listApprovals } from './queries/approvals.ts'
import { getGovernance } from './queries/settings.ts'
import { endUndecided } from './sweeps.ts'

let admin: Context
let boss: Context
let manager: Context

beforeEach(async () => {
  ;({ admin, super_admin: boss, manager } = await contextsOf(await createTenant(5)))
})

const rule = (changes: object) => updateGovernance.execute(admin, { version: 0, ...changes })
const jobsOf = (id: string) =>
  ownerRows(`select from pgboss.job where name = 'exports.run' and data->>'exportId' = $1`, [id])
const mailsOf = async (id: string, kind: string) =>
  (
    await ownerRows(
      'select recipient from outgoing_mails where subject_id = $1 and kind = $2 order by recipient',
      [id, kind],
    )
  ).map(({ recipient }) => recipient)
const untilBlocked = () =>
  until('one transaction waits for another', async () => {
    const rows = await ownerRows(
      `select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`,
    )
    return rows.length > 0
  })

describe('the rules of a company', () => {
  it('limit nothing until an admin sets one, and change one version at a time', async () => {
    expect(await getGovernance.execute(admin, {})).toMatchObject({
      recipient_domains: [],
      retention_days: null,
      approvers: 2,
      version: 0,
    })
    await expect(getGovernance.execute(manager, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateGovernance.execute(admin, { alert_rows: 5 })).rejects.toMatchObject({
      code: 'precondition_required',
    })
    const saved = await rule({ alert_rows: 5, recipient_domains: ['Firm.example', 'firm.example'] })
    expect(saved).toMatchObject({ alert_rows: 5, recipient_domains: ['firm.example'], version: 1 })
    await expect(rule({ alert_rows: 6 })).rejects.toMatchObject({ code: 'precondition_failed' })
    const header = { ...admin, ifMatch: '"1"' }
    expect(await updateGovernance.execute(header, { alert_rows: null })).toMatchObject({
      alert_rows: null,
      recipient_domains: ['firm.example'],
      version: 2,
    })
    const audited = await ownerRows(
      `select details from audit_entries where action = 'governance.updated' and tenant_id = $1 order by id`,
      [admin.principal.tenantId],
    )
    expect(audited.map(({ details }) => details.version)).toEqual([1, 2])
  })

  it('of two first saves at once one wins', async () => {
    const both = await Promise.allSettled([rule({ alert_rows: 1 }), rule({ alert_rows: 2 })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('refuse what is no domain, and a longer retention than the installation’s', async () => {
    for (const recipient_domains of [['@firm.example'], ['firm'], ['*.example']])
      await expect(rule({ recipient_domains })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(rule({ retention_days: 8 })).rejects.toMatchObject({
      details: { errors: [{ path: 'retention_days' }] },
    })
  })

  it('keep recipients of other domains away', async () => {
    await rule({ recipient_domains: ['firm.example'] })
    await expect(ask(manager, { recipients: [manager.principal.email] })).rejects.toMatchObject({
      details: { errors: [{ path: 'recipients.0' }] },
    })
    await expect(ask(manager)).resolves.toMatchObject({ status: 'pending' })
    await expect(schedule(admin, { recipients: [manager.principal.email] })).rejects.toMatchObject({
      details: { errors: [{ path: 'recipients.0' }] },
    })
  })

  it('keep recipients of other domains away from a finished file, too', async () => {
    const { id } = await finishedExport(admin, { export_type: 'customers', columns: ['name'] })
    await rule({ recipient_domains: ['firm.example'] })
    await expect(
      shareExport.execute(admin, { id, recipients: [manager.principal.userId] }),
    ).rejects.toMatchObject({ details: { errors: [{ path: 'recipients.0' }] } })
  })

  it('leave recipients of other domains out when an export is repeated', async () => {
    const { id } = await ask(admin, { columns: ['name'], recipients: [manager.principal.email] })
    await rule({ recipient_domains: ['firm.example'] })
    expect(await runAgain.execute(admin, { id })).toMatchObject({ recipients: [] })
  })

  it('shorten how long a file is kept', async () => {
    await rule({ retention_days: 2 })
    const { completed_at, expires_at } = await finishedExport(manager)
    expect(Date.parse(expires_at!) - Date.parse(completed_at!)).toBe(2 * 86_400_000)
  })
})

describe('an export over the limit', () => {
  it('waits without a job until another admin approves it, then runs', async () => {
    await rule({ approval_rows: 4 })
    const { id, phase } = await ask(manager)
    expect(phase).toBe('approval')
    expect(await jobsOf(id)).toEqual([])
    expect(await mailsOf(id, 'approval_requested')).toEqual(
      [admin.principal.email, boss.principal.email].sort(),
    )
    await runNow(manager, id)
    expect(await stateOf(id)).toMatchObject({ status: 'pending', attempt: 0, phase: 'approval' })
    expect((await listApprovals.execute(admin, {})).items).toMatchObject([
      { export: { id }, reasons: ['More rows than the limit'], may_decide: true },
    ])
    await expect(approveExport.execute(manager, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await approveExport.execute(admin, { id })
    expect(await jobsOf(id)).toHaveLength(1)
    await expect(approveExport.execute(boss, { id })).rejects.toMatchObject({ code: 'conflict' })
    await runNow(manager, id)
    expect(await stateOf(id)).toMatchObject({ status: 'completed' })
    expect(await getApproval.execute(manager, { id })).toMatchObject({
      decision: 'approved',
      decided_by: { id: admin.principal.userId },
    })
    expect((await listApprovals.execute(admin, {})).pagination.total).toBe(0)
  })

  it('runs at once when it is not over it', async () => {
    await rule({ approval_rows: 5 })
    const { id, phase } = await ask(manager)
    expect([phase, (await jobsOf(id)).length]).toEqual([null, 1])
  })

  it('is not approved by its own creator, admin or not', async () => {
    await rule({ approval_rows: 0 })
    const { id } = await ask(admin)
    expect(await mailsOf(id, 'approval_requested')).toEqual([boss.principal.email])
    await expect(approveExport.execute(admin, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(rejectExport.execute(admin, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await approveExport.execute(boss, { id })).toMatchObject({ id, phase: null })
  })

  it('is cancelled with the reason when it is rejected, and its creator is told', async () => {
    await rule({ approval_rows: 0 })
    const { id } = await ask(manager)
    await rejectExport.execute(admin, { id, reason: 'Only the last quarter, please' })
    expect(await getExport.execute(manager, { id })).toMatchObject({
      status: 'cancelled',
      error: null,
      error_message: expect.stringMatching(/^Rejected by admin .*: Only the last quarter, please$/),
    })
    expect(await mailsOf(id, 'rejected')).toEqual([manager.principal.email])
    expect(await getStatistics.execute(admin, {})).toMatchObject({ total_exports: 1, failed_exports: 0 })
    await expect(approveExport.execute(boss, { id })).rejects.toMatchObject({ code: 'conflict' })
    await runNow(manager, id)
    expect(await stateOf(id)).toMatchObject({ status: 'cancelled', attempt: 0 })
  })

  it('of an approval and a rejection at once one wins', async () => {
    await rule({ approval_rows: 0 })
    const { id } = await ask(manager)
    const both = await Promise.allSettled([
      approveExport.execute(admin, { id }),
      rejectExport.execute(boss, { id, reason: 'no' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { status } = await stateOf(id)
    expect((await jobsOf(id)).length).toBe(status === 'pending' ? 1 : 0)
  })

  it('that is withdrawn while it is rejected is withdrawn, and the rejection told so', async () => {
    await rule({ approval_rows: 0 })
    const { id } = await ask(manager)
    const when = 'new.cancel_requested_at is not null and old.cancel_requested_at is null'
    const gate = await closeGate({ table: 'data_exports', on: 'update', when })
    const withdrawn = cancelExport.execute(manager, { id })
    await gate.reached()
    const rejected = rejectExport.execute(admin, { id, reason: 'no' }).catch((error) => error)
    await untilBlocked()
    await gate.open()
    expect(await withdrawn).toMatchObject({ status: 'cancelled' })
    expect(await rejected).toMatchObject({ code: 'conflict' })
  })

  it('may be withdrawn by its creator, and waits no more', async () => {
    await rule({ approval_rows: 0 })
    const { id } = await ask(manager)
    await cancelExport.execute(manager, { id })
    expect((await listApprovals.execute(admin, {})).pagination.total).toBe(0)
    expect(await getApproval.execute(manager, { id })).toMatchObject({ decision: 'withdrawn' })
  })

  it('ends when nobody decides in time, and its creator is told', async () => {
    await rule({ approval_rows: 0, approval_days: 3 })
    const [late, waiting] = [await ask(manager), await ask(manager)]
    await ownerRows(
      `update export_approvals set requested_at = now() - case when export_id = $1 then interval '73 hours'
       else interval '71 hours' end`,
      [late.id],
    )
    expect(await endUndecided()).toBe(1)
    expect(await getExport.execute(manager, { id: late.id })).toMatchObject({
      status: 'cancelled',
      error_message: 'Nobody approved or rejected it within 3 days.',
    })
    expect(await getApproval.execute(manager, { id: late.id })).toMatchObject({
      decision: 'expired',
      decided_by: null,
    })
    expect(await mailsOf(late.id, 'approval_expired')).toEqual([manager.principal.email])
    const audited = await ownerRows(
      `select user_id from audit_entries where subject_id = $1 and action = 'export.approval_expired'`,
      [late.id],
    )
    expect(audited).toEqual([{ user_id: null }])
    expect((await listApprovals.execute(admin, {})).items).toMatchObject([{ export: { id: waiting.id } }])
    await expect(approveExport.execute(admin, { id: late.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await endUndecided()).toBe(0)
  })

  it('ends after 14 days where no rule says otherwise', async () => {
    expect(await getGovernance.execute(admin, {})).toMatchObject({ approval_days: 14 })
    await expect(rule({ approval_days: 0 })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('waits for sensitive columns that it would show, not for masked ones', async () => {
    await rule({ approval_sensitive: true })
    const pay = { export_type: 'payroll' }
    const { phase } = await ask(admin, { ...pay, columns: ['employee_no', 'net'] })
    const masked = await ask(admin, { ...pay, columns: ['employee_no', 'iban'] })
    expect([phase, masked.phase]).toEqual(['approval', null])
  })
})

describe('an alert', () => {
  it('tells every admin of a large or sensitive export once, until one dismisses it', async () => {
    await rule({ alert_rows: 4, alert_sensitive: true })
    const { id } = await finishedExport(admin, { export_type: 'payroll' })
    const both = [admin.principal.email, boss.principal.email].sort()
    expect(await mailsOf(id, 'alert')).toEqual(both)
    expect((await listAlerts.execute(boss, {})).items).toMatchObject([
      { id, record_count: 5, reasons: ['More rows than the limit', 'Shows sensitive columns'] },
    ])
    await dismissAlert.execute(boss, { id })
    await expect(dismissAlert.execute(admin, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listAlerts.execute(boss, {})).items).toEqual([])
  })

  it('is not raised for what stays below the limit', async () => {
    await rule({ alert_rows: 5 })
    await finishedExport(manager)
    expect((await listAlerts.execute(admin, {})).items).toEqual([])
    await expect(listAlerts.execute(manager, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
