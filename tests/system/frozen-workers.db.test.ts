import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf, untilEnded, untilExport } from '../support/exports.ts'
import { closeGate, closeMiddle } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let manager: Context

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(500), 'manager')
})

afterEach(killWorkers)

const middleRow = () => closeMiddle('customers', manager.principal.tenantId, 'name')
const beat = { HEARTBEAT_SECONDS: '0.2', LEASE_SECONDS: '2' }

/** Everything that a late worker must not touch. */
function facts(id: string): Promise<unknown[]> {
  return ownerRows(
    `select to_json(e) as row, (select json_agg(s) from export_statistics s where export_id = e.id) as statistics,
      (select json_agg(a) from export_attempts a where export_id = e.id) as attempts,
      (select json_agg(m) from outgoing_mails m where subject_id = e.id) as mails
    from data_exports e where id = $1`,
    [id],
  )
}

it('a worker frozen past its lease changes nothing when it wakes up', async () => {
  const gate = await middleRow()
  const frozen = await startWorker(beat)
  const { id } = await ask(manager, { recipients: [manager.principal.email] })
  await gate.reached()
  await frozen.signal('SIGSTOP')
  await gate.open()
  await startWorker(beat)
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 2, failures: 1 })
  expect(await brokenInvariants()).toEqual([])
  const before = await facts(id)
  await frozen.signal('SIGCONT')
  await frozen.said('"outcome":"lost"')
  expect(await facts(id)).toEqual(before)
  expect(await brokenInvariants()).toEqual([])
})

it('a worker frozen in the middle of its publication holds up neither its own export nor others', async () => {
  const middle = await middleRow()
  const doomed = await startWorker({ ...beat, WORKER_CONCURRENCY: '1' })
  const { id: orphan } = await ask(manager)
  await middle.reached()
  const statistics = await closeGate({ table: 'export_statistics', on: 'insert' })
  const frozen = await startWorker(beat)
  const { id: halfPublished } = await ask(manager, { export_type: 'inventory' })
  await statistics.reached()
  await frozen.signal('SIGSTOP')
  await statistics.open()
  await doomed.signal('SIGKILL')
  await middle.open()
  await startWorker(beat)
  expect(await untilEnded(orphan)).toMatchObject({ status: 'completed' })
  expect(await untilEnded(halfPublished)).toMatchObject({ status: 'completed', attempt: 2 })
  await frozen.signal('SIGCONT')
  await frozen.said('"outcome":"lost"')
  expect(await brokenInvariants()).toEqual([])
})

it('a worker that is told to stop hands back what takes too long, and no failure is charged', async () => {
  const gate = await middleRow()
  const leaving = await startWorker({ GRACE_SECONDS: '0.5' })
  const { id } = await ask(manager)
  await gate.reached()
  await leaving.signal('SIGTERM')
  expect(await leaving.exited).toEqual({ code: 0, signal: null })
  expect(await stateOf(id)).toMatchObject({ status: 'pending', attempt: 1, failures: 0 })
  await startWorker()
  await untilExport(id, 'running again', ({ attempt }) => attempt === 2)
  await gate.open()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 2, failures: 0 })
  expect(await brokenInvariants()).toEqual([])
})

it('a worker that is told to stop finishes what it can and takes nothing new', async () => {
  const gate = await middleRow()
  const leaving = await startWorker()
  const { id } = await ask(manager)
  await gate.reached()
  const stopping = leaving.signal('SIGTERM')
  await leaving.said('worker stopping')
  const { id: late } = await ask(manager, { export_type: 'inventory' })
  await gate.open()
  await stopping
  expect(await stateOf(id)).toMatchObject({ status: 'completed', attempt: 1 })
  expect(await stateOf(late)).toMatchObject({ status: 'pending', attempt: 0 })
  await startWorker()
  expect(await untilEnded(late)).toMatchObject({ status: 'completed', attempt: 1 })
  expect(await brokenInvariants()).toEqual([])
})
