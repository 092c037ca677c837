import { text } from 'node:stream/consumers'
import Papa from 'papaparse'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { runNow } from '../../../../tests/support/finished-export.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { schedule } from '../../../../tests/support/schedules.ts'
import { getManifest } from '../proofs/service.ts'
import { attemptFolder, partKey, stateKey } from '../record/stored-files.ts'
import { requestFullFile } from '../schedules/commands/full-file.ts'
import { runScheduleNow } from '../schedules/commands/run-now.ts'
import { updateSchedule } from '../schedules/commands/update.ts'
import { removeStates } from './sweeps.ts'

let tenant: FixtureTenant
let admin: Context
let id: string

beforeAll(async () => {
  tenant = await createTenant(12)
  admin = await contextOf(tenant, 'admin')
})

beforeEach(async () => {
  const columns = ['customer_no', 'name', 'city']
  ;({ id } = await schedule(admin, { export_type: 'customers', columns, only_changes: true }))
})

/** The next file of the schedule, as a receiver gets it. */
async function nextFile(context = admin, scheduleId = id) {
  const { export_id } = await runScheduleNow.execute(context, { id: scheduleId })
  const found = await runNow(context, export_id!)
  if (found.status !== 'completed') return { found, delta: undefined, rows: [] }
  const { delta } = await getManifest.execute(context, { id: found.id })
  const [{ attempt }] = (await ownerRows('select attempt from data_exports where id = $1', [found.id])) as [
    { attempt: number },
  ]
  const folder = attemptFolder({ tenantId: context.principal.tenantId, id: found.id, attempt })
  const csv = await text(await getStorage().read(partKey(folder, 1)))
  const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  })
  return { found, delta, rows: data, folder }
}

type Received = Map<string, string[]>

function apply(received: Received, rows: Record<string, string>[]): void {
  for (const row of rows) {
    const { Change: change, 'Row key': key, ...values } = row
    if (change === 'delete') expect(received.delete(key!)).toBe(true)
    else received.set(key!, Object.values(values))
  }
}

async function truth(): Promise<string[][]> {
  const rows = await ownerRows<{ customer_no: string; name: string; city: string | null }>(
    'select customer_no, name, city from customers where tenant_id = $1',
    [tenant.id],
  )
  return rows.map(({ customer_no, name, city }) => [customer_no, name, city ?? '']).sort()
}

const valuesOf = (received: Received) => [...received.values()].sort()
const fetched = (exportId: string) =>
  ownerRows(
    `insert into export_download_logs (tenant_id, export_id, file_name, user_id, complete)
      values ($1, $2, 'x', $3, true)`,
    [tenant.id, exportId, admin.principal.userId],
  )
async function delivered(exportId: string, kind: string, state = 'delivered') {
  await ownerRows(
    `insert into export_deliveries (tenant_id, export_id, destination_name, kind, state, give_up_at)
      values ($1, $2, 'Partner', $3, $4, now())`,
    [tenant.id, exportId, kind, state],
  )
}
const expire = (exportId: string) =>
  ownerRows(`update data_exports set file_path = null where id = $1`, [exportId])
const rename = (name: string) =>
  ownerRows(
    `update customers set name = $2 where id = (
      select id from customers where tenant_id = $1 order by customer_no limit 1)`,
    [tenant.id, name],
  )

