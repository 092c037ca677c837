import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { RunRow } from '../record/repository.ts'
import { forecastsRun } from './queue.ts'
import {
  insertPoints,
  insertSeries,
  lockClaimed,
  type NewPoint,
  type NewSeries,
  settleRun,
} from './repository.ts'

const maxFailures = 3
/** One that every worker hands back must not be tried for ever. */
const maxAttempts = 10

export interface Made {
  dataHash: string
  seriesLeftOut: number
  startsOn: string
  endsBefore: string
  /** When the first period can be scored; null where there is none. */
  scoreOn: string | null
  series: (Omit<NewSeries, 'tenantId' | 'runId' | 'position'> & {
    points: Omit<NewPoint, 'tenantId' | 'seriesId' | 'step'>[]
  })[]
}

/** How an attempt ended without forecasts. */
export type Unfinished =
  | { outcome: 'cancelled' | 'handed_back' | 'lost' }
  /** A final one would fail the same way again. */
  | { outcome: 'failed'; message: string; isFinal: boolean }

/** Shows the forecasts whole: only while the attempt is ours and nobody cancelled. Returns whether it did. */
export function publish(claimed: RunRow, made: Made): Promise<boolean> {
  return runTransaction(claimed.tenantId, async (tx) => {
    const { series, ...about } = made
    const row = await settleRun(tx, claimed, {
      ...about,
      status: 'completed',
      progressPercentage: 100,
      completedAt: new Date(),
      seriesCount: series.length,
      errorMessage: null,
    })
    if (!row) return false
    const { tenantId, id: runId } = row
    if (series.length > 0) {
      const ids = await insertSeries(
        tx,
        series.map(({ points: _, ...values }, index) => ({
          ...values,
          tenantId,
          runId,
          position: index + 1,
        })),
      )
      await insertPoints(
        tx,
        series.flatMap(({ points }, index) =>
          points.map((point, step) => ({ ...point, tenantId, seriesId: ids[index]!, step: step + 1 })),
        ),
      )
    }
    await record(tx, row, 'forecast.completed', { series: series.length })
    return true
  })
}

/** Ends an attempt that made nothing: tries again later, or for good. Returns the row unless it was taken over. */
export function endUnfinished(
  claimed: Pick<RunRow, 'id' | 'attempt' | 'tenantId'>,
  how: Unfinished,
): Promise<RunRow | undefined> {
  return runTransaction(claimed.tenantId, async (tx) => {
    const row = await lockClaimed(tx, claimed)
    if (!row) return undefined
    if (how.outcome === 'cancelled' || row.cancelRequestedAt !== null)
      return end(tx, row, { status: 'cancelled' })
    if (how.outcome === 'handed_back' && row.attempt < maxAttempts) return requeue(tx, row, row.failures, 0)
    const failures = row.failures + 1
    const message =
      how.outcome === 'failed' ? how.message : 'The worker that carried out this forecast stopped.'
    if (failures >= maxFailures || (how.outcome === 'failed' && how.isFinal))
      return end(tx, row, { status: 'failed', failures, errorMessage: message })
    // A dead worker says nothing about the work, so its run goes on at once.
    const seconds = how.outcome === 'lost' ? 0 : env().RETRY_SECONDS * 2 ** (failures - 1)
    return requeue(tx, row, failures, seconds)
  })
}

async function end(tx: Tx, claimed: RunRow, changes: Parameters<typeof settleRun>[2]) {
  const row = await settleRun(tx, claimed, { ...changes, completedAt: new Date() })
  if (row) await record(tx, row, `forecast.${changes.status}`, { reason: row.errorMessage ?? undefined })
  return row
}

async function requeue(tx: Tx, claimed: RunRow, failures: number, startAfterSeconds: number) {
  const row = await settleRun(tx, claimed, { status: 'pending', failures })
  if (!row) return undefined
  await enqueue(tx, forecastsRun, row, { runId: row.id }, { startAfterSeconds })
  await record(tx, row, 'forecast.requeued', { attempt: row.attempt })
  return row
}

function record(
  tx: Tx,
  { tenantId, requestId, id, name }: RunRow,
  action: `${string}.${string}`,
  details: Record<string, unknown>,
): Promise<void> {
  const entry = { action, subjectType: 'forecast', subjectId: id, details: { name, ...details } }
  return writeAuditEntry(tx, { tenantId, requestId }, entry)
}
