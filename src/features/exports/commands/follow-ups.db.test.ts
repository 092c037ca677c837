import { buffer } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pdf } from '#src/encoding/pdf/pdf.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { finishedExport, runNow } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getExport } from '../queries/get.ts'
import { getExportStatus } from '../queries/get-status.ts'
import { removeSpools } from '../runs/sweeps.ts'
import { runAgain } from './again.ts'
import { actOnMany } from './bulk.ts'
import { cancelExport } from './cancel.ts'
import { createExport } from './create.ts'
import { executeExport } from './execute.ts'
import { executeType } from './execute-type.ts'
import { makeOtherFormat } from './other-format.ts'
import { retryExport } from './retry.ts'
import { shareExport, unshareExport } from './share.ts'

let tenant: FixtureTenant
let boss: Context
let manager: Context
const { limits } = pdf

beforeAll(async () => {
  tenant = await createTenant(30)
  boss = await contextOf(tenant, 'super_admin')
  manager = await contextOf(tenant, 'manager')
})

afterEach(() => {
  pdf.limits = limits
})

const userOf = (role: string) => tenant.users.find((user) => user.role === role)!
const create = (context: Context, changes: object = {}) =>
  createExport.execute(context, { export_name: 'x', export_type: 'customers', format: 'csv', ...changes })
const problem = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error) => error,
  )

async function storedText(id: string): Promise<string> {
  const [row] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
    id,
  ])
  return (await buffer(await getStorage().read(`${row!.file_path}/part-1`))).toString()
}

describe('another format', () => {
  it('is made from the same snapshot, whatever has changed since', async () => {
    const original = await finishedExport(manager, {
      export_type: 'customers',
      columns: ['customer_no', 'city'],
    })
    const before = await storedText(original.id)
    await ownerRows(`update customers set city = 'Elsewhere' where tenant_id = $1`, [tenant.id])
    const asked = await makeOtherFormat.execute(manager, { id: original.id, format: 'ndjson' })
    expect(asked).toMatchObject({ snapshot_of: original.id, format: 'ndjson', export_name: 'Test' })
    const made = await runNow(manager, asked.id)
    expect(made).toMatchObject({ status: 'completed', snapshot_at: original.snapshot_at, record_count: 30 })
    const rows = (await storedText(made.id)).trim().split('\n')
    const cities = rows.map((line) => Object.values(JSON.parse(line) as object)[1])
    expect(before).toContain(cities[0])
    expect(cities).not.toContain('Elsewhere')

    const third = await makeOtherFormat.execute(manager, { id: made.id, format: 'excel' })
    expect(third.snapshot_of).toBe(original.id)
    expect(await runNow(manager, third.id)).toMatchObject({ status: 'completed', record_count: 30 })
  })

  it('cannot be made once the rows are gone: 410, or a failed run that says so', async () => {
    const { id } = await finishedExport(manager)
    const asked = await makeOtherFormat.execute(manager, { id, format: 'json' })
    expect(await removeSpools(true)).toBeGreaterThan(0)
    expect(await runNow(manager, asked.id)).toMatchObject({
      status: 'failed',
      error: { code: 'snapshot_gone' },
      links: { retry: null },
    })
    expect(await problem(makeOtherFormat.execute(manager, { id, format: 'json' }))).toMatchObject({
      code: 'gone',
    })
    expect((await getExport.execute(manager, { id })).links.formats).toBeNull()
  })

  it('is refused where it cannot hold the rows', async () => {
    const { id } = await finishedExport(manager)
    pdf.limits = { ...limits, rows: 29 }
    const { details } = (await problem(makeOtherFormat.execute(manager, { id, format: 'pdf' }))) as never as {
      details: { errors: unknown[] }
    }
    expect(details.errors).toMatchObject([{ path: 'format', message: expect.stringContaining('29 rows') }])
  })
})

describe('a request again', () => {
  it('of any state is a new export with today’s data', async () => {
    const { id, export_name } = await finishedExport(manager)
    const again = await runAgain.execute(manager, { id })
    expect(again).toMatchObject({ export_name, status: 'pending', retry_of: null })
    expect(again.id).not.toBe(id)
    const pending = await runAgain.execute(manager, { id: again.id })
    expect(pending.status).toBe('pending')
  })

  it('as a retry has one winner of twenty, who is named to the others', async () => {
    const { id } = await create(manager)
    await cancelExport.execute(manager, { id })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => problem(retryExport.execute(manager, { id }))),
    )
    const [retry] = await ownerRows<{ id: string }>('select id from data_exports where retry_of = $1', [id])
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    for (const answer of answers.filter((one) => one !== 'done')) {
      expect(answer).toMatchObject({ code: 'conflict', message: expect.stringContaining(retry!.id) })
    }
    expect(await ownerRows('select 1 from data_exports where retry_of = $1', [id])).toHaveLength(1)
    await cancelExport.execute(manager, { id: retry!.id })
    expect(await problem(retryExport.execute(manager, { id }))).toBe('done')
  })

  it('leaves out recipients who may not have the file any more', async () => {
    const { id } = await create(manager, { recipients: [userOf('admin').email, userOf('manager2').email] })
    await ownerRows('update users set disabled_at = now() where id = $1', [userOf('manager2').id])
    const again = await runAgain.execute(manager, { id })
    await ownerRows('update users set disabled_at = null where id = $1', [userOf('manager2').id])
    expect(again.recipients).toEqual([userOf('admin').email])
  })
})

