import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { db, query } from '#src/lib/db/index.ts'
import { pendingMigrations } from '#src/lib/db/migrate.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { countWorkers, lastWorkerSeen } from '#src/lib/jobs/workers.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'

export type DependencyState = 'connected' | 'disconnected' | 'outdated'

export interface Readiness {
  /** `degraded`: everything answers, but no worker makes the files. */
  status: 'healthy' | 'degraded' | 'unhealthy'
  dependencies: {
    database: DependencyState
    queue: DependencyState
    storage: DependencyState
    worker: 'connected' | 'missing'
  }
  /** When a worker was last seen, while none is there; null also when none ever was. */
  worker_missing_since: string | null
}

const deadlineMs = 2_000

/** Whether this process could serve now. Writes nothing and answers within two seconds. */
export async function readiness(): Promise<Readiness> {
  const [database, queue, storage, workers] = await Promise.all([
    inTime(async () => ((await pendingMigrations(query)).length === 0 ? 'connected' : 'outdated')),
    inTime(async () => {
      await query('select from pgboss.version')
      return 'connected'
    }),
    inTime(async () => {
      await getStorage().check()
      return 'connected'
    }),
    inTime(() => workersSeen(db), { running: 0, last_seen: null }),
  ])
  const isServing = [database, queue, storage].every((state) => state === 'connected')
  const worker = workers.running > 0 ? 'connected' : 'missing'
  return {
    status: !isServing ? 'unhealthy' : worker === 'connected' ? 'healthy' : 'degraded',
    dependencies: { database, queue, storage, worker },
    worker_missing_since: worker === 'missing' ? workers.last_seen : null,
  }
}

/** What a check finds, or the other value when it fails or is late. */
export function inTime(check: () => Promise<DependencyState>): Promise<DependencyState>
export function inTime<T>(check: () => Promise<T>, otherwise: T): Promise<T>
export async function inTime(
  check: () => Promise<unknown>,
  otherwise: unknown = 'disconnected',
): Promise<unknown> {
  const timeout = new AbortController()
  const late = sleep(deadlineMs - 100, otherwise, { signal: timeout.signal }).catch(() => otherwise)
  const result = await Promise.race([check().catch(() => otherwise), late])
  timeout.abort()
  return result
}

/** Whether anything works on exports; the console warns when nothing does. */
export const getWorkers = defineQuery({
  name: 'system.workers',
  summary: 'How many workers run, and when one was last seen.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: z.object({ running: z.number().int(), last_seen: z.iso.datetime().nullable() }),
  run: ({ tx }) => workersSeen(tx),
})

async function workersSeen(
  on: Pick<Tx, 'select' | '$count'>,
): Promise<{ running: number; last_seen: string | null }> {
  return {
    running: await countWorkers(on),
    last_seen: (await lastWorkerSeen(on))?.toISOString() ?? null,
  }
}
