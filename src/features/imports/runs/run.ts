import { UnreadableFile } from '#src/encoding/reading/read-table.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import { importsRun } from '../queue.ts'
import type { ImportRow } from '../record/repository.ts'
import { maxFailures, ourFault } from './failures.ts'
import { claimImport, reportRows, settleImport } from './repository.ts'
import { apply, check, end, Lost, undo } from './steps.ts'

const steps: Record<string, typeof check> = { checking: check, applying: apply, undoing: undo }

/** Runs one step of an import. Whatever happens to this process, the step is done once or not at all. */
export async function runImport({
  tenantId,
  payload,
  worker,
  signal,
}: Delivery<{ importId: string }>): Promise<void> {
  const row = await transaction(tenantId, 'read write', (tx) => claimImport(tx, payload.importId, worker))
  if (!row) return
  const stopping = new AbortController()
  const stop = () => stopping.abort(new Stopping())
  signal.addEventListener('abort', stop)
  let rows = 0
  const beat = setInterval(() => void report(row, rows, stopping), env().HEARTBEAT_SECONDS * 500)
  try {
    const principal = await requireActor(row)
    const onRows = (count: number) => {
      rows = count
    }
    await steps[row.status]!({ row, principal, onRows, signal: stopping.signal })
  } catch (error) {
    await endUnfinished(row, stopping.signal.aborted ? stopping.signal.reason : error)
  } finally {
    clearInterval(beat)
    signal.removeEventListener('abort', stop)
  }
}

class Stopping extends Error {}
class Cancelled extends Error {}
class RightsLost extends Error {}

async function report(row: ImportRow, rows: number, stopping: AbortController): Promise<void> {
  try {
    const answer = await transaction(row.tenantId, 'read write', (tx) => reportRows(tx, row, rows))
    if (answer === undefined) stopping.abort(new Lost())
    else if (answer) stopping.abort(new Cancelled())
  } catch (error) {
    log.warn({ err: error, importId: row.id }, 'the progress of an import was not stored')
  }
}

/** Whoever asked for the step, with the rights they have now. */
async function requireActor({ actorId, actorApiKeyId, status }: ImportRow): Promise<Principal> {
  const principal = await findPrincipalAgain(actorId, actorApiKeyId)
  const needed = status === 'undoing' ? 'imports.undo' : 'imports.run'
  if (!principal?.permissions.has(needed)) throw new RightsLost()
  return principal
}

async function endUnfinished(row: ImportRow, error: unknown): Promise<void> {
  if (error instanceof Stopping) return requeue(row, row.failures, 0)
  if (error instanceof Cancelled || (error instanceof Lost && (await isCancelled(row))))
    return endAs(row, 'cancelled')
  if (error instanceof Lost) return
  const problem = problemOf(row, error)
  if (!problem) log.error({ err: error, importId: row.id, requestId: row.requestId }, 'import attempt failed')
  if (!problem && row.failures + 1 < maxFailures)
    return requeue(row, row.failures + 1, env().RETRY_SECONDS * 2 ** row.failures)
  return endAs(row, row.status === 'undoing' ? 'applied' : 'failed', problem ?? ourFault)
}

/** What whoever started it can do something about; undefined where it is our fault. */
function problemOf({ status }: ImportRow, error: unknown): string | undefined {
  if (error instanceof RightsLost)
    return 'Whoever started this may not do it any more. Ask an admin, then start again.'
  if (error instanceof UnreadableFile) return error.message
  if (error instanceof AppError && status === 'undoing') return `Nothing was undone. ${error.message}`
  return undefined
}

/** A cancel may have come just before an application would have committed. */
async function isCancelled(row: ImportRow): Promise<boolean> {
  return (await transaction(row.tenantId, 'read write', (tx) => reportRows(tx, row, row.rowsDone))) === true
}

async function endAs(
  row: ImportRow,
  status: 'failed' | 'cancelled' | 'applied',
  problem: string | null = null,
): Promise<void> {
  await end(row, { status, problem }).catch((error: unknown) => {
    if (!(error instanceof Lost)) throw error
  })
}

/** Gives the step back, to be begun again. */
async function requeue(row: ImportRow, failures: number, startAfterSeconds: number): Promise<void> {
  const { tenantId, requestId, id: importId } = row
  await transaction(tenantId, 'read write', async (tx) => {
    if (await settleImport(tx, row, { failures }))
      await enqueue(tx, importsRun, { tenantId, requestId }, { importId }, { startAfterSeconds })
  })
}
