import { systemTransaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { log } from '#src/lib/log.ts'
import { findAbandoned, findUnscored } from './repository.ts'
import { scoreLines } from './score.ts'
import { endUnfinished } from './train.ts'

/** Companies that one pass predicts for. */
const batch = 20

/** Predicts the open lines of every company as of its day; returns for how many companies. */
export async function scoreDaily(now = new Date()): Promise<number> {
  const due = await systemTransaction((tx) => findUnscored(tx, now, batch))
  for (const tenantId of due) {
    const asked = { orderId: null, requestId: crypto.randomUUID(), signal: new AbortController().signal, now }
    // A company that cannot be predicted for keeps no other from it, and is tried again.
    await scoreLines(tenantId, asked).catch((error) =>
      log.warn({ err: error, tenantId }, 'late deliveries not predicted'),
    )
  }
  return due.length
}

const dailyScores = defineSweep({ name: 'lateness.score', every: 60_000, run: () => scoreDaily() })

/** Takes trainings away from workers that died or fell silent, and lets them go on elsewhere; returns how many. */
async function recoverAbandoned(): Promise<number> {
  const abandoned = await systemTransaction((tx) => findAbandoned(tx, leaseSeconds()))
  for (const claim of abandoned) {
    const ended = await endUnfinished(claim, 'lost')
    if (ended) log.warn({ modelId: claim.id, attempt: claim.attempt }, 'took over a lost training')
  }
  return abandoned.length
}

const lostTrainings = defineSweep({ name: 'models.recover', every: 1_000, run: recoverAbandoned })

export const latenessSweeps = [dailyScores, lostTrainings]
