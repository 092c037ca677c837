import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { removeWork } from '#src/features/exports/runs/sweeps.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, jobsFallSilent, stateOf, untilEnded, untilExport } from '../support/exports.ts'
import { closeGate, closeMiddle, type Gate, lockTable } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let manager: Context

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(2_000), 'manager')
  // Rows then come straight from the index in the order of names, one by one, instead of all at once.
  await ownerRows(
    `do $$ begin execute format('alter database %I set enable_sort = off', current_database()); end $$`,
  )
})

afterEach(async () => {
  await killWorkers()
  // Jobs left by a killed worker would reach the gate of the next test before its own.
  await ownerRows(`delete from pgboss.job where name in ('exports.run', 'mails.send')`)
})

const middleRow = () => closeMiddle('customers', manager.principal.tenantId, 'name')

const jobGate = (name: string, state: string) =>
  closeGate({ table: 'pgboss.job', on: 'update', when: `new.name = '${name}' and new.state = '${state}'` })

interface Phase {
  phase: string
  close: () => Promise<Gate>
  /** How many attempts it takes in all. */
  attempts: number
}

const phases: Phase[] = [
  { phase: 'before its first row', close: () => lockTable('customers'), attempts: 2 },
  { phase: 'between two rows', close: middleRow, attempts: 2 },
  {
    phase: 'with the file stored but not published',
    close: () => closeGate({ table: 'data_exports', on: 'update', when: `new.status = 'completed'` }),
    attempts: 2,
  },
  {
    phase: 'in the middle of the publication',
    close: () => closeGate({ table: 'outgoing_mails', on: 'insert' }),
    attempts: 2,
  },
  {
    phase: 'as the publication commits',
    close: () =>
      closeGate({ table: 'data_exports', on: 'update', when: `new.status = 'completed'`, atCommit: true }),
    attempts: 1,
  },
  {
    phase: 'after the publication, before the job is acknowledged',
    close: () => jobGate('exports.run', 'completed'),
    attempts: 1,
  },
]

it.each(phases)('a worker killed $phase is replaced by another one', async ({ close, attempts }) => {
  const gate = await close()
  const doomed = await startWorker()
  const { id } = await ask(manager, { recipients: [manager.principal.email] })
  await gate.reached()
  await startWorker()
  await doomed.signal('SIGKILL')
  await gate.open()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: attempts, record_count: '2000' })
  // Nobody takes over an attempt that was published: what lies on its desk waits for the hourly sweep.
  if (attempts === 1) await removeWork()
  expect(await brokenInvariants()).toEqual([])
})

const jobOnly = [
  { phase: 'as it takes the job', close: () => jobGate('exports.run', 'active') },
  {
    phase: 'as it claims the export',
    close: () => closeGate({ table: 'data_exports', on: 'update', when: `new.status = 'processing'` }),
  },
  { phase: 'as it takes the job of the mail', close: () => jobGate('mails.send', 'active') },
  {
    phase: 'with the message written but not recorded',
    close: () => closeGate({ table: 'outgoing_mails', on: 'update', when: `new.status = 'sent'` }),
  },
]

it.each(jobOnly)('a worker killed $phase is replaced once its job counts as dead', async ({ close }) => {
  const gate = await close()
  const doomed = await startWorker()
  const { id } = await ask(manager, { recipients: [manager.principal.email] })
  await gate.reached()
  await startWorker()
  await doomed.signal('SIGKILL')
  await gate.open()
  await jobsFallSilent()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 1 })
  expect(await brokenInvariants()).toEqual([])
})

it('without another worker the export waits for the next one to start', async () => {
  const gate = await middleRow()
  const doomed = await startWorker()
  const { id } = await ask(manager)
  await gate.reached()
  await until('half of the rows are spooled', async () => (await spooledBytes(id)) > 0)
  await doomed.signal('SIGKILL')
  await gate.open()
  expect(await stateOf(id)).toMatchObject({ status: 'processing', attempt: 1 })
  await startWorker()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 2, failures: 1 })
  expect(await brokenInvariants()).toEqual([])
})

it('a worker killed while it takes over is itself replaced', async () => {
  const gate = await middleRow()
  const doomed = await startWorker()
  const { id } = await ask(manager)
  await gate.reached()
  const takeover = await closeGate({ table: 'data_exports', on: 'update', when: `new.status = 'pending'` })
  const heir = await startWorker()
  await doomed.signal('SIGKILL')
  await gate.open()
  await takeover.reached()
  await heir.signal('SIGKILL')
  await takeover.open()
  await startWorker()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 2, failures: 1 })
  expect(await brokenInvariants()).toEqual([])
})

it('an export that kills every worker fails after three of them, and others go on', async () => {
  const gate = await middleRow()
  const { id: poison } = await ask(manager)
  for (let attempt = 1; attempt <= 3; attempt++) {
    const victim = await startWorker()
    await untilExport(poison, `in attempt ${attempt}`, (state) => state.attempt === attempt)
    await gate.reached()
    await victim.signal('SIGKILL')
    await ownerRows(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
  }
  await startWorker()
  const { id: harmless } = await ask(manager, { export_type: 'inventory' })
  expect(await untilEnded(harmless)).toMatchObject({ status: 'completed', attempt: 1 })
  expect(await untilEnded(poison)).toMatchObject({
    status: 'failed',
    attempt: 3,
    failures: 3,
    error_code: 'worker_lost',
    error_message: 'The worker stopped three times while it wrote this export.',
  })
  await gate.open()
  expect(await brokenInvariants()).toEqual([])
})

async function spooledBytes(id: string): Promise<number> {
  return (await stat(join(process.env.STORAGE_DIR!, 'work', `${id}-1`, 'rows.copy'))).size
}