describe('a schedule that sends changes', () => {
  it('sends every row first, and then what was added, changed and deleted', async () => {
    const received: Received = new Map()
    const first = await nextFile()
    expect(first.delta).toMatchObject({ kind: 'full', sequence: 1, base_export_id: null, reason: null })
    apply(received, first.rows)
    expect(valuesOf(received)).toEqual(await truth())

    await rename('Changed')
    const copied = `insert into customers select (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'customer_no', 'N-1', 'name', 'New'))).* from customers c
      where tenant_id = $1 order by customer_no limit 1`
    await ownerRows(copied, [tenant.id])
    const second = await nextFile()
    expect(second.delta).toMatchObject({
      ...{ kind: 'changes', sequence: 2, base_export_id: first.found.id },
      ...{ upserts: 2, deletes: 0 },
    })
    expect(second.rows.map((row) => row.Name).sort()).toEqual(['Changed', 'New'])
    apply(received, second.rows)

    await ownerRows(`delete from customers where tenant_id = $1 and customer_no = 'N-1'`, [tenant.id])
    const third = await nextFile()
    expect(third.delta).toMatchObject({ upserts: 0, deletes: 1, rows: valuesOf(received).length - 1 })
    apply(received, third.rows)
    expect(valuesOf(received)).toEqual(await truth())
    expect((await nextFile()).delta).toMatchObject({ upserts: 0, deletes: 0 })
  })

  it('misses no change that is committed late, with an old time on it', async () => {
    const received: Received = new Map()
    await asOwner(async (client) => {
      await client.query('begin')
      await client.query(
        `update customers set name = 'Late', updated_at = '2001-01-01' where tenant_id = $1
          and customer_no = (select min(customer_no) from customers where tenant_id = $1)`,
        [tenant.id],
      )
      apply(received, (await nextFile()).rows)
      await client.query('commit')
    })
    const { rows } = await nextFile()
    expect(rows.map((row) => row.Name)).toEqual(['Late'])
    apply(received, rows)
    expect(valuesOf(received)).toEqual(await truth())
  })

  it('misses no change that keeps the time of the one before, and no row that has another one’s key', async () => {
    const received: Received = new Map()
    const stamp = (set: string) =>
      ownerRows(
        `update customers set ${set}, updated_at = '2026-01-01' where id = (
          select id from customers where tenant_id = $1 order by customer_no limit 1)`,
        [tenant.id],
      )
    await stamp(`name = 'First'`)
    apply(received, (await nextFile()).rows)
    await stamp(`name = 'Second'`)
    const changed = await nextFile()
    expect(changed.rows.map((row) => row.Name)).toEqual(['Second'])
    apply(received, changed.rows)

    await asOwner(async (client) => {
      await client.query('begin')
      await client.query(
        `create temp table reused on commit drop as
          select * from customers where tenant_id = '${tenant.id}' order by customer_no desc limit 1`,
      )
      await client.query('delete from customers where id in (select id from reused)')
      await client.query(`update reused set customer_no = 'K-1', name = 'Another with the same key'`)
      await client.query('insert into customers select * from reused')
      await client.query('commit')
    })
    const reused = await nextFile()
    expect(reused.rows).toMatchObject([{ Change: 'upsert', Name: 'Another with the same key' }])
    apply(received, reused.rows)
    expect(valuesOf(received)).toEqual(await truth())
  })

  it('goes on from the last file that was made, whatever failed since', async () => {
    await nextFile()
    await rename('Before the failure')
    await ownerRows(
      `alter table export_deltas add constraint broken check (schedule_id <> '${id}' or sequence < 2)`,
    )
    const failed = await nextFile()
    expect(failed.found.status).not.toBe('completed')
    await ownerRows('alter table export_deltas drop constraint broken')
    await ownerRows(`update data_exports set status = 'cancelled', completed_at = now() where id = $1`, [
      failed.found.id,
    ])
    const { delta, rows } = await nextFile()
    expect([delta?.kind, delta?.sequence, rows.map((row) => row.Name)]).toEqual([
      'changes',
      2,
      ['Before the failure'],
    ])
  })

  it('sends every row again when asked to, when columns change and when its memory is lost', async () => {
    await nextFile()
    await requestFullFile.execute(admin, { id })
    const asked = await nextFile()
    expect(asked.delta).toMatchObject({ kind: 'full', sequence: 2, reason: 'requested' })

    await updateSchedule.execute(admin, { id, columns: ['customer_no', 'name'] })
    const narrowed = await nextFile()
    expect(narrowed.delta).toMatchObject({ kind: 'full', reason: 'columns_changed' })

    await getStorage().remove([stateKey(narrowed.folder!)])
    expect((await nextFile()).delta).toMatchObject({ kind: 'full', reason: 'states_lost' })
    expect((await nextFile()).delta).toMatchObject({ kind: 'changes', sequence: 5 })
  })

  it('sends every row again when a file expired before anybody had it, and goes on when somebody had', async () => {
    const first = await nextFile()
    await fetched(first.found.id)
    await expire(first.found.id)
    const second = await nextFile()
    expect(second.delta).toMatchObject({ kind: 'changes' })
    await expire(second.found.id)
    expect((await nextFile()).delta).toMatchObject({ kind: 'full', reason: 'file_gone' })
    expect((await nextFile()).delta).toMatchObject({ kind: 'changes', sequence: 4 })
  })

  it('goes on when an expired file was delivered, and not when its receiver only got links to it', async () => {
    const first = await nextFile()
    await delivered(first.found.id, 'sftp')
    await expire(first.found.id)
    const second = await nextFile()
    expect(second.delta).toMatchObject({ kind: 'changes' })
    await delivered(second.found.id, 's3', 'failed')
    await delivered(second.found.id, 'webhook')
    await expire(second.found.id)
    expect((await nextFile()).delta).toMatchObject({ kind: 'full', reason: 'file_gone' })
  })

  it('keeps the memory of its last file alone, and none once it is deleted', async () => {
    const stored = () =>
      ownerRows<{ sequence: number }>(
        'select sequence from export_deltas where schedule_id = $1 and state_key is not null',
        [id],
      )
    const { folder } = await nextFile()
    await nextFile()
    await removeStates()
    expect(await stored()).toEqual([{ sequence: 2 }])
    await expect(getStorage().size(stateKey(folder!))).rejects.toMatchObject({ code: 'ENOENT' })
    await ownerRows('delete from export_schedules where id = $1', [id])
    await removeStates()
    expect(await stored()).toEqual([])
  })

  it('refuses a full file where every file is one, and that of another company', async () => {
    const { id: whole } = await schedule(admin)
    await expect(requestFullFile.execute(admin, { id: whole })).rejects.toMatchObject({ code: 'conflict' })
    const stranger = await contextOf(await createTenant(0), 'admin')
    await expect(requestFullFile.execute(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
  })
})
