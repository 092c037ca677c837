import { setTimeout as sleep } from 'node:timers/promises'
import { resumeMails } from '#src/features/mail/jobs.ts'
import { defineJob, type Job } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import { exportsRun } from './queue.ts'
import type { Worker } from './repository.ts'
import { runExport } from './run.ts'
import { expireFiles, recoverAbandoned, removeLeftovers } from './sweep.ts'

export function exportJobs(worker: Worker): Job[] {
  return [defineJob(exportsRun, (delivery) => runExport(worker, delivery))]
}

/** What keeps exports whole while workers come and go; each runs again after its pause. */
export function startSweeping(worker: Worker): () => Promise<void> {
  const stopping = new AbortController()
  const sweeps = [
    repeat(500, () => recoverAbandoned(worker.name), stopping.signal),
    repeat(60_000, expireFiles, stopping.signal),
    repeat(30_000, resumeMails, stopping.signal),
    repeat(3_600_000, removeLeftovers, stopping.signal),
  ]
  return async () => {
    stopping.abort()
    await Promise.all(sweeps)
  }
}

async function repeat(pauseMs: number, sweep: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep().catch((error) => log.warn({ err: error }, 'a sweep failed and will be tried again'))
    await sleep(pauseMs, undefined, { signal }).catch(() => {})
  }
}
