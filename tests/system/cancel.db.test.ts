import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { cancelExport } from '#src/features/exports/commands/cancel.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf, untilEnded, untilExport } from '../support/exports.ts'
import { closeGate, closeMiddle, lockTable } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'
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
    `select query from pg_stat_activity where datname = current_database() and application_name = 'waybill'
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
  expect(await untilEnded(id, 5_000)).toMatchObject({ status: 'cancelled', attempt: 1, file_path: null })
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
  const gate = await closeMiddle('customers', manager.principal.tenantId, 'name')
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  await asOwner(async (owner) => {
    await owner.query('begin')
    await owner.query('select 1 from data_exports where id = $1 for update', [id])
    await gate.open()
    const { rows } = await owner.query('select pg_backend_pid() as pid')
    await until('the worker waits for the row', async () => {
      const waiting = await ownerRows(
        `select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))`,
        [rows[0].pid],
      )
      return waiting.length > 0
    })
    await owner.query('update data_exports set cancel_requested_at = now() where id = $1', [id])
    await owner.query('commit')
  })
  expect(await untilEnded(id)).toMatchObject({ status: 'cancelled', file_path: null })
  expect(await brokenInvariants()).toEqual([])
})

it('of a cancel and a completion one wins, and the answer tells which', async () => {
  const ends = new Set<string>()
  const startedAt = performance.now()
  await untilEnded((await ask(manager)).id)
  let wait = performance.now() - startedAt
  for (let round = 0; round < 16 || ends.size < 2; round++) {
    const { id } = await ask(manager, { recipients: recipients() })
    await sleep(wait)
    const answer = await cancel(id).then(
      ({ status }) => (status === 'cancelled' || status === 'processing' ? 'cancelled' : status),
      ({ code }) => (code === 'conflict' ? 'completed' : code),
    )
    expect((await untilEnded(id)).status).toBe(answer)
    ends.add(answer)
    // Towards the moment at which an export ends: later after a cancel, which ends the encoder, too.
    wait *= answer === 'completed' ? 0.7 : 1.4
  }
  expect([...ends].sort()).toEqual(['cancelled', 'completed'])
  expect(await brokenInvariants()).toEqual([])
})
