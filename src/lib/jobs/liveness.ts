import { setTimeout as sleep } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import pg from 'pg'
import { env } from '../env.ts'
import { log } from '../log.ts'

/** First half of the advisory lock's key; the second is the hash of the worker's id. */
const lockClass = 0x77617962

/**
 * Says that a worker lives for as long as its process does: a session of its own holds an advisory
 * lock, which PostgreSQL releases the moment the process dies. Returns the function that ends it.
 */
export async function proveAlive(workerId: string): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  let held = await holdLock(workerId)
  const renewing = (async () => {
    while (!stopping.signal.aborted) {
      await held.lost
      if (stopping.signal.aborted) return
      log.warn({ workerId }, 'liveness connection lost; renewing it')
      held = await holdLock(workerId).catch(async () => {
        await sleep(500)
        return { lost: Promise.resolve(), end: async () => {} }
      })
    }
  })()
  return async () => {
    stopping.abort()
    await held.end()
    await renewing
  }
}

/** SQL that is true when nobody holds the lock of the worker in `column`: its process is gone. */
export function isDead(column: SQL): SQL {
  return sql`pg_try_advisory_xact_lock(${sql.raw(String(lockClass))}, hashtext(${column}::text))`
}

async function holdLock(workerId: string) {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: `waybill worker ${workerId}`,
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  await client.connect()
  await client.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, workerId])
  return { lost, end: () => client.end() }
}
