import { defineJob } from '#src/lib/jobs/queue.ts'
import { runDelivery } from './deliver.ts'
import { deliveriesSend, destinationsTest } from './queue.ts'
import { runTest } from './try-out.ts'

export const deliveryJob = defineJob(deliveriesSend, runDelivery)

export const testJob = defineJob(destinationsTest, runTest)
