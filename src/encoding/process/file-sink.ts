import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** Where an encoder's bytes go. */
export interface Sink {
  /** Takes bytes that the caller may then reuse; returns a promise only when the disk is behind. */
  write: (bytes: Uint8Array) => Promise<void> | void
  close: () => Promise<{ bytes: number; sha256: string }>
}

const blockBytes = 512 * 1024
/** The disk starts on every so many bytes while the rest is made: the last sync would wait for all of them. */
const syncedBytes = 16 * 1024 * 1024

/**
 * Writes a new file while hashing and counting its bytes. Bytes are collected in two blocks: while one is on
 * its way to the disk, the other fills.
 */
export class FileSink implements Sink {
  bytes = 0
  readonly #file: FileHandle
  readonly #hash = createHash('sha256')
  #filling = Buffer.allocUnsafe(blockBytes)
  #resting = Buffer.allocUnsafe(blockBytes)
  #used = 0
  #writing: Promise<unknown> = Promise.resolve()
  #syncing: Promise<unknown> = Promise.resolve()
  #nextSync = syncedBytes

  private constructor(file: FileHandle) {
    this.#file = file
  }

  /** Creates the file, or empties it. */
  static async create(path: string): Promise<FileSink> {
    return new FileSink(await open(path, 'w'))
  }

  /** Takes bytes that the caller may then reuse; returns a promise only when the disk is behind. */
  write(bytes: Uint8Array): Promise<void> | void {
    if (this.#used + bytes.length > blockBytes) return this.#writeOver(bytes)
    this.#filling.set(bytes, this.#used)
    this.#used += bytes.length
  }

  /** Puts everything on the disk for good and closes the file. */
  async close(): Promise<{ bytes: number; sha256: string }> {
    await this.#flush()
    await this.#writing
    await this.#syncing
    await this.#file.sync()
    await this.#file.close()
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') }
  }

  async #writeOver(bytes: Uint8Array): Promise<void> {
    let taken = 0
    while (taken < bytes.length) {
      const part = bytes.subarray(taken, taken + blockBytes - this.#used)
      this.#filling.set(part, this.#used)
      this.#used += part.length
      taken += part.length
      if (this.#used === blockBytes) await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    const block = this.#filling
    const used = this.#used
    this.#hash.update(block.subarray(0, used))
    await this.#writing
    this.#writing = writeAll(this.#file, block, used, this.bytes)
    // A rejection is met by whoever awaits #writing next; unheard until then it would end the process.
    this.#writing.catch(() => {})
    this.bytes += used
    if (this.bytes >= this.#nextSync) this.#syncAhead()
    this.#filling = this.#resting
    this.#resting = block
    this.#used = 0
  }

  /** A failed one fails close(), too: the system tells of a lost page only once. */
  #syncAhead(): void {
    this.#nextSync += syncedBytes
    this.#syncing = this.#syncing.then(() => this.#file.datasync())
    this.#syncing.catch(() => {})
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, length: number, position: number): Promise<void> {
  for (let written = 0; written < length; ) {
    const result = await file.write(bytes, written, length - written, position + written)
    written += result.bytesWritten
  }
}
