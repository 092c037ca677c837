import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { About, FileColumn, WriteCounts } from './formats/definition.ts'
import type { ControlTotal } from './totals.ts'

export interface EncodeJob {
  /** COPY text of one snapshot: the columns of the file, then `keyColumns` fields with the primary key. */
  spoolPath: string
  outputPath: string
  /** Key of the format. */
  format: string
  columns: FileColumn[]
  keyColumns: number
  options: Record<string, unknown>
  about: About
}

export interface EncodeResult extends WriteCounts {
  /** Of the finished file, compressed where the options say so. */
  bytes: number
  sha256: string
  totals: ControlTotal[]
  firstKey: string[] | null
  lastKey: string[] | null
}

export interface EncodeControl {
  /** At most 4 times a second. */
  onProgress?: (rows: number) => void
  signal?: AbortSignal
  /** While this is pending the spool still grows, and the encoder follows it; its rejection ends the run. */
  spooled?: Promise<unknown>
}

/** What the thread is started with. `spoolState[0]` becomes 1 when the spool is complete. */
export interface ThreadData {
  job: EncodeJob
  spoolState: Int32Array
}

/** The encoder broke. `message` is the raw error, for the log and not for users. */
export class EncodeError extends Error {
  readonly code: 'encoder_failed' | 'encoder_out_of_memory'

  constructor(code: EncodeError['code'], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'EncodeError'
    this.code = code
  }
}

/** In the bundle the thread stands beside this file as JavaScript. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './encode-thread.ts' : './encode-thread.js',
  import.meta.url,
)

/**
 * Turns a spool into a finished, hashed file on the disk, in a thread of its own: memory stays flat for any
 * number of rows and this process stays responsive. Without a result there is no output file.
 * Throws EncodeError, the signal's reason, or what `spooled` rejected with.
 */
export async function encode(job: EncodeJob, control: EncodeControl = {}): Promise<EncodeResult> {
  try {
    return await runThread(threadFile, job, control)
  } catch (error) {
    await rm(job.outputPath, { force: true })
    throw error
  }
}

/** Runs one job in a thread of that file until it posts a result; settles only after the thread has ended. */
export async function runThread(file: URL, job: EncodeJob, control: EncodeControl): Promise<EncodeResult> {
  control.signal?.throwIfAborted()
  const spoolState = new Int32Array(new SharedArrayBuffer(4))
  const data: ThreadData = { job, spoolState }
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<EncodeResult>()
  worker.on('message', (message: { rows?: number; result?: EncodeResult }) => {
    if (message.result) resolve(message.result)
    else if (message.rows !== undefined) control.onProgress?.(message.rows)
  })
  worker.on('error', (error) => reject(threadError(error)))
  worker.on('exit', (code) =>
    reject(new EncodeError('encoder_failed', `the encoder ended with code ${code} and without a file`)),
  )
  const abort = () => reject(control.signal?.reason)
  control.signal?.addEventListener('abort', abort, { once: true })
  Promise.resolve(control.spooled).then(() => Atomics.store(spoolState, 0, 1), reject)
  try {
    return await promise
  } finally {
    control.signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

function threadError(error: unknown): EncodeError {
  const isOutOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
  return new EncodeError(isOutOfMemory ? 'encoder_out_of_memory' : 'encoder_failed', error)
}
