import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { getClient } from '../db/index.ts'
import { log } from '../log.ts'

/** Who runs jobs and sweeps. */
export interface Worker {
  id: string
  name: string
}

/** Work that no request starts: what time or a dead process left to do. */
export interface Sweep {
  /** noun.verb; also the name of the lock that lets one worker at a time do it. */
  name: string
  /** Milliseconds from the end of one pass to the start of the next. */
  every: number
  /** Set where every worker may do it at once, because the rows themselves decide who wins. */
  inEveryWorker?: boolean
  /** One pass: finds its work by an index and does a bounded part of it. Returns how much it did. */
  run: (worker: Worker) => Promise<number>
}

/** A sweep, ready to be listed in worker/sweeps.ts. */
export function defineSweep(sweep: Sweep): Sweep {
  return sweep
}

/**
 * Repeats every sweep until the returned function is called, which begins no pass any more and waits that long for
 * those that run; it resolves to whether all of them ended.
 */
export function startSweeping(
  sweeps: readonly Sweep[],
  worker: Worker,
): (graceMs: number) => Promise<boolean> {
  const stopping = new AbortController()
  const running = Promise.all(sweeps.map((sweep) => repeat(sweep, worker, stopping.signal)))
  return async (graceMs) => {
    stopping.abort()
    const ended = new AbortController()
    const patience = sleep(graceMs, false, { signal: ended.signal }).catch(() => false)
    const areEnded = await Promise.race([running.then(() => true), patience])
    ended.abort()
    return areEnded
  }
}

async function repeat(sweep: Sweep, worker: Worker, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await runPass(sweep, worker, signal).catch((error) =>
      log.warn({ err: error, sweep: sweep.name }, 'a sweep failed and will be tried again'),
    )
    await sleep(sweep.every, undefined, { signal }).catch(() => {})
  }
}

/** One pass, unless another worker is at it or the signal aborts before its turn. Returns how much was done. */
export async function runPass(sweep: Sweep, worker: Worker, signal?: AbortSignal): Promise<number> {
  if (sweep.inEveryWorker) return sweep.run(worker)
  return inTurn(async () => (signal?.aborted ? 0 : alone(sweep.name, () => sweep.run(worker))))
}

/** Such a pass holds two connections, its lock's and its work's: a pool full of locks would wait for ever. */
const mostAtOnce = 3
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(pass: () => Promise<T>): Promise<T> {
  if (running === mostAtOnce) await new Promise<void>((begin) => waiting.push(begin))
  else running += 1
  try {
    return await pass()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/**
 * The lock belongs to a transaction, so it ends with a killed worker at once, and with a frozen one when the
 * database gives up on its idle session.
 */
async function alone(name: string, run: () => Promise<number>): Promise<number> {
  const client = await getClient()
  let broken: Error | undefined
  try {
    await client.query(`begin; set local idle_in_transaction_session_timeout = '10min'`)
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_xact_lock($1::bigint) as held',
      [lockKey(name)],
    )
    const done = rows[0]!.held ? await run() : 0
    await client.query('commit')
    return done
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    // After an error nobody knows what state the session is in.
    client.release(broken)
  }
}

function lockKey(name: string): string {
  return createHash('sha256').update(`sweep ${name}`).digest().readBigInt64BE().toString()
}
