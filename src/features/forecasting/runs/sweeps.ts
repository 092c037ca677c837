import { systemTransaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { log } from '#src/lib/log.ts'
import { endUnfinished } from './outcomes.ts'
import { findAbandoned } from './repository.ts'

/** Takes runs away from workers that died or fell silent, and lets them go on elsewhere; returns how many. */
async function recoverAbandoned(): Promise<number> {
  const abandoned = await systemTransaction((tx) => findAbandoned(tx, leaseSeconds()))
  for (const claim of abandoned) {
    const ended = await endUnfinished(claim, { outcome: 'lost' })
    if (ended) log.warn({ runId: claim.id, attempt: claim.attempt }, 'took over a lost forecast')
  }
  return abandoned.length
}

export const lostForecasts = defineSweep({
  name: 'forecasts.recover',
  every: 1_000,
  run: recoverAbandoned,
})