describe('an export on the fast lane', () => {
  it('goes before those that wait, and says its place', async () => {
    const lone = await contextOf(await createTenant(1), 'manager')
    const first = await create(lone)
    const second = await create(lone)
    const fast = await executeExport.execute(lone, {
      export_name: 'x',
      export_type: 'customers',
      format: 'csv',
    })
    const places = await Promise.all(
      [fast, first, second].map(
        async ({ id }) => (await getExportStatus.execute(lone, { id })).queue_position,
      ),
    )
    expect(places).toEqual([1, 2, 3])
    const [job] = await ownerRows<{ priority: number }>(
      `select priority from pgboss.job where data->>'exportId' = $1`,
      [fast.id],
    )
    expect(job!.priority).toBeGreaterThan(0)
  })

  it('of a type alone has a name with the date, CSV and every column', async () => {
    const made = await executeType.execute(manager, { type: 'customers' })
    expect(made).toMatchObject({ format: 'csv', columns: null, filters: {} })
    expect(made.export_name).toMatch(/^Customers \d{4}-\d\d-\d\d \d\d:\d\d$/)
    const error = await problem(executeType.execute(manager, { type: 'nothing' }))
    expect((error as { details: unknown }).details).toMatchObject({ errors: [{ path: 'type' }] })
  })
})

describe('a format that cannot hold the rows', () => {
  it('is refused before the run, with the limit, the rows and what fits', async () => {
    pdf.limits = { ...limits, rows: 29 }
    const error = await problem(create(manager, { format: 'pdf' }))
    expect(error).toMatchObject({ code: 'invalid_request' })
    expect((error as { details: unknown }).details).toMatchObject({
      errors: [{ path: 'format', message: expect.stringMatching(/at most 29 rows.* has 30.*CSV/) }],
    })
  })

  it('fails with numbers and without an offer to retry where nobody counted before', async () => {
    const { id } = await create(boss, { format: 'pdf' })
    pdf.limits = { ...limits, rows: 29 }
    const found = await runNow(boss, id)
    expect(found).toMatchObject({
      status: 'failed',
      error: { code: 'too_many_rows', message: expect.stringMatching(/at most 29 rows.*more than 29/) },
      links: { retry: null },
    })
    expect(await problem(retryExport.execute(boss, { id }))).toMatchObject({ code: 'conflict' })
  })
})

describe('sharing a finished export', () => {
  const mails = (id: string) =>
    ownerRows<{ recipient: string }>(
      `select recipient from outgoing_mails where subject_id = $1 and kind = 'shared' order by 1`,
      [id],
    )

  it('gives it to members with the right, once by mail, and takes it away again', async () => {
    const { id } = await finishedExport(manager)
    const other = await contextOf(tenant, 'manager2')
    const recipients = [userOf('manager2').id]
    expect(await problem(getExport.execute(other, { id }))).toMatchObject({ code: 'not_found' })
    const shared = await shareExport.execute(manager, { id, recipients })
    expect(shared.recipients).toEqual([userOf('manager2').email])
    expect((await getExport.execute(other, { id })).id).toBe(id)
    await shareExport.execute(manager, { id, recipients })
    expect(await mails(id)).toHaveLength(1)
    expect(await problem(shareExport.execute(other, { id, recipients }))).toMatchObject({ code: 'forbidden' })
    await unshareExport.execute(manager, { id, recipients })
    expect(await problem(getExport.execute(other, { id }))).toMatchObject({ code: 'not_found' })
  })

  it('is refused for people without the right, at their place', async () => {
    const { id } = await finishedExport(boss, { export_type: 'payroll' })
    const stranger = (await createTenant(0)).users[0]!.id
    const recipients = [userOf('super_admin').id, userOf('manager').id, stranger]
    const error = await problem(shareExport.execute(boss, { id, recipients }))
    expect(
      (error as { details: { errors: { path: string }[] } }).details.errors.map(({ path }) => path),
    ).toEqual(['recipients.1', 'recipients.2'])
    expect(await mails(id)).toEqual([])
  })
})

describe('many at once', () => {
  it('are cancelled or deleted each for itself, with one answer each', async () => {
    const finished = await finishedExport(manager)
    const pending = await create(manager)
    const foreign = await finishedExport(boss)
    const ids = [pending.id, finished.id, foreign.id]
    const cancelled = await actOnMany.execute(manager, { action: 'cancel', ids })
    expect(cancelled.results.map(({ id, done, code }) => [id, done, code])).toEqual([
      [pending.id, true, null],
      [finished.id, false, 'conflict'],
      [foreign.id, false, 'not_found'],
    ])
    const deleted = await actOnMany.execute(manager, { action: 'delete', ids })
    expect(deleted.results.map(({ done }) => done)).toEqual([true, true, false])
    expect(await problem(getExport.execute(manager, { id: finished.id }))).toMatchObject({
      code: 'not_found',
    })
    expect((await getExport.execute(boss, { id: foreign.id })).status).toBe('completed')
  })
})
