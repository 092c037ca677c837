import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { fromDrizzle, PgBoss } from 'pg-boss'
import * as z from 'zod'
import type { TenantId } from '../context.ts'
import { getPool } from '../db/index.ts'
import type { Tx } from '../db/transaction.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { reportError } from '../resilience/error-groups.ts'
import type { Worker } from './sweep.ts'

const schema = 'pgboss'

/** Every job carries who it works for and which request asked for it. */
const envelope = z.object({
  tenantId: z.uuid().transform((id) => id as TenantId),
  requestId: z.string(),
})

export interface Queue<Payload extends object> {
  /** noun.verb, such as exports.run. */
  name: string
  payload: z.ZodType<Payload>
  /** Jobs of it that one worker runs at once. */
  concurrency: () => number
}

export interface Delivery<Payload> {
  tenantId: TenantId
  requestId: string
  payload: Payload
  /** Aborts when the worker has to stop before the job ended. */
  signal: AbortSignal
  worker: Worker
}

/** A queue and what is done with its jobs, ready to be listed in worker/jobs.ts. */
export interface Job {
  queue: Pick<Queue<object>, 'name' | 'concurrency'>
  run: (data: unknown, signal: AbortSignal, worker: Worker) => Promise<void>
}

/** Joins a queue to its work: the envelope is opened and the payload checked before `run` sees it. */
export function defineJob<Payload extends object>(
  queue: Queue<Payload>,
  run: (delivery: Delivery<Payload>) => Promise<void>,
): Job {
  return {
    queue,
    run: (data, signal, worker) =>
      run({ ...envelope.parse(data), payload: queue.payload.parse(data), signal, worker }),
  }
}

export interface EnqueueOptions {
  /** Higher goes first. */
  priority?: number
  startAfterSeconds?: number
}

/** Puts a job on its queue inside the caller's transaction: both commit, or neither. */
export async function enqueue<Payload extends object>(
  tx: Tx,
  queue: Queue<Payload>,
  from: { tenantId: TenantId; requestId: string },
  payload: Payload,
  { priority, startAfterSeconds }: EnqueueOptions = {},
): Promise<void> {
  const boss = await sender()
  const data = { ...queue.payload.parse(payload), tenantId: from.tenantId, requestId: from.requestId }
  const options = {
    db: fromDrizzle(tx, sql),
    ...(priority === undefined ? {} : { priority }),
    ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
  }
  if (!(await boss.send(queue.name, data, options))) throw new Error(`${queue.name} took no job.`)
}

/** Makes pg-boss's schema and the queues, as the owner, and lets the application use them. */
export async function installQueues(ownerUrl: string, queues: { name: string }[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 1 })
  boss.on('error', (error) => log.error({ err: error }, 'queue installation'))
  await boss.start()
  try {
    for (const { name } of queues) {
      await boss.createQueue(name, deliverAtLeastOnce)
      // A queue of an earlier version is left as it is by createQueue.
      await boss.updateQueue(name, deliverAtLeastOnce)
    }
    const db = boss.getDb()
    for (const role of ['waybill_app', 'waybill_system'] as const) {
      await db.executeSql(`grant usage on schema ${schema} to ${role}`)
      await db.executeSql(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`)
      await db.executeSql(`grant usage on all sequences in schema ${schema} to ${role}`)
      await db.executeSql(`grant execute on all functions in schema ${schema} to ${role}`)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

// The queue only delivers, and at least once: a job whose worker died or lost the database before the
// row knew of it comes again. Attempts and back-off belong to the rows, and a delivery that finds
// nothing left to do costs one statement.
const deliverAtLeastOnce = {
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: 10,
  expireInSeconds: 24 * 3600 - 1,
  notify: true,
}

/** Runs jobs until `stop`: as many loops as a queue asks for, each taking one job at a time. */
export async function startWorking(jobs: readonly Job[], worker: Worker) {
  const superviseSeconds = Math.max(1, Math.min(2, env().QUEUE_POLL_SECONDS))
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema,
    application_name: 'waybill queue',
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    max: 4,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'queue'))
  await boss.start()
  const stopping = new AbortController()
  for (const job of jobs) {
    const run = (data: unknown, signal: AbortSignal) =>
      job.run(data, AbortSignal.any([signal, stopping.signal]), worker)
    for (let loop = 0; loop < job.queue.concurrency(); loop += 1) await startLoop(boss, job.queue.name, run)
  }
  return {
    /** Takes no new job, gives running ones `graceMs`, then aborts them. */
    async stop(graceMs: number): Promise<void> {
      const timer = setTimeout(() => stopping.abort(), graceMs)
      await boss.stop({ graceful: true, timeout: graceMs + 2_000, close: true })
      clearTimeout(timer)
    },
  }
}

async function startLoop(
  boss: PgBoss,
  queueName: string,
  run: (data: unknown, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const notifyPollingIntervalSeconds = env().QUEUE_POLL_SECONDS
  const options = {
    batchSize: 1,
    heartbeatRefreshSeconds: 3,
    pollingIntervalSeconds: Math.min(2, notifyPollingIntervalSeconds),
    notifyPollingIntervalSeconds,
  } as const
  const id: string = await boss.work(queueName, options, async ([delivered]) => {
    if (!delivered) return
    try {
      await run(delivered.data, delivered.signal)
    } catch (error) {
      const { data: from } = envelope.safeParse(delivered.data)
      if (from && !delivered.signal.aborted) await reportError(error, { ...from, place: queueName })
      throw error
    } finally {
      // Without this nudge the loop sleeps its whole poll interval although more jobs wait.
      boss.notifyWorker(id)
    }
  })
}

const shared = globalThis as { __waybillSender?: Promise<PgBoss> }

/** A pg-boss that only sends, on the application's own pool. */
function sender(): Promise<PgBoss> {
  shared.__waybillSender ??= startSender().catch((error) => {
    shared.__waybillSender = undefined
    throw error
  })
  return shared.__waybillSender
}

async function startSender(): Promise<PgBoss> {
  const db = {
    executeSql: (text: string, values?: unknown[]): Promise<pg.QueryResult> => getPool().query(text, values),
  }
  const boss = new PgBoss({
    db,
    schema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'queue sender'))
  return boss.start()
}
