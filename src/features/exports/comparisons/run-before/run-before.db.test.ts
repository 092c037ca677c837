import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { runNow } from '../../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { schedule } from '../../../../../tests/support/schedules.ts'
import { removeSpools } from '../../runs/sweeps.ts'
import { runScheduleNow } from '../../schedules/commands/run-now.ts'
import { listRuns } from '../../schedules/queries/list-runs.ts'

let admin: Context
let email: string

beforeAll(async () => {
  const tenant = await createTenant(5)
  admin = await contextOf(tenant, 'admin')
  email = tenant.users.find(({ role }) => role === 'manager')!.email
})

async function run(id: string) {
  const { export_id } = await runScheduleNow.execute(admin, { id })
  await runNow(admin, export_id!)
  const [mail] = await ownerRows<{ body: string }>(
    `select body from outgoing_mails where subject_id = $1 and kind = 'completed'`,
    [export_id],
  )
  return { id: export_id!, mail: mail!.body }
}

async function changesOf(id: string) {
  return (await listRuns.execute(admin, { id })).items.map(({ changes }) => changes)
}

describe('a run of a schedule', () => {
  it('says what changed since the one before, in its history and in its mail', async () => {
    const { id } = await schedule(admin, { recipients: [email] })
    const first = await run(id)
    expect(first.mail).not.toContain('since the run before')
    await ownerRows(
      `with chosen as (select id, row_number() over (order by id) as n from customers where tenant_id = $1),
         gone as (delete from customers where id = (select id from chosen where n = 1))
       update customers set name = name || '!' where id in (select id from chosen where n in (2, 3))`,
      [admin.principal.tenantId],
    )
    const second = await run(id)
    expect(second.mail).toContain('0 added, 1 removed, 2 changed since the run before.')
    const third = await run(id)
    expect(third.mail).toContain('Nothing changed since the run before.')
    expect(await changesOf(id)).toEqual([
      { since: second.id, counts: { added: 0, removed: 0, changed: 0 }, obstacle: null },
      { since: first.id, counts: { added: 0, removed: 1, changed: 2 }, obstacle: null },
      null,
    ])
  })

  it('is as good where that cannot be told, and says why', async () => {
    const { id } = await schedule(admin, { recipients: [email] })
    const first = await run(id)
    await removeSpools(true)
    const second = await run(id)
    expect(second.mail).toContain('cannot be told: its rows are no longer kept where this run was made.')
    await ownerRows('update export_schedules set columns = $2 where id = $1', [id, '["customer_no","name"]'])
    await run(id)
    expect(await changesOf(id)).toEqual([
      { since: second.id, counts: null, obstacle: 'columns' },
      { since: first.id, counts: null, obstacle: 'rows_not_kept' },
      null,
    ])
  })
})
