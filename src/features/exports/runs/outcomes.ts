import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { linkDelta, type MadeDelta } from '../deltas/service.ts'
import { startDeliveries } from '../destinations/runs/start.ts'
import { queueFailedMail, queueReadyMails } from '../notices/service.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { type FailureCode, failures, isCharged } from '../record/failures.ts'
import type { ExportRow } from '../record/repository.ts'
import type { ExportFile } from '../record/schema.ts'
import type { RunChanges } from '../run-changes/schema.ts'
import { exportsRun } from './queue.ts'
import { countRunning, insertStatistic, lockClaimed, settle, wakeExports } from './repository.ts'

const maxFailures = 3
/** An export that ends every connection must not be tried for ever, though no attempt was charged to it. */
const maxAttempts = 10

export interface Made {
  folder: string
  fileName: string
  files: ExportFile[]
  manifest: Manifest
  completedAt: Date
  /** When it had read its last row; null where another export had read them. */
  readAt: Date | null
  storedAt: Date
  /** Where its rows are kept for other formats and equal requests, and which export had read them. */
  spool?: KeptRows | undefined
  /** What changed since the run of its schedule before. */
  changes?: RunChanges | undefined
  /** The link that it becomes in its schedule's chain. */
  link?: MadeDelta
}

type KeptRows = { spoolHost: string; spoolKeptUntil: Date } & ({ snapshotOf?: string } | { readKey: string })

interface Failed {
  outcome: 'failed' | 'lost'
  code: FailureCode
  /** Where the run knows more than the code says. */
  message?: string
}

/** How an attempt ended without a file. */
export type Unfinished = { outcome: 'cancelled' } | { outcome: 'handed_back' } | Failed

/**
 * Makes a file downloadable: row, statistic and audit entry in one transaction, only while the
 * attempt is ours and nobody cancelled. Returns whether it was.
 */
export function publish(claimed: ExportRow, made: Made, workerNode: string): Promise<boolean> {
  return runTransaction(claimed.tenantId, async (tx) => {
    const { folder, fileName, files, manifest, completedAt, readAt, storedAt, spool, changes, link } = made
    const days = claimed.retentionDays ?? env().EXPORT_RETENTION_DAYS
    const row = await settle(tx, claimed, 'completed', {
      status: 'completed',
      progressPercentage: 100,
      rowsDone: manifest.rows_written,
      // A short run is over before its first report: without this some would end with an estimate and some without.
      rowsEstimated: manifest.rows_written,
      recordCount: manifest.rows_written,
      ...{ completedAt, readAt, storedAt },
      expiresAt: new Date(completedAt.getTime() + days * 24 * 3600 * 1000),
      snapshotAt: new Date(manifest.snapshot_at),
      filePath: folder,
      fileName,
      fileSize: files[0]?.bytes ?? 0,
      files,
      manifest,
      changes,
      ...spool,
    })
    if (!row) return false
    if (link && !(await linkDelta(tx, row, link))) throw new Error('another run has continued the chain')
    await insertStatistic(tx, row, workerNode)
    await recordMove(tx, row, 'export.completed', { attempt: row.attempt, rows: row.recordCount })
    await queueReadyMails(tx, row, manifest.columns)
    await startDeliveries(tx, row)
    await wakeWaiting(tx, row)
    return true
  })
}

/** Ends an attempt that made no file: tries again later, or for good. Returns the row unless it was taken over. */
export function endUnfinished(
  claimed: { tenantId: TenantId; id: string; attempt: number },
  how: Unfinished,
  workerNode: string,
): Promise<ExportRow | undefined> {
  return runTransaction(claimed.tenantId, async (tx) => {
    // A lost worker may only be frozen, and hold its row: other exports must not wait for it.
    const row = await lockClaimed(tx, claimed, { skipLocked: how.outcome === 'lost' })
    if (!row) return undefined
    const isCancelled = how.outcome === 'cancelled' || row.cancelRequestedAt !== null
    const ended = await (isCancelled
      ? finish(tx, row, workerNode, 'cancelled')
      : how.outcome === 'handed_back'
        ? requeue(tx, row, 'handed_back', 0)
        : failOrRequeue(tx, row, workerNode, how as Failed))
    await wakeWaiting(tx, row)
    return ended
  })
}

async function failOrRequeue(
  tx: Tx,
  row: ExportRow,
  workerNode: string,
  { outcome, code, message }: Failed,
): Promise<ExportRow | undefined> {
  const count = row.failures + 1
  if (!isCharged(code) && row.attempt < maxAttempts) {
    return requeue(tx, row, 'handed_back', Math.min(pauseAfter(row.attempt), 30), code)
  }
  if (!failures[code].isRetryable || count >= maxFailures)
    return finish(tx, row, workerNode, outcome, code, message)
  // A dead worker says nothing about the work, so its export goes on at once.
  const seconds = outcome === 'lost' ? 0 : pauseAfter(count)
  return requeue(tx, { ...row, failures: count }, outcome, seconds, code)
}

function pauseAfter(attempts: number): number {
  return env().RETRY_SECONDS * 2 ** (attempts - 1)
}

async function finish(
  tx: Tx,
  claimed: ExportRow,
  workerNode: string,
  outcome: 'cancelled' | 'failed' | 'lost',
  code?: FailureCode,
  message?: string,
): Promise<ExportRow | undefined> {
  const status = outcome === 'cancelled' ? 'cancelled' : 'failed'
  const errorMessage = code ? (message ?? failures[code].message) : null
  const changes = {
    status,
    completedAt: new Date(),
    failures: claimed.failures + (code ? 1 : 0),
    errorMessage,
  }
  const row = await settle(tx, claimed, outcome, changes, code ?? null)
  if (!row) return undefined
  await insertStatistic(tx, row, workerNode)
  if (status === 'failed') await queueFailedMail(tx, row)
  await recordMove(tx, row, `export.${status}`, {
    attempt: row.attempt,
    ...(code ? { error_code: code } : {}),
  })
  return row
}

async function requeue(
  tx: Tx,
  claimed: ExportRow,
  outcome: 'failed' | 'lost' | 'handed_back',
  startAfterSeconds: number,
  code?: FailureCode,
): Promise<ExportRow | undefined> {
  const changes = { status: 'pending', failures: claimed.failures, errorCode: null }
  const row = await settle(tx, claimed, outcome, changes, code ?? null)
  if (!row) return undefined
  await enqueue(tx, exportsRun, row, { exportId: row.id }, { startAfterSeconds, priority: row.priority })
  await recordMove(tx, row, 'export.requeued', { attempt: row.attempt, reason: code ?? outcome })
  return row
}

async function wakeWaiting(tx: Tx, { tenantId }: ExportRow): Promise<void> {
  await wakeTenant(tx, tenantId)
}

/** Gives the exports that wait longest a job as far as slots are free; returns how many were woken. */
export async function wakeTenant(tx: Tx, tenantId: TenantId): Promise<number> {
  // Waits for claims under way: what they park is then seen here, or they see the free slot.
  const free = env().TENANT_CONCURRENCY - (await countRunning(tx, tenantId))
  if (free <= 0) return 0
  const woken = await wakeExports(tx, free)
  for (const row of woken)
    await enqueue(tx, exportsRun, row, { exportId: row.id }, { priority: row.priority })
  return woken.length
}

export async function recordMove(
  tx: Tx,
  row: ExportRow,
  action: `${string}.${string}`,
  details: Record<string, unknown>,
): Promise<void> {
  const actor = { tenantId: row.tenantId, requestId: row.requestId }
  await writeAuditEntry(tx, actor, { action, subjectType: 'export', subjectId: row.id, details })
}
