import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { ask, untilEnded, untilExport } from '../support/exports.ts'
import { closeMiddle } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker, type WorkerProcess } from '../support/worker-process.ts'

let manager: Context
let proxy: TcpProxy

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(500), 'manager')
})

beforeEach(async () => {
  proxy = await startProxy()
})

afterEach(async () => {
  proxy.open()
  await killWorkers()
})

const recipients = () => [manager.principal.email]
const middleRow = () => closeMiddle('customers', manager.principal.tenantId, 'name')
/** A silent worker must be lost before its connections give up, as by default. */
const soon = { HEARTBEAT_SECONDS: '0.4', LEASE_SECONDS: '2', DATABASE_TIMEOUT_SECONDS: '5' }
const startBehindProxy = () => startWorker({ DATABASE_URL: proxy.url, ...soon })

/** Every connection of the product, whatever it is for; not the test's own. */
const terminateAll = () =>
  ownerRows(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like 'waybill%'`,
  )

/** The test's own connections end too; a client would ask again. */
const askPatiently = () =>
  until('exports are taken', () => ask(manager, { recipients: recipients() }).catch(() => undefined))

/** The worker's process lives on, and the export it had ended as it should. */
async function expectWhole(id: string, worker: WorkerProcess): Promise<void> {
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', record_count: '500' })
  expect(process.kill(worker.pid, 0)).toBe(true)
  expect(await brokenInvariants()).toEqual([])
}

it('a worker survives the end of all its connections in the middle of a run', async () => {
  const gate = await middleRow()
  const worker = await startWorker()
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  await terminateAll()
  await gate.open()
  await expectWhole(id, worker)
})

it('a worker survives connections that end again and again', async () => {
  const worker = await startWorker()
  const asked = []
  for (let round = 0; round < 3; round += 1) {
    asked.push(await askPatiently())
    await untilExport(asked.at(-1)!.id, 'taken', ({ attempt }) => attempt > 0)
    await terminateAll()
  }
  for (const { id } of asked) expect((await untilEnded(id)).status).toMatch(/^(completed|failed)$/)
  const { id } = await askPatiently()
  await expectWhole(id, worker)
})

it('a worker waits while there is no database, and then finishes by itself', async () => {
  const gate = await middleRow()
  const worker = await startBehindProxy()
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  proxy.close()
  await gate.open()
  await worker.said('liveness connection lost')
  await worker.said('a sweep failed and will be tried again')
  const { id: meanwhile } = await ask(manager, { export_type: 'inventory' })
  proxy.open()
  await expectWhole(meanwhile, worker)
  await expectWhole(id, worker)
})

it('a worker that hears nothing more loses its export to another one, and is of use again later', async () => {
  const gate = await middleRow()
  const cutOff = await startBehindProxy()
  const { id } = await ask(manager, { recipients: recipients() })
  await gate.reached()
  proxy.fallSilent()
  await gate.open()
  const heir = await startWorker(soon)
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 2, failures: 1 })
  await heir.signal('SIGTERM')
  proxy.open()
  await cutOff.said('export attempt failed')
  const { id: next } = await ask(manager)
  await expectWhole(next, cutOff)
})
