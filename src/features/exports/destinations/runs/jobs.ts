import { defineJob, type Job } from '#src/lib/jobs/queue.ts'
import { runDelivery } from './deliver.ts'
import { deliveriesSend, destinationsTest } from './queue.ts'
import { runTest } from './try-out.ts'

export const destinationJobs: Job[] = [
  defineJob(deliveriesSend, runDelivery),
  defineJob(destinationsTest, runTest),
]
