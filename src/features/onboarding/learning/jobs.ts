import { transaction } from '#src/lib/db/transaction.ts'
import { defineJob } from '#src/lib/jobs/queue.ts'
import { onboardingRetrain } from './queue.ts'
import { retrain } from './service.ts'

/** A worker that dies in between leaves the model as it was, and the job comes again. */
export const retrainJob = defineJob(onboardingRetrain, async ({ tenantId, payload: { flowId } }) => {
  await transaction(tenantId, 'read write', (tx) => retrain(tx, tenantId, flowId))
})
