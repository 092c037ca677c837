import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { EncodeControl, EncodeJob, EncodeResult, FromEncoder, ToEncoder } from './encoder-messages.ts'

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

/**
 * A process that turns spools into files, one after the other, with a heap limit and without this process's
 * secrets and flags. A thread would not do: when its heap is full, V8 mostly aborts the whole process.
 */
export class Encoder {
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<EncodeError>
  readonly #process: ChildProcess
  #lastWords = ''

  constructor(file: URL) {
    const { NODE_ENV, SystemRoot } = process.env
    this.#process = fork(fileURLToPath(file), {
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      // Windows cannot start a process without its SystemRoot.
      env: { NODE_ENV, ...(SystemRoot === undefined ? {} : { SystemRoot }) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsLength)
    })
    this.ended = new Promise((resolve) => {
      this.#process.on('error', ({ message }) => resolve(new EncodeError('encoder_failed', message)))
      this.#process.once('close', (code, killer) => resolve(deathOf(code, killer, this.#lastWords)))
    })
  }

  /** Runs one job until the process reports a result. Throws EncodeError, the signal's reason, or what `spooled` rejected with. */
  async run(job: EncodeJob, { onProgress, signal, spooled }: EncodeControl): Promise<EncodeResult> {
    const { promise, resolve, reject } = Promise.withResolvers<EncodeResult>()
    const hear = ({ rows, result, failure }: FromEncoder) => {
      if (result) resolve(result)
      else if (rows !== undefined) onProgress?.(rows)
      else if (failure) reject(new EncodeError('encoder_failed', failure.message, failure.stack))
    }
    const abort = () => reject(signal?.reason)
    this.#process.on('message', hear)
    signal?.addEventListener('abort', abort, { once: true })
    this.ended.then(reject)
    this.#tell({ job })
    Promise.resolve(spooled).then(() => this.#tell({ spooled: true }), reject)
    try {
      return await promise
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#process.off('message', hear)
    }
  }

  /** Resolves when the process is gone. */
  async end(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.ended
  }

  /** Whether this process waits for that one before it ends by itself. */
  hold(isHeld: boolean): void {
    const { channel, stderr } = this.#process
    for (const handle of [this.#process, channel, stderr as Socket | null]) {
      if (isHeld) handle?.ref()
      else handle?.unref()
    }
  }

  /** A message to a process that has just ended is lost; its end is reported elsewhere. */
  #tell(message: ToEncoder): void {
    if (this.#process.connected) this.#process.send(message, () => {})
  }
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
