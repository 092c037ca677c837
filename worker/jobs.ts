import { destinationJobs } from '#src/features/exports/destinations/runs/jobs.ts'
import { deliveriesSend, destinationsTest } from '#src/features/exports/destinations/runs/queue.ts'
import { exportJobs } from '#src/features/exports/runs/jobs.ts'
import { exportsRun } from '#src/features/exports/runs/queue.ts'
import { mailJob } from '#src/features/mail/jobs.ts'
import { mailsSend } from '#src/features/mail/queue.ts'
import type { Job } from '#src/lib/jobs/queue.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'

/** Every queue there is; the migrate step installs them. */
export const queues = [exportsRun, mailsSend, deliveriesSend, destinationsTest]

/** Every job that a worker runs. */
export function jobsOf(worker: Worker): Job[] {
  return [...exportJobs(worker), mailJob, ...destinationJobs]
}
