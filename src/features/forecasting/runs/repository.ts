import { and, eq, isNull, sql } from 'drizzle-orm'
import { forecastPoints, forecastRuns, forecastSeries } from '#src/lib/db/schema/insights/forecasts.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isDead } from '#src/lib/jobs/liveness.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import type { NewRun, RunRow } from '../record/repository.ts'

/** Whose attempt it is: every statement of a run is fenced by it. */
export type Claim = Pick<RunRow, 'id' | 'attempt'>

/** Takes a pending run: undefined when it is not pending any more. */
export async function claimRun(tx: Tx, id: string, worker: Worker): Promise<RunRow | undefined> {
  const [row] = await tx
    .update(forecastRuns)
    .set({
      status: 'processing',
      phase: 'reading',
      progressPercentage: 0,
      attempt: sql`${forecastRuns.attempt} + 1`,
      workerId: worker.id,
      heartbeatAt: sql`now()`,
      startedAt: sql`now()`,
    })
    .where(and(eq(forecastRuns.id, id), eq(forecastRuns.status, 'pending')))
    .returning()
  return row
}

/** What a run may report of itself; each report is also its heartbeat. */
export type Report = Partial<Pick<NewRun, 'phase' | 'progressPercentage'>>

/** Returns whether somebody asked to cancel; undefined when the attempt is no longer ours. */
export async function reportProgress(tx: Tx, claim: Claim, report: Report): Promise<boolean | undefined> {
  const [row] = await tx
    .update(forecastRuns)
    .set({ ...report, heartbeatAt: sql`now()` })
    .where(isOurs(claim))
    .returning({ cancelRequestedAt: forecastRuns.cancelRequestedAt })
  return row && row.cancelRequestedAt !== null
}

/** The attempt's row, held until the end of the transaction; undefined when it was taken over. */
export async function lockClaimed(tx: Tx, claim: Claim): Promise<RunRow | undefined> {
  const [row] = await tx.select().from(forecastRuns).where(isOurs(claim)).for('update')
  return row
}

/** Ends our attempt: undefined when it was taken over, or a cancel came before its completion. */
export async function settleRun(
  tx: Tx,
  claim: Claim,
  changes: Partial<NewRun> & Pick<NewRun, 'status'>,
): Promise<RunRow | undefined> {
  const isUncancelled = changes.status === 'completed' ? isNull(forecastRuns.cancelRequestedAt) : undefined
  const [row] = await tx
    .update(forecastRuns)
    .set({ phase: null, workerId: null, heartbeatAt: null, ...changes })
    .where(and(isOurs(claim), isUncancelled))
    .returning()
  return row
}

export type NewSeries = typeof forecastSeries.$inferInsert
export type NewPoint = typeof forecastPoints.$inferInsert

const batch = 2_000

/** In the order of their positions, which their IDs keep. */
export async function insertSeries(tx: Tx, series: NewSeries[]): Promise<string[]> {
  const rows = await tx.insert(forecastSeries).values(series).returning({ id: forecastSeries.id })
  return rows.map(({ id }) => id)
}

export async function insertPoints(tx: Tx, points: NewPoint[]): Promise<void> {
  for (let from = 0; from < points.length; from += batch)
    await tx.insert(forecastPoints).values(points.slice(from, from + batch))
}

/** Running ones whose worker died, or has been silent for longer than the lease. Across all tenants. */
export async function findAbandoned(
  tx: Tx,
  leaseSeconds: number,
): Promise<Pick<RunRow, 'id' | 'attempt' | 'tenantId'>[]> {
  const { id, attempt, tenantId } = forecastRuns
  return tx
    .select({ id, attempt, tenantId })
    .from(forecastRuns)
    .where(
      and(
        eq(forecastRuns.status, 'processing'),
        sql`(${forecastRuns.heartbeatAt} < now() - make_interval(secs => ${leaseSeconds})
          or ${isDead(sql`${forecastRuns.workerId}`)})`,
      ),
    )
    .limit(100)
}

function isOurs({ id, attempt }: Claim) {
  return and(
    eq(forecastRuns.id, id),
    eq(forecastRuns.status, 'processing'),
    eq(forecastRuns.attempt, attempt),
  )
}
