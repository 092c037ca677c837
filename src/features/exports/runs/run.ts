import { EncodeError } from '#src/encoding/process/encoder.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { RunError } from '../record/failures.ts'
import { type FilePlan, planAgain } from '../record/plan-file.ts'
import type { ExportRow } from '../record/repository.ts'
import { requestOf } from '../record/request.ts'
import { attemptFolder, keysIn } from '../record/stored-files.ts'
import { runTransaction } from './fenced-transaction.ts'
import { makeFile } from './make-file.ts'
import { endUnfinished, publish, recordMove, type Unfinished } from './outcomes.ts'
import { exportsRun } from './queue.ts'
import { Reporter, type StopReason } from './reporter.ts'
import { claimExport, countRunning, findWaiting, isPublished, parkExport } from './repository.ts'
import { removeWorkFolder, workFolderOf } from './work-folder.ts'

/** A parked export is woken when a slot becomes free; this is the net below that. */
const parkedSeconds = 30

class Stopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`stopped: ${reason}`)
    this.reason = reason
  }
}

/** Runs one export from claim to its end. Whatever happens to this process, the row has one outcome. */
export async function runExport(worker: Worker, delivery: Delivery<{ exportId: string }>): Promise<void> {
  const row = await claim(worker, delivery)
  if (!row) return
  const startedAt = performance.now()
  const stopping = new AbortController()
  const stop = (reason: StopReason) => stopping.abort(new Stopped(reason))
  const reporter = new Reporter(row, stop)
  const stopListening = getListener().listen(
    'export_cancellations',
    (id) => id === row.id && stop('cancelled'),
  )
  const handBack = () => stop('stopping')
  delivery.signal.addEventListener('abort', handBack)
  let outcome = 'completed'
  try {
    const { principal, plan } = await planForCreator(row)
    const workFolder = workFolderOf(row)
    const made = await makeFile({ row, plan, principal, workFolder, reporter, signal: stopping.signal })
    await reporter.close()
    if (!(await publish(row, made, worker.name))) throw new Stopped('lost')
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

/**
 * Takes the delivered export, or one of its tenant that waits longer for a slot; the delivered one then
 * waits its turn, as it does when no slot is free.
 */
function claim(worker: Worker, { tenantId, payload, requestId }: Delivery<{ exportId: string }>) {
  return runTransaction(tenantId, async (tx) => {
    const isFree = (await countRunning(tx, tenantId)) < env().TENANT_CONCURRENCY
    const [next] = isFree ? await findWaiting(tx, 1, payload.exportId) : []
    if (next?.id !== payload.exportId && (await parkExport(tx, payload.exportId))) {
      await enqueue(tx, exportsRun, { tenantId, requestId }, payload, { startAfterSeconds: parkedSeconds })
    }
    const row = next && (await claimExport(tx, next.id, worker))
    if (row) await recordMove(tx, row, 'export.started', { attempt: row.attempt, worker: worker.name })
    return row
  })
}

/** The plan with the rights that the creator has now. */
async function planForCreator(row: ExportRow): Promise<{ principal: Principal; plan: FilePlan }> {
  const principal = await findPrincipalAgain(row.createdBy, row.apiKeyId)
  if (!principal) throw new RunError('creator_inactive')
  if (!principal.permissions.has('exports.create')) throw new RunError('rights_lost')
  try {
    return { principal, plan: planAgain(principal, requestOf(row)) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new RunError(error.code === 'forbidden' ? 'rights_lost' : 'request_outdated', error)
  }
}

async function endWithoutFile(worker: Worker, row: ExportRow, error: unknown): Promise<string> {
  const reason = error instanceof Stopped ? error.reason : undefined
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
  // What was lost is not ours any more, unless its publication lost against a cancel: then it still is.
  if (reason === 'cancelled' || reason === 'lost') return { outcome: 'cancelled' }
  return { outcome: 'failed', code: codeOf(error) }
}

function codeOf(error: unknown) {
  if (error instanceof RunError) return error.code
  if (error instanceof EncodeError) return error.code
  return 'internal' as const
}
