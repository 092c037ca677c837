import { mkdir } from 'node:fs/promises'
import { EncodeError } from '#src/encoding/process/encoder.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError, isConnectionError } from '#src/lib/errors.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import { RunReporter, Stopped, type StopReason } from '#src/lib/jobs/run-reporter.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import { countWorkers } from '#src/lib/jobs/workers.ts'
import { log } from '#src/lib/log.ts'
import { getMetrics } from '#src/lib/metrics/metrics.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { compareWithRunBefore } from '../comparisons/run-before/service.ts'
import { openDelta } from '../deltas/service.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { failures, RunError } from '../record/failures.ts'
import { type FilePlan, planAgain } from '../record/plan-file.ts'
import type { ExportRow } from '../record/repository.ts'
import { requestOf } from '../record/request.ts'
import { attemptFolder, keysIn } from '../record/stored-files.ts'
import { dropSpool, keepSpool } from '../spools/kept-rows.ts'
import { readKey } from '../spools/read-key.ts'
import { findSource } from '../spools/repository.ts'
import { removeWorkFolder, workFolderOf } from '../spools/work-folder.ts'
import { makeFile } from './make-file.ts'
import { onStorage } from './on-storage.ts'
import { endUnfinished, publish, recordMove, type Unfinished } from './outcomes.ts'
import { exportsRun } from './queue.ts'
import {
  claimExport,
  countRunning,
  findWaiting,
  isPublished,
  parkExport,
  type Report,
  reportProgress,
} from './repository.ts'
import { findReusableRows, planFromSource, type Source } from './source.ts'
import { removeSpools } from './sweeps.ts'

/** When to look again for a worker on the machine that keeps the rows. */
const elsewhereSeconds = 1

/** Runs one export from claim to its end. Whatever happens to this process, the row has one outcome. */
export async function runExport(delivery: Delivery<{ exportId: string }>): Promise<void> {
  const { worker } = delivery
  const row = await claim(delivery)
  if (!row) return
  const startedAt = performance.now()
  const stopping = new AbortController()
  const stop = (reason: StopReason) => stopping.abort(new Stopped(reason))
  const reporter = new RunReporter<Report>(
    (report) => runTransaction(row.tenantId, (tx) => reportProgress(tx, row, report)),
    stop,
  )
  const stopListening = getListener().listen(
    'export_cancellations',
    (id) => id === row.id && stop('cancelled'),
  )
  const handBack = () => stop('stopping')
  delivery.signal.addEventListener('abort', handBack)
  let outcome = 'completed'
  try {
    const workFolder = workFolderOf(row)
    await onStorage(mkdir(workFolder, { recursive: true, mode: 0o700 }))
    const { principal, plan, source } = await planForCreator(row)
    const delta = row.isDelta && row.scheduleId ? await openDelta(row, row.scheduleId, plan) : undefined
    const made = await makeFile({
      row,
      plan,
      principal,
      workFolder,
      reporter,
      source,
      delta,
      signal: stopping.signal,
    })
    const keptUntil = source ? source.keptUntil : await keepSpool(row)
    const spool = keptUntil
      ? {
          spoolHost: env().WORKER_HOST,
          spoolKeptUntil: keptUntil,
          ...(source ? { snapshotOf: source.kept.id } : delta ? {} : { readKey: readKey(plan) }),
        }
      : undefined
    const { signal } = stopping
    const changes = await compareWithRunBefore(row, made.manifest, plan.dataset.primaryKey.length, signal)
    await reporter.close()
    signal.throwIfAborted()
    if (!(await publish(row, { ...made, spool, changes }, worker.name))) {
      await dropSpool(row)
      throw new Stopped('lost')
    }
    countMade(row, made.manifest, startedAt)
  } catch (error) {
    await reporter.close()
    outcome = await endWithoutFile(worker, row, error)
  } finally {
    delivery.signal.removeEventListener('abort', handBack)
    stopListening()
    await removeWorkFolder(row)
  }
  const { id: exportId, tenantId, requestId, attempt, exportType, format } = row
  const durationMs = Math.round(performance.now() - startedAt)
  log.info({ exportId, tenantId, requestId, attempt, exportType, format, outcome, durationMs }, 'export run')
}

