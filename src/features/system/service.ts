import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { query } from '#src/lib/db/index.ts'
import { pendingMigrations } from '#src/lib/db/migrate.ts'
import { countWorkers, lastWorkerSeen } from '#src/lib/jobs/workers.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'

export type DependencyState = 'connected' | 'disconnected' | 'outdated'

export interface Readiness {
  isReady: boolean
  dependencies: { database: DependencyState; queue: DependencyState; storage: DependencyState }
}

const deadlineMs = 2_000

/** Whether this process could serve now. Writes nothing and answers within two seconds. */
export async function readiness(): Promise<Readiness> {
  const [database, queue, storage] = await Promise.all([
    inTime(async () => ((await pendingMigrations(query)).length === 0 ? 'connected' : 'outdated')),
    inTime(async () => {
      await query('select from pgboss.version')
      return 'connected'
    }),
    inTime(async () => {
      await getStorage().check()
      return 'connected'
    }),
  ])
  const dependencies = { database, queue, storage }
  return { isReady: Object.values(dependencies).every((state) => state === 'connected'), dependencies }
}

async function inTime(check: () => Promise<DependencyState>): Promise<DependencyState> {
  const timeout = new AbortController()
  const late = sleep(deadlineMs - 100, 'disconnected' as const, { signal: timeout.signal }).catch(
    () => 'disconnected' as const,
  )
  const result = await Promise.race([check().catch(() => 'disconnected' as const), late])
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
  run: async ({ tx }) => ({
    running: await countWorkers(tx),
    last_seen: (await lastWorkerSeen(tx))?.toISOString() ?? null,
  }),
})
