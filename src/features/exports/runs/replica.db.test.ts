import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { startStandby } from '../../../../tests/support/standby.ts'
import { startProxy } from '../../../../tests/support/tcp-proxy.ts'
import { until } from '../../../../tests/support/until.ts'

const { ownerUrl, appUrl, replicaUrl, onPrimary, onStandby } = await startStandby()
// Before anything reads the environment, so that all of it speaks of these servers.
const network = await startProxy(replicaUrl)
process.env.OWNER_URL = ownerUrl
process.env.DATABASE_URL = appUrl
process.env.DATABASE_REPLICA_URL = network.url
const { contextOf, createTenant } = await import('../../../../tests/support/owner.ts')
const { planFile } = await import('../record/plan-file.ts')
const { takeSnapshot } = await import('./snapshot.ts')
const { health } = await import('#src/features/system/health/service.ts')

const folder = await mkdtemp(join(tmpdir(), 'waybill-replica-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

let boss: Context

beforeEach(async () => {
  network.open()
  boss = await contextOf(await createTenant(20), 'super_admin')
})

interface Heard {
  mayUseReplica?: boolean
  signal?: AbortSignal
  onOpen?: () => void
}

/** The customers as an export reads them, and the instant of its snapshot. */
async function readCustomers(heard: Heard = {}) {
  const { mayUseReplica = true, signal = new AbortController().signal, onOpen = () => {} } = heard
  const plan = planFile(boss.principal, {
    ...{ export_name: 'x', export_type: 'customers', format: 'csv', filters: {}, sort: [], options: {} },
    columns: ['customer_no', 'name'],
  })
  const path = join(folder, 'spool')
  await rm(path, { force: true })
  const { takenAt } = await takeSnapshot(
    boss.principal.tenantId,
    plan,
    path,
    { signal, onOpen, onRows: () => {} },
    { purpose: 'export', mayUseReplica },
  )
  return { text: await readFile(path, 'utf8'), takenAt }
}

/** Sessions of the application on the standby. */
const sessions = async (condition: string) =>
  (await onStandby(`select from pg_stat_activity where usename = 'waybill_app_login' and ${condition}`))
    .rowCount

const rename = (name: string) =>
  onPrimary(`update customers set name = '${name}' where tenant_id = '${boss.principal.tenantId}'`)

it('reads from the standby what was committed a moment before', async () => {
  for (const name of ['Ada', 'Grace', 'Edsger']) {
    const before = new Date()
    await rename(name)
    const { text, takenAt } = await readCustomers()
    expect(text.split(name)).toHaveLength(21)
    expect(takenAt.getTime()).toBeGreaterThanOrEqual(before.getTime())
  }
  expect(await sessions('true')).toBe(1)
  expect((await health()).dependencies.replica).toBe('connected')
})

it('reads from the primary what the standby does not have yet', async () => {
  await onStandby('select pg_wal_replay_pause()')
  await rename('Barbara')
  expect((await readCustomers()).text.split('Barbara')).toHaveLength(21)
  await onStandby('select pg_wal_replay_resume()')
})

it('reads from the primary while the standby does not answer, which the health says', async () => {
  network.close()
  expect((await readCustomers()).text.split('\n')).toHaveLength(21)
  const { status, dependencies } = await health()
  expect(dependencies).toMatchObject({ database: 'connected', replica: 'disconnected' })
  expect(status).not.toBe('healthy')
})

it('says so when the standby ends its snapshot to catch up, and the next attempt reads the primary', async () => {
  const read = readCustomers({ onOpen: () => network.hold() })
  const failed = expect(read).rejects.toMatchObject({ code: 'database_unavailable' })
  await until('the snapshot is open', async () => (await sessions(`state = 'idle in transaction'`)) === 1)
  await rename('Margaret')
  await onPrimary('vacuum customers')
  await until('the session was ended', async () => (await sessions('xact_start is not null')) === 0)
  network.goOn()
  await failed
  expect((await readCustomers({ mayUseReplica: false })).text).not.toBe('')
})

it('is stopped on the standby when the export is cancelled', async () => {
  await onPrimary('begin')
  await onPrimary('lock table customers in access exclusive mode')
  // Brings the lock to the standby as well, which hears nothing of what is not yet on the disk.
  await onPrimary(`select pg_logical_emit_message(false, '', '', true)`)
  const stop = new AbortController()
  const reason = new Error('cancelled')
  const failed = expect(readCustomers({ signal: stop.signal })).rejects.toBe(reason)
  await until('the reading waits', async () => (await sessions(`wait_event_type = 'Lock'`)) === 1)
  stop.abort(reason)
  await failed
  await until('nothing waits', async () => (await sessions(`wait_event_type = 'Lock'`)) === 0)
  await onPrimary('rollback')
})

it('is not read any more once it is a server of its own', async () => {
  await onStandby('select pg_promote()')
  await onStandby(`update customers set name = 'Elsewhere'`)
  expect((await readCustomers()).text).not.toContain('Elsewhere')
})
