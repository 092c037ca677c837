import { desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { db } from '../db/index.ts'
import { workers } from '../db/schema/workers.ts'
import type { Tx } from '../db/transaction.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'
import type { Worker } from './sweep.ts'

/** How long a worker, or an export that it runs, may be silent before it counts as lost. */
export function leaseSeconds(): number {
  return env().LEASE_SECONDS ?? Math.max(10, env().HEARTBEAT_SECONDS * 5)
}

/** Says every few seconds that the worker runs, until the returned function is called. */
export async function reportWorker({ id, name }: Worker): Promise<() => Promise<void>> {
  await db.delete(workers).where(lt(workers.seenAt, sql`now() - interval '30 days'`))
  await db.insert(workers).values({ id, name, host: env().WORKER_HOST })
  const beat = () =>
    db
      .update(workers)
      .set({ seenAt: sql`now()` })
      .where(eq(workers.id, id))
      .then(undefined, (error: unknown) => log.warn({ err: error }, 'the worker could not say that it runs'))
  const timer = setInterval(beat, env().HEARTBEAT_SECONDS * 1000)
  return async () => {
    clearInterval(timer)
    await db.update(workers).set({ stoppedAt: sql`now()`, seenAt: sql`now()` }).where(eq(workers.id, id))
  }
}

/** When any worker was last seen; undefined when none ever ran. */
export async function lastWorkerSeen(tx: Pick<Tx, 'select'>): Promise<Date | undefined> {
  const [last] = await tx
    .select({ seenAt: workers.seenAt })
    .from(workers)
    .orderBy(desc(workers.seenAt))
    .limit(1)
  return last?.seenAt
}

/** How many workers run now, on one machine if it is named. */
export async function countWorkers(tx: Pick<Tx, '$count'>, host?: string): Promise<number> {
  const isSeen = sql`${workers.seenAt} > now() - make_interval(secs => ${leaseSeconds()})`
  const isThere = host === undefined ? undefined : eq(workers.host, host)
  return tx.$count(
    workers,
    sql`${isSeen} and ${isNull(workers.stoppedAt)}${isThere ? sql` and ${isThere}` : sql``}`,
  )
}
