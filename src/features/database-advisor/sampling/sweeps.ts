import { statfs } from 'node:fs/promises'
import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { deltaOf, grown } from './deltas.ts'
import {
  addStatements,
  findCounters,
  findHealthCounters,
  findLastTimes,
  findOperator,
  forgetFormer,
  forgetOld,
  type Health,
  insertHealth,
  insertIndexes,
  insertTables,
  lockSamples,
  readHealth,
  readStatements,
} from './repository.ts'

const minute = 60_000
const sampleEvery = 5 * minute
const tablesEvery = 60 * minute

/** Takes the samples that are due; returns how many kinds of them were. */
export async function takeSamples(now = new Date()): Promise<number> {
  const tenantId = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!tenantId) return 0
  const last = await transaction(tenantId, 'read only', findLastTimes)
  const isDue = (at: Date | null, every: number) => !at || at < startOf(now, every)
  let taken = 0
  if (isDue(last.health, sampleEvery)) {
    if (await sampleStatements(tenantId, startOf(now, sampleEvery))) taken += 1
  }
  if (isDue(last.tables, tablesEvery)) {
    await transaction(tenantId, 'read write', (tx) => insertTables(tx, tenantId, startOf(now, tablesEvery)))
    taken += 1
  }
  const day = now.toISOString().slice(0, 10)
  if (last.day === null || last.day < day) {
    await transaction(tenantId, 'read write', async (tx) => {
      await insertIndexes(tx, tenantId, day)
      await forgetOld(tx, now)
    })
    await systemTransaction((tx) => forgetFormer(tx, tenantId))
    taken += 1
  }
  return taken
}

/** Returns whether it was the one that took them. */
async function sampleStatements(tenantId: TenantId, at: Date): Promise<boolean> {
  const { health, statements } = await systemTransaction(async (tx) => ({
    health: await readHealth(tx),
    statements: await readStatements(tx),
  }))
  const diskFreeBytes = await freeBytes(health.data_directory)
  return transaction(tenantId, 'read write', async (tx) => {
    // Two that know the same counters would both count what came since.
    await lockSamples(tx, tenantId)
    const { health: lastReadAt } = await findLastTimes(tx)
    if (lastReadAt && lastReadAt >= at) return false
    const known = await findCounters(tx)
    const deltas = statements.map((statement) => ({
      statement,
      delta: deltaOf(statement, known.get(statement.fingerprint), lastReadAt?.toISOString()),
    }))
    // One that did nothing since is known already.
    await addStatements(
      tx,
      tenantId,
      at,
      deltas.filter(({ statement, delta }) => delta.calls > 0 || !known.has(statement.fingerprint)),
    )
    await insertHealth(tx, {
      tenantId,
      at,
      diskFreeBytes,
      ...figuresOf(health, await findHealthCounters(tx)),
    })
    return true
  })
}

function figuresOf(now: Health, before: Partial<Health>) {
  const { oldest } = now
  return {
    ...{ connections: now.connections, maxConnections: now.max_connections, active: now.active },
    ...{ idleInTransaction: now.idle_in_transaction, waitingForLocks: now.waiting },
    oldestTransactionSeconds: oldest?.seconds ?? null,
    oldestTransaction: oldest && `${oldest.application}, ${oldest.state}: ${oldest.query}`,
    blocksHit: grown(now.blocks_hit, before.blocks_hit),
    blocksRead: grown(now.blocks_read, before.blocks_read),
    deadlocks: grown(now.deadlocks, before.deadlocks),
    tempBytes: grown(now.temp_bytes, before.temp_bytes),
    ...{ databaseBytes: now.database_bytes, liveRows: now.live_rows, deadRows: now.dead_rows },
    counters: {
      ...{ blocks_hit: now.blocks_hit, blocks_read: now.blocks_read, deadlocks: now.deadlocks },
      ...{ temp_bytes: now.temp_bytes, replicas: now.replicas },
    },
  }
}

/** Null where the database keeps its files on another machine, or hides where. */
async function freeBytes(folder: string | null): Promise<number | null> {
  if (!folder) return null
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
}

/** The start of the step that the instant lies in. */
function startOf(now: Date, every: number): Date {
  return new Date(Math.floor(now.getTime() / every) * every)
}

export const databaseSamples = defineSweep({
  name: 'database.sample',
  every: minute,
  run: () => takeSamples(),
})
