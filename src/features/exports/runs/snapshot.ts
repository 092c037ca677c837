import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { to as copyTo } from 'pg-copy-streams'
import type { Format } from '#src/encoding/rows/format.ts'
import { inSnapshot, type Reading, type ReadSource } from '#src/features/datasets/connections/service.ts'
import { copyCommand, estimateRows, setSessionFormats } from '#src/features/datasets/rows/repository.ts'
import { type CompiledQuery, compileQuery } from '#src/features/datasets/rows/sql.ts'
import type { TenantId } from '#src/lib/context.ts'
import { sqlStateOf, type Tx } from '#src/lib/db/transaction.ts'
import { AppError, isConnectionError } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { isFailureCode, RunError } from '../record/failures.ts'
import type { FilePlan } from '../record/plan-file.ts'
import { tooManyRows } from '../record/row-limit.ts'
import { cancelBackend, liftTimeLimit } from './repository.ts'

export interface Snapshot {
  rows: number
  /** Everything committed before this instant is in. */
  takenAt: Date
  /** Where the rows were read, if not in our database. */
  source?: ReadSource | undefined
}

export interface Watch {
  signal: AbortSignal
  /** Before the first row: the planner's guess of the rows, and the instant of the snapshot. */
  onOpen: (estimate: number, takenAt: Date) => void
  /** How many rows were read, at most four times a second. */
  onRows: (rows: number) => void
}

/**
 * Reads the plan's rows once, in one snapshot, into a spool file of COPY text. The snapshot is held
 * no longer than the copying takes. Throws RunError, or the signal's reason.
 */
export async function takeSnapshot(
  tenantId: TenantId,
  plan: FilePlan,
  spoolPath: string,
  watch: Watch,
  reading: Reading = { purpose: 'export', mayUseReplica: false },
): Promise<Snapshot> {
  const compiled = compileQuery(plan)
  try {
    return await inSnapshot(tenantId, plan.dataset, reading, ({ tx, cancel, source, drift, asOf }) =>
      cancellable(watch.signal, cancel ? () => cancel() : backendOf(tx), async () => {
        if (drift) throw new RunError('request_outdated', undefined, drift)
        const begunAt = await setSessionFormats(tx, plan.timeZone)
        const takenAt = asOf ?? begunAt
        // Another server's limit is its administrator's to lift.
        if (!source) await liftTimeLimit(tx)
        watch.onOpen(await estimateRows(tx, compiled), takenAt)
        watch.signal.throwIfAborted()
        return { rows: await copyRows(tx, compiled, spoolPath, plan.format, watch), takenAt, source }
      }),
    )
  } catch (error) {
    if (watch.signal.aborted) throw watch.signal.reason
    throw readFailure(error, plan.dataset.source !== undefined)
  }
}

/** Stops what the connection does when the signal aborts, and anything it begins after that. */
async function cancellable<T>(
  signal: AbortSignal,
  stop: (ended: AbortSignal) => Promise<void>,
  read: () => Promise<T>,
): Promise<T> {
  const ended = new AbortController()
  let cancelling = Promise.resolve()
  const cancel = () => {
    cancelling = stop(ended.signal)
  }
  signal.throwIfAborted()
  signal.addEventListener('abort', cancel)
  try {
    return await read()
  } finally {
    signal.removeEventListener('abort', cancel)
    ended.abort()
    // A late one would hit whoever has the connection next.
    await cancelling
  }
}

function backendOf(tx: Tx): (ended: AbortSignal) => Promise<void> {
  const { processID } = tx.$client as unknown as { processID: number }
  return (ended) => keepCancelling(processID, ended)
}

/** Again and again, because the server forgets a cancel that comes between two statements. */
async function keepCancelling(processId: number, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await cancelBackend(processId).catch((error) => log.warn({ err: error }, 'backend not cancelled'))
    await sleep(100, undefined, { signal: ended }).catch(() => {})
  }
}

async function copyRows(
  tx: Tx,
  compiled: CompiledQuery,
  spoolPath: string,
  format: Format,
  { onRows }: Watch,
): Promise<number> {
  // Copying may take long: no pause of the rows is too long for a day, and pg's timer ends with its callback.
  const timeout = { query_timeout: 24 * 3600 * 1000, callback() {} }
  const copy = tx.$client.query(Object.assign(copyTo(await copyCommand(tx, compiled)), timeout))
  const counter = new RowCounter(format, onRows)
  const spool = createWriteStream(spoolPath, { highWaterMark: 1024 * 1024, flags: 'a' })
  try {
    await pipeline(copy, counter, spool)
  } catch (error) {
    // An unread COPY blocks the connection, even for ROLLBACK, so close it.
    tx.$client.end().catch(() => {})
    throw error
  } finally {
    copy.callback()
  }
  // The stream ends with the last row; how many there were comes after it, and before the next answer.
  await tx.$client.query('select')
  if (copy.rowCount !== counter.rows) throw new RunError('row_count_mismatch')
  return counter.rows
}

/**
 * Counts line ends: in COPY text a line end inside a value is escaped. Ends the reading as soon as there are
 * more than the format takes, so that no file is begun that could not be whole.
 */
class RowCounter extends Transform {
  rows = 0
  readonly #format: Format
  readonly #onRows: (rows: number) => void
  #toldAt = 0

  constructor(format: Format, onRows: (rows: number) => void) {
    super()
    this.#format = format
    this.#onRows = onRows
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows += 1
    const max = this.#format.limits.rows
    if (max !== undefined && this.rows > max) {
      done(new RunError('too_many_rows', undefined, tooManyRows(this.#format, max, false)))
      return
    }
    if (performance.now() - this.#toldAt > 250) {
      this.#toldAt = performance.now()
      this.#onRows(this.rows)
    }
    done(null, chunk)
  }
}

function readFailure(error: unknown, isElsewhere: boolean): RunError {
  if (error instanceof RunError) return error
  if (error instanceof AppError && isFailureCode(error.code))
    return new RunError(error.code, error, error.message)
  // A replica that has to catch up ends the snapshots in its way; nothing else ends one that only reads.
  if (sqlStateOf(error) === '40001')
    return new RunError(isElsewhere ? 'source_conflict' : 'database_unavailable', error)
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return new RunError('storage_full', error)
  return new RunError(isConnectionError(error) ? 'database_unavailable' : 'query_failed', error)
}
