import { deliveryJob, testJob } from '#src/features/exports/destinations/runs/jobs.ts'
import { exportJob } from '#src/features/exports/runs/jobs.ts'
import { forecastJob } from '#src/features/forecasting/runs/jobs.ts'
import { importJob } from '#src/features/imports/runs/jobs.ts'
import { mailJob } from '#src/features/mail/jobs.ts'
import { retrainJob } from '#src/features/onboarding/learning/jobs.ts'
import { backtestJob } from '#src/features/scouting/backtests/jobs.ts'
import { latenessJobs } from '#src/features/supplier-performance/runs/jobs.ts'
import type { Job } from '#src/lib/jobs/queue.ts'

/** Every job that a worker runs. */
export const jobs: readonly Job[] = [
  exportJob,
  mailJob,
  deliveryJob,
  testJob,
  forecastJob,
  importJob,
  ...latenessJobs,
  backtestJob,
  retrainJob,
]

/** Their queues; the migrate step installs them. */
export const queues = jobs.map(({ queue }) => queue)