function countMade(
  { exportType: type, format }: ExportRow,
  { rows_written, files }: Manifest,
  startedAt: number,
): void {
  const { exportSeconds, exportRows, exportBytes } = getMetrics()
  exportSeconds.observe({ type, format }, (performance.now() - startedAt) / 1000)
  exportRows.observe({ type, format }, rows_written)
  exportBytes.observe(
    { type, format },
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  )
}

/**
 * Takes the delivered export, or one of its tenant that waits longer for a slot; the delivered one then
 * waits its turn, as it does when no slot is free.
 */
function claim({ tenantId, payload, worker }: Delivery<{ exportId: string }>) {
  return runTransaction(tenantId, async (tx) => {
    const isFree = (await countRunning(tx, tenantId)) < env().TENANT_CONCURRENCY
    const [next] = isFree ? await findWaiting(tx, 1, payload.exportId) : []
    if (next?.id !== payload.exportId) await parkExport(tx, payload.exportId)
    if (next && (await belongsElsewhere(tx, next))) {
      await enqueue(tx, exportsRun, next, { exportId: next.id }, { startAfterSeconds: elsewhereSeconds })
      return undefined
    }
    const row = next && (await claimExport(tx, next.id, worker))
    if (row) await recordMove(tx, row, 'export.started', { attempt: row.attempt, worker: worker.name })
    return row
  })
}

/** Whether the rows it is made from are on another machine where a worker runs. */
async function belongsElsewhere(tx: Tx, { snapshotOf }: ExportRow): Promise<boolean> {
  if (!snapshotOf) return false
  const host = (await findSource(tx, snapshotOf))?.host
  return !!host && host !== env().WORKER_HOST && (await countWorkers(tx, host)) > 0
}

interface Planned {
  principal: Principal
  plan: FilePlan
  source?: Source | undefined
}

/** The plan with the rights that the creator has now. */
async function planForCreator(row: ExportRow): Promise<Planned> {
  const principal = await findPrincipalAgain(row.createdBy, row.apiKeyId)
  if (!principal) throw new RunError('creator_inactive')
  if (!principal.permissions.has('exports.create')) throw new RunError('rights_lost')
  try {
    const plan = planAgain(principal, requestOf(row))
    if (row.snapshotOf) return { principal, ...(await planFromSource(row, row.snapshotOf, principal, plan)) }
    const source = row.isDelta ? undefined : await findReusableRows(row, plan)
    return { principal, plan, source }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new RunError(error.code === 'forbidden' ? 'rights_lost' : 'request_outdated', error)
  }
}

async function endWithoutFile(worker: Worker, row: ExportRow, error: unknown): Promise<string> {
  const reason = error instanceof Stopped ? error.reason : undefined
  if (!reason && codeOf(error) === 'storage_full') await removeSpools(true).catch(() => {})
  if (!reason) getMetrics().exportFailures.inc({ code: codeOf(error) })
  if (!reason) log.error({ err: error, exportId: row.id, requestId: row.requestId }, 'export attempt failed')
  // Settled first, files after: when the answer to the publication got lost, the row alone knows whether it is ours.
  const ended = await endUnfinished(row, endingOf(error, reason), worker.name)
  if (!ended && (await transaction(row.tenantId, 'read only', (tx) => isPublished(tx, row))))
    return 'completed'
  await getStorage()
    .remove(keysIn(attemptFolder(row)))
    .catch((removal) => log.warn({ err: removal, exportId: row.id }, 'attempt folder left for the sweep'))
  if (!ended) return 'lost'
  return ended.status === 'pending' ? 'requeued' : ended.status
}

function endingOf(error: unknown, reason: StopReason | undefined): Unfinished {
  if (reason === 'stopping') return { outcome: 'handed_back' }
  // Another worker owns a lost attempt. One exception: a cancel won the race against our publish, so we end it as cancelled.
  if (reason === 'cancelled' || reason === 'lost') return { outcome: 'cancelled' }
  const message =
    error instanceof RunError && error.message !== failures[error.code].message ? error.message : undefined
  return { outcome: 'failed', code: codeOf(error), ...(message ? { message } : {}) }
}

function codeOf(error: unknown) {
  if (error instanceof RunError) return error.code
  if (error instanceof EncodeError) return error.code
  return isConnectionError(error) ? ('database_unavailable' as const) : ('internal' as const)
}
