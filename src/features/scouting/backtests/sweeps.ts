import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { findAbandoned } from './repository.ts'
import { tryAgain } from './service.ts'

/** Lets back-tests whose worker died go on elsewhere; returns how many. */
async function recoverBacktests(): Promise<number> {
  const abandoned = await systemTransaction(findAbandoned)
  for (const claim of abandoned) await transaction(claim.tenantId, 'read write', (tx) => tryAgain(tx, claim))
  return abandoned.length
}

export const lostBacktests = defineSweep({
  name: 'backtests.recover',
  every: 5_000,
  run: recoverBacktests,
})
