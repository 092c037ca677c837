import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { query } from '#src/lib/db/index.ts'
import { dataExports, exportAttempts, exportStatistics } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isDead } from '#src/lib/jobs/liveness.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import { type ExportRow, exportColumns, type NewExport } from '../record/repository.ts'
import type { Claim } from '../spools/repository.ts'

export type Outcome = 'completed' | 'failed' | 'cancelled' | 'lost' | 'handed_back'

/** How many of the tenant's exports run now. Holds off other claims of the tenant until the end of the transaction. */
export async function countRunning(tx: Tx, tenantId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('exports.slots'), hashtext(${tenantId}))`)
  return tx.$count(dataExports, eq(dataExports.status, 'processing'))
}

/** Takes a pending export: undefined when it is not pending any more. */
export async function claimExport(tx: Tx, id: string, worker: Worker): Promise<ExportRow | undefined> {
  const [row] = await tx
    .update(dataExports)
    .set({
      status: 'processing',
      phase: 'reading',
      attempt: sql`${dataExports.attempt} + 1`,
      workerId: worker.id,
      heartbeatAt: sql`now()`,
      startedAt: sql`now()`,
      progressPercentage: 0,
      rowsDone: 0,
      rowsEstimated: null,
      snapshotAt: null,
    })
    .where(
      and(
        eq(dataExports.id, id),
        eq(dataExports.status, 'pending'),
        isApproved,
        isNull(dataExports.deletedAt),
      ),
    )
    .returning(exportColumns)
  if (!row) return undefined
  await tx
    .insert(exportAttempts)
    .values({ tenantId: row.tenantId, exportId: id, attempt: row.attempt, workerNode: worker.name })
  return row
}

/** Marks an export as waiting for one of its tenant's slots; it has no job until it is woken. */
export async function parkExport(tx: Tx, id: string): Promise<boolean> {
  const parked = await tx
    .update(dataExports)
    .set({ phase: 'waiting', wokenAt: null })
    .where(and(eq(dataExports.id, id), eq(dataExports.status, 'pending'), isApproved))
    .returning({ id: dataExports.id })
  return parked.length > 0
}

/** The exports that wait longest for a slot; one that was just delivered waits with them. */
export async function findWaiting(tx: Tx, limit: number, deliveredId?: string): Promise<ExportRow[]> {
  const isDelivered = deliveredId === undefined ? undefined : eq(dataExports.id, deliveredId)
  return tx
    .select(exportColumns)
    .from(dataExports)
    .where(
      and(
        eq(dataExports.status, 'pending'),
        isApproved,
        isNull(dataExports.deletedAt),
        or(eq(dataExports.phase, 'waiting'), isDelivered),
      ),
    )
    .orderBy(desc(dataExports.priority), asc(dataExports.createdAt), asc(dataExports.id))
    .limit(limit)
}

/** Those of the exports that wait longest that have no job; they are about to get one. */
export async function wakeExports(tx: Tx, limit: number): Promise<ExportRow[]> {
  const next = await findWaiting(tx, limit)
  const asleep = next.filter(({ wokenAt }) => wokenAt === null).map(({ id }) => id)
  if (asleep.length === 0) return []
  return tx
    .update(dataExports)
    .set({ wokenAt: sql`now()` })
    .where(and(inArray(dataExports.id, asleep), eq(dataExports.status, 'pending')))
    .returning(exportColumns)
}

/** Tenants with an export that waits without a job. Across all tenants. */
export async function findWaitingTenants(tx: Tx): Promise<TenantId[]> {
  const rows = await tx
    .selectDistinct({ tenantId: dataExports.tenantId })
    .from(dataExports)
    .where(
      and(
        eq(dataExports.status, 'pending'),
        eq(dataExports.phase, 'waiting'),
        isNull(dataExports.wokenAt),
        isNull(dataExports.deletedAt),
      ),
    )
    .limit(500)
  return rows.map(({ tenantId }) => tenantId)
}

/** What a run may report of itself; each report is also its heartbeat. */
export type Report = Partial<
  Pick<NewExport, 'phase' | 'progressPercentage' | 'rowsDone' | 'rowsEstimated' | 'snapshotAt'>
>

/** Returns whether somebody asked to cancel; undefined when the attempt is no longer ours. */
export async function reportProgress(tx: Tx, claim: Claim, report: Report): Promise<boolean | undefined> {
  const [row] = await tx
    .update(dataExports)
    .set({ ...report, heartbeatAt: sql`now()` })
    .where(isOurs(claim))
    .returning({ cancelRequestedAt: dataExports.cancelRequestedAt })
  return row && row.cancelRequestedAt !== null
}

/**
 * The attempt's row, held until the end of the transaction; undefined when it was taken over, or with
 * `skipLocked` when somebody else is about to change it.
 */
export async function lockClaimed(
  tx: Tx,
  claim: Claim,
  { skipLocked }: { skipLocked: boolean },
): Promise<ExportRow | undefined> {
  const [row] = await tx
    .select(exportColumns)
    .from(dataExports)
    .where(isOurs(claim))
    .for('update', skipLocked ? { skipLocked } : {})
  return row
}

/** Ends our attempt: undefined when it was taken over, or a cancel came before its completion. */
export async function settle(
  tx: Tx,
  claim: Claim,
  outcome: Outcome,
  changes: Partial<NewExport>,
  errorCode: string | null = null,
): Promise<ExportRow | undefined> {
  const isUncancelled = outcome === 'completed' ? isNull(dataExports.cancelRequestedAt) : undefined
  const [row] = await tx
    .update(dataExports)
    .set({ phase: null, workerId: null, heartbeatAt: null, errorCode, ...changes })
    .where(and(isOurs(claim), isUncancelled))
    .returning(exportColumns)
  if (!row) return undefined
  await tx
    .update(exportAttempts)
    .set({
      endedAt: sql`now()`,
      outcome,
      errorCode,
      leftoverSince: outcome === 'completed' ? null : sql`now()`,
    })
    .where(and(eq(exportAttempts.exportId, claim.id), eq(exportAttempts.attempt, claim.attempt)))
  return row
}

/** One statistic for each export that ended, however it ended. */
export async function insertStatistic(tx: Tx, row: ExportRow, workerNode: string | null): Promise<void> {
  await tx.insert(exportStatistics).values({
    tenantId: row.tenantId,
    exportId: row.id,
    exportType: row.exportType,
    format: row.format,
    createdBy: row.createdBy,
    templateId: row.templateId,
    waitMs: waitOf(row),
    success: row.status === 'completed',
    durationMs: row.startedAt && row.completedAt ? row.completedAt.getTime() - row.startedAt.getTime() : 0,
    fileSize: row.fileSize,
    recordCount: row.recordCount,
    errorMessage: row.status === 'completed' ? null : (row.errorCode ?? row.status),
    workerNode,
  })
}

/** Milliseconds from the time it could run to its first attempt; null when it never started. */
function waitOf({ id, queuedAt }: ExportRow): SQL {
  return sql`(select greatest(0, extract(epoch from min(started_at) - ${queuedAt.toISOString()}::timestamptz) * 1000)::integer
    from export_attempts where export_id = ${id})`
}

export interface Abandoned extends Claim {
  tenantId: TenantId
  workerId: string | null
  /** Whether its lease is over, as opposed to its worker's session. */
  isSilent: boolean
}

/** Running exports whose worker died, or has been silent for longer than the lease. Across all tenants. */
export async function findAbandoned(tx: Tx, leaseSeconds: number): Promise<Abandoned[]> {
  const { id, tenantId, attempt, workerId, heartbeatAt } = dataExports
  return tx
    .select({
      ...{ id, tenantId, attempt, workerId },
      isSilent: sql<boolean>`${heartbeatAt} < now() - make_interval(secs => ${leaseSeconds})`,
    })
    .from(dataExports)
    .where(
      and(
        eq(dataExports.status, 'processing'),
        sql`(${dataExports.heartbeatAt} < now() - make_interval(secs => ${leaseSeconds}) or ${isDead(sql`${dataExports.workerId}`)})`,
      ),
    )
}

/** Whether the attempt runs, as far as anybody knows. */
export async function isRunning(tx: Tx, claim: Claim): Promise<boolean> {
  return (await tx.$count(dataExports, isOurs(claim))) > 0
}

/** Whether the attempt's file was made downloadable. */
export async function isPublished(tx: Tx, { id, attempt }: Claim): Promise<boolean> {
  const isAttempt = and(eq(dataExports.id, id), eq(dataExports.attempt, attempt))
  return (await tx.$count(dataExports, and(isAttempt, eq(dataExports.status, 'completed')))) > 0
}

/** Lets statements of this transaction take as long as they need. */
export async function liftTimeLimit(tx: Tx): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`)
}

/** Stops what a connection of ours is doing. */
export async function cancelBackend(processId: number): Promise<void> {
  await query('select pg_cancel_backend($1)', [processId])
}

/** An export that waits for an approval runs for nobody. */
const isApproved = sql`${dataExports.phase} is distinct from 'approval'`

function isOurs({ id, attempt }: Claim) {
  return and(eq(dataExports.id, id), eq(dataExports.status, 'processing'), eq(dataExports.attempt, attempt))
}
