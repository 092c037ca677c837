import { defineJob, type Job } from '#src/lib/jobs/queue.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import { exportsRun } from './queue.ts'
import { runExport } from './run.ts'

export function exportJobs(worker: Worker): Job[] {
  return [defineJob(exportsRun, (delivery) => runExport(worker, delivery))]
}
