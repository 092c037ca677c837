import { Transform } from 'node:stream'
import { env } from '#src/lib/env.ts'

/** What became of one request for bytes. */
export interface Sent {
  bytes: number
  isComplete: boolean
}

/**
 * Counts what really went out, and tells it once when the stream ends or breaks off. A reader that takes nothing
 * for long loses the stream: it would hold its buffers and its file for ever.
 */
export class SentBytes extends Transform {
  readonly #expected: number
  readonly #tell: (sent: Sent) => void
  #stall: NodeJS.Timeout | undefined
  #sent = 0

  constructor(expected: number, tell: (sent: Sent) => void) {
    super({ highWaterMark: 256 * 1024 })
    this.#expected = expected
    this.#tell = tell
    this.#watch()
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.#sent += chunk.byteLength
    this.#watch()
    done(null, chunk)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#stall)
    this.#tell({ bytes: this.#sent, isComplete: this.#sent === this.#expected && error === null })
    done(error)
  }

  #watch(): void {
    clearTimeout(this.#stall)
    const stalled = () => this.destroy(new Error('the reader took nothing for too long'))
    this.#stall = setTimeout(stalled, env().DOWNLOAD_STALL_SECONDS * 1000)
    this.#stall.unref()
  }
}
