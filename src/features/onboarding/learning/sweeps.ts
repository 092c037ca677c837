import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { onboardingRetrain } from './queue.ts'
import { endUnanswered, findStaleFlows } from './repository.ts'
import { decisionsNeeded } from './service.ts'

const batch = 1_000
/** So many new decisions are worth a retraining. */
const fresh = 50

/** Ends recommendations that nothing came of; returns how many. */
export function endUnansweredDecisions(): Promise<number> {
  return systemTransaction((tx) => endUnanswered(tx, batch))
}

/** Requests a retraining of every flow that has learned enough since the last one; returns how many. */
export async function requestRetraining(): Promise<number> {
  const wanted = { needed: decisionsNeeded, fresh, limit: 100 }
  const stale = await systemTransaction((tx) => findStaleFlows(tx, wanted))
  for (const { id, tenantId } of stale)
    await transaction(tenantId, 'read write', (tx) =>
      enqueue(tx, onboardingRetrain, { tenantId, requestId: `retrain-${id}` }, { flowId: id }),
    )
  return stale.length
}

export const onboardingSweeps = [
  defineSweep({ name: 'onboarding.unanswered', every: 60_000, run: endUnansweredDecisions }),
  defineSweep({ name: 'onboarding.retraining', every: 15 * 60_000, run: requestRetraining }),
]
