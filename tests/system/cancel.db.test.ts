import { beforeAll, expect, it } from 'vitest'
import { cancelExport } from '#src/features/exports/commands/cancel.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf, untilEnded, untilExport } from '../support/exports.ts'
import { closeGate, closeMiddle, lockTable } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { startWorker } from '../support/worker-process.ts'

let manager: Context

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(2_000), 'manager')
})

const cancel = (id: string) => cancelExport.execute(manager, { id })
const recipients = () => [manager.principal.email]

/** Statements that a worker runs on the rows of a dataset right now. */
function reading(table: string): Promise<unknown[]> {
  return ownerRows(
    `select query from pg_stat_activity where datname = current_database() and application_name like 'waybill export %'
      and state = 'active' and query ~ $1 and pid <> pg_backend_pid()`,
    [`^(copy|explain).*${table}`],
  )
}

it('a pending export is cancelled at once and never runs', async () => {
  const { id } = await ask(manager, { recipients: recipients() })
  expect(await cancel(id)).toMatchObject({ status: 'cancelled' })
  await startWorker()
  await until('its job is gone', async () => {
    const jobs = await ownerRows(
      `select 1 from pgboss.job where name = 'exports.run' and state <> 'completed'`,
    )
    return jobs.length === 0
  })
  expect(await stateOf(id)).toMatchObject({ status: 'cancelled', attempt: 0 })
  await expect(cancel(id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await brokenInvariants()).toEqual([])
})

const whileReading = [
  {
    moment: 'is between two rows',
    close: () => closeMiddle('customers', manager.principal.tenantId, 'name'),
  },
  { moment: 'waits for a locked table', close: () => lockTable('customers') },
]

it.each(whileReading)('cancelling stops a query that $moment', async ({ close }) => {
  const gate = await close()
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  expect(await reading('customers')).toHaveLength(1)
  expect(await cancel(id)).toMatchObject({ status: 'processing', cancel_requested_at: expect.any(String) })
  expect(await untilEnded(id)).toMatchObject({ status: 'cancelled', attempt: 1, file_path: null })
  expect(await reading('customers')).toEqual([])
  await gate.open()
  expect(await brokenInvariants()).toEqual([])
})

it('cancelling stops the encoder when all rows are read', async () => {
  const wordy = await contextOf(await createTenant(60), 'admin')
  await ownerRows(
    `update customers c set notes = (select string_agg(md5(i || c.id::text), '') from generate_series(1, 30000) i)
    where tenant_id = $1`,
    [wordy.principal.tenantId],
  )
  const { id } = await ask(wordy, { format: 'json', options: { compression: 'gzip' } })
  await untilExport(id, 'being written', ({ rows_done }) => Number(rows_done) > 0)
  await until('all rows are read', async () => (await reading('customers')).length === 0)
  expect(await stateOf(id)).toMatchObject({ status: 'processing', phase: 'writing' })
  await cancelExport.execute(wordy, { id })
  expect(await untilEnded(id)).toMatchObject({ status: 'cancelled', file_path: null })
  expect(await brokenInvariants()).toEqual([])
})

it('a cancel that comes during the publication is too late, and says so', async () => {
  const gate = await closeGate({ table: 'export_statistics', on: 'insert' })
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  const late = expect(cancel(id)).rejects.toMatchObject({
    code: 'conflict',
    message: 'This export is already completed.',
  })
  await gate.open()
  await late
  expect(await untilEnded(id)).toMatchObject({ status: 'completed' })
  expect(await brokenInvariants()).toEqual([])
})

it('a cancel that comes just before the publication wins', async () => {
  const rows = await closeMiddle('customers', manager.principal.tenantId, 'name')
  const { id } = await ask(manager, { recipients: recipients() })
  await rows.reached()
  const commit = await closeGate({
    ...{ table: 'data_exports', on: 'update', atCommit: true },
    when: 'new.cancel_requested_at is not null and old.cancel_requested_at is null',
  })
  const cancelling = cancel(id)
  await commit.reached()
  await rows.open()
  await until('the worker waits for the row that the cancel holds', async () => {
    const waiting = await ownerRows(
      `select 1 from pg_stat_activity
        where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0 and query like '%"data_exports"%'`,
    )
    return waiting.length > 0
  })
  await commit.open()
  expect(await cancelling).toMatchObject({ status: 'processing', cancel_requested_at: expect.any(String) })
  expect(await untilEnded(id)).toMatchObject({ status: 'cancelled', file_path: null })
  expect(await brokenInvariants()).toEqual([])
})
