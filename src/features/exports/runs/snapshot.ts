import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { isConnectionError } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { RunError } from '../failures.ts'
import type { Plan } from '../plan.ts'
import { type CompiledQuery, compileQuery } from '../query.ts'
import { estimateRows } from '../repository.ts'
import { cancelBackend, copyCommand, setSessionFormats } from './repository.ts'

export interface Snapshot {
  rows: number
  /** Everything committed before this instant is in. */
  takenAt: Date
}

interface Watch {
  signal: AbortSignal
  /** Before the first row: the planner's guess of the rows, and the instant of the snapshot. */
  onOpen: (estimate: number, takenAt: Date) => void
}

/**
 * Reads the plan's rows once, in one snapshot, into a spool file of COPY text. The snapshot is held
 * no longer than the copying takes. Throws RunError, or the signal's reason.
 */
export async function takeSnapshot(
  tenantId: TenantId,
  plan: Plan,
  spoolPath: string,
  watch: Watch,
): Promise<Snapshot> {
  const compiled = compileQuery(plan)
  try {
    return await transaction(tenantId, 'isolation level repeatable read read only', async (tx) => {
      const takenAt = await setSessionFormats(tx, plan.timeZone)
      watch.onOpen(await estimateRows(tx, compiled), takenAt)
      return { rows: await copyRows(tx, compiled, spoolPath, watch), takenAt }
    })
  } catch (error) {
    if (watch.signal.aborted) throw watch.signal.reason
    throw readFailure(error)
  }
}

async function copyRows(tx: Tx, compiled: CompiledQuery, spoolPath: string, watch: Watch): Promise<number> {
  const command = await copyCommand(tx, compiled)
  const backend = (tx.$client as unknown as { processID: number }).processID
  const cancel = () =>
    cancelBackend(backend).catch((error) => log.warn({ err: error }, 'backend not cancelled'))
  watch.signal.throwIfAborted()
  watch.signal.addEventListener('abort', cancel)
  try {
    const copy = tx.$client.query(copyTo(command))
    const counter = new RowCounter()
    await pipeline(copy, counter, createWriteStream(spoolPath, { highWaterMark: 1024 * 1024, flags: 'a' }))
    if (copy.rowCount !== counter.rows) throw new RunError('row_count_mismatch')
    return counter.rows
  } finally {
    watch.signal.removeEventListener('abort', cancel)
  }
}

/** Counts line ends: in COPY text a line end inside a value is escaped. */
class RowCounter extends Transform {
  rows = 0

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows += 1
    done(null, chunk)
  }
}

function readFailure(error: unknown): RunError {
  if (error instanceof RunError) return error
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return new RunError('storage_full', error)
  return new RunError(isConnectionError(error) ? 'database_unavailable' : 'query_failed', error)
}
