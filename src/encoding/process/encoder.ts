import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { startBare, wasOutOfMemory } from './bare-process.ts'
import type { EncodeControl, EncodeJob, EncodeResult, FromEncoder, ToEncoder } from './encoder-messages.ts'

/** The encoder broke. `message` is the raw error, for the log and not for users. */
export class EncodeError extends Error {
  readonly code: 'encoder_failed' | 'encoder_out_of_memory' | 'encoder_killed'

  constructor(code: EncodeError['code'], message: string, details?: string) {
    super(message, { cause: details })
    this.name = 'EncodeError'
    this.code = code
  }
}

const heapMegabytes = 256
const stderrLength = 4000

/** A process that turns spools into files, one after the other. */
export class Encoder {
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<EncodeError>
  readonly #process: ChildProcess
  #stderr = ''
  #exit: EncodeError | undefined
  /** Ends the current run; one slot, so that a process with many runs collects no reactions. */
  #failRun: ((error: EncodeError) => void) | undefined

  constructor(file: URL) {
    this.#process = startBare(file, heapMegabytes, 'messages')
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-stderrLength)
    })
    this.ended = new Promise((resolve) => {
      this.#process.on('error', ({ message }) => resolve(new EncodeError('encoder_failed', message)))
      this.#process.once('close', (code, signal) => resolve(errorOfExit(code, signal, this.#stderr)))
    })
    this.ended.then((error) => {
      this.#exit = error
      this.#failRun?.(error)
    })
  }

  /** Runs one job until the process reports a result. Throws EncodeError, the signal's reason, or what `spooled` rejected with. */
  async run(job: EncodeJob, { onProgress, signal, spooled, segments }: EncodeControl): Promise<EncodeResult> {
    const { promise, resolve, reject } = Promise.withResolvers<EncodeResult>()
    const receive = ({ rows, segment, result, failure }: FromEncoder) => {
      if (result) resolve(result)
      else if (segment) segments?.add()
      else if (rows !== undefined) onProgress?.(rows)
      else if (failure) reject(new EncodeError('encoder_failed', failure.message, failure.stack))
    }
    const abort = () => reject(signal?.reason)
    this.#process.on('message', receive)
    signal?.addEventListener('abort', abort, { once: true })
    this.#failRun = reject
    if (this.#exit) reject(this.#exit)
    if (segments) segments.onTaken = () => this.#send({ taken: true })
    this.#send({ job })
    Promise.resolve(spooled).then(() => this.#send({ spooled: true }), reject)
    try {
      return await promise
    } finally {
      this.#failRun = undefined
      signal?.removeEventListener('abort', abort)
      this.#process.off('message', receive)
      // What is taken from now on is no concern of the next job.
      if (segments) segments.onTaken = () => {}
    }
  }

  /** Resolves when the process is gone. */
  async end(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.ended
  }

  /** Keeps this process alive until that one ends. */
  ref(): void {
    for (const handle of this.#handles()) handle?.ref()
  }

  /** Lets this process end while that one still runs. */
  unref(): void {
    for (const handle of this.#handles()) handle?.unref()
  }

  #handles() {
    const { channel, stderr } = this.#process
    return [this.#process, channel, stderr as Socket | null]
  }

  /** A message to a process that has just ended is lost; its end is reported elsewhere. */
  #send(message: ToEncoder): void {
    if (this.#process.connected) this.#process.send(message, () => {})
  }
}

function errorOfExit(code: number | null, signal: string | null, stderr: string): EncodeError {
  return new EncodeError(
    codeOfExit(signal, stderr),
    `the encoder ended ${signal ? `by ${signal}` : `with code ${code}`} and without a file`,
    stderr,
  )
}

/** SIGKILL comes from outside, such as from a kernel without memory for anybody. */
function codeOfExit(signal: string | null, stderr: string): EncodeError['code'] {
  if (wasOutOfMemory(stderr)) return 'encoder_out_of_memory'
  return signal === 'SIGKILL' ? 'encoder_killed' : 'encoder_failed'
}
