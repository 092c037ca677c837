import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
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

export type ToEncoder = { job: EncodeJob } | { job?: never; spooled: true }

export interface FromEncoder {
  rows?: number
  result?: EncodeResult
  failure?: { message: string; stack?: string | undefined }
}

/** The encoder broke. `message` is the raw error, for the log and not for users. */
export class EncodeError extends Error {
  readonly code: 'encoder_failed' | 'encoder_out_of_memory'

  constructor(code: EncodeError['code'], message: string, details?: string) {
    super(message, { cause: details })
    this.name = 'EncodeError'
    this.code = code
  }
}

const heapMegabytes = 256
const lastWordsLength = 4000

/** In the bundle the encoder stands beside this file as JavaScript. */
const encoderFile = new URL(
  import.meta.url.endsWith('.ts') ? './encode-process.ts' : './encode-process.js',
  import.meta.url,
)

/**
 * Turns a spool into a finished, hashed file on the disk, in a process of its own: memory stays flat for any
 * number of rows, and nothing that happens there takes this process along. Without a result there is no
 * output file. Throws EncodeError, the signal's reason, or what `spooled` rejected with.
 */
export async function encode(job: EncodeJob, control: EncodeControl = {}): Promise<EncodeResult> {
  try {
    return await runEncoder(encoderFile, job, control)
  } catch (error) {
    await rm(job.outputPath, { force: true })
    throw error
  }
}

/**
 * Runs one job in a process of that file until it reports a result; settles only after the process has
 * ended. A thread would not do: when its heap is full, V8 mostly aborts the whole process.
 */
export async function runEncoder(
  file: URL,
  job: EncodeJob,
  { onProgress, signal, spooled }: EncodeControl,
): Promise<EncodeResult> {
  signal?.throwIfAborted()
  const encoder = startEncoder(file)
  const ended = once(encoder, 'close')
  const { promise, resolve, reject } = Promise.withResolvers<EncodeResult>()
  encoder.on('message', (message: FromEncoder) => {
    if (message.result) resolve(message.result)
    else if (message.rows !== undefined) onProgress?.(message.rows)
    else if (message.failure) {
      reject(new EncodeError('encoder_failed', message.failure.message, message.failure.stack))
    }
  })
  let lastWords = ''
  encoder.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength)
  })
  ended.then(
    ([code, killer]) => reject(deathOf(code, killer, lastWords)),
    (error) => reject(new EncodeError('encoder_failed', error.message)),
  )
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  tell(encoder, { job })
  Promise.resolve(spooled).then(() => tell(encoder, { spooled: true }), reject)
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    encoder.kill('SIGKILL')
    await ended.catch(() => {})
  }
}

/** With a heap limit, and without this process's secrets and flags. */
function startEncoder(file: URL): ChildProcess {
  const { NODE_ENV, SystemRoot } = process.env
  return fork(fileURLToPath(file), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // Windows cannot start a process without its SystemRoot.
    env: { NODE_ENV, ...(SystemRoot === undefined ? {} : { SystemRoot }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** A message to a process that has just ended is lost; its end is reported elsewhere. */
function tell(encoder: ChildProcess, message: ToEncoder): void {
  if (encoder.connected) encoder.send(message, () => {})
}

function deathOf(code: number | null, killer: string | null, lastWords: string): EncodeError {
  // The kernel kills with SIGKILL when the machine, not the heap, has no memory left.
  const isOutOfMemory = killer === 'SIGKILL' || /heap limit|heap out of memory/i.test(lastWords)
  const how = killer ? `by ${killer}` : `with code ${code}`
  return new EncodeError(
    isOutOfMemory ? 'encoder_out_of_memory' : 'encoder_failed',
    `the encoder ended ${how} and without a file`,
    lastWords,
  )
}
