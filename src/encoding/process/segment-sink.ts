import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { Sink } from './file-sink.ts'
import { segmentBytes, segmentPath } from './segments.ts'

/**
 * Writes a new file in segments, each a file of its own that is complete when it is told of, while hashing and
 * counting all bytes. `told` may wait until there is room for another segment.
 */
export class SegmentSink implements Sink {
  readonly #path: string
  readonly #told: () => Promise<void>
  readonly #hash = createHash('sha256')
  readonly #segment = Buffer.allocUnsafe(segmentBytes)
  #used = 0
  #segments = 0

  constructor(path: string, told: () => Promise<void>) {
    this.#path = path
    this.#told = told
  }

  write(bytes: Uint8Array): Promise<void> | void {
    if (this.#used + bytes.length > segmentBytes) return this.#writeOver(bytes)
    this.#segment.set(bytes, this.#used)
    this.#used += bytes.length
  }

  async close(): Promise<{ bytes: number; sha256: string }> {
    const bytes = this.#segments * segmentBytes + this.#used
    if (this.#used > 0) await this.#flush()
    return { bytes, sha256: this.#hash.digest('hex') }
  }

  async #writeOver(bytes: Uint8Array): Promise<void> {
    for (let taken = 0; taken < bytes.length; ) {
      const part = bytes.subarray(taken, taken + segmentBytes - this.#used)
      this.#segment.set(part, this.#used)
      this.#used += part.length
      taken += part.length
      if (this.#used === segmentBytes) await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    const bytes = this.#segment.subarray(0, this.#used)
    this.#hash.update(bytes)
    await writeFile(segmentPath(this.#path, this.#segments), bytes, { mode: 0o600 })
    this.#segments += 1
    this.#used = 0
    await this.#told()
  }
}
