import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { EntrySize, ZipArchive } from './zip-archive.ts'

const deflate = promisify(deflateRaw)

/** Blocks are cut at fixed places of the text, so how the rows arrived never shows in the bytes. */
const blockBytes = 512 * 1024
/** As fast as level 1 on sheets, and a twentieth smaller. */
const level = 2
const inFlight = 2
/** A last, empty deflate block. */
const finalBlock = Uint8Array.of(3, 0)

/**
 * Writes the parts of a package, one after the other. Their text is cut into blocks that know nothing of each
 * other and end at byte borders (Z_FULL_FLUSH), so several can be compressed at once on other threads.
 */
export class DeflatedParts {
  /** Where the text of the part goes, from `used` on. */
  bytes: Buffer = Buffer.allocUnsafe(2 * blockBytes)
  used = 0
  readonly #archive: ZipArchive
  readonly #blocks = Array.from({ length: inFlight + 1 }, () => Buffer.allocUnsafe(blockBytes))
  readonly #running: Promise<Buffer>[] = []
  #started = 0
  #total: EntrySize = { crc32: 0, size: 0, compressedSize: 0 }

  constructor(archive: ZipArchive) {
    this.#archive = archive
  }

  /** A whole part at once. */
  async add(name: string, text: string): Promise<void> {
    await this.begin(name)
    await this.write(text)
    await this.end()
  }

  async begin(name: string): Promise<void> {
    this.#total = { crc32: 0, size: 0, compressedSize: 0 }
    await this.#archive.begin(name)
  }

  async write(text: string): Promise<void> {
    this.reserve(3 * text.length)
    await this.commit(this.used + this.bytes.write(text, this.used))
  }

  /** Makes room for that many bytes at `used`. */
  reserve(length: number): void {
    if (this.used + length <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(this.used + length)
    this.bytes.copy(larger, 0, 0, this.used)
    this.bytes = larger
  }

  /** Takes what was written up to `end`; resolves when there is room again. */
  async commit(end: number): Promise<void> {
    this.used = end
    if (end < blockBytes) return
    let start = 0
    for (; end - start >= blockBytes; start += blockBytes) await this.#compress(start, start + blockBytes)
    this.bytes.copyWithin(0, start, end)
    this.used = end - start
  }

  /** Takes text that is deflated already; what it was deflated to ends at a byte's border with the last of it. */
  async append(text: Uint8Array, deflated: Uint8Array): Promise<void> {
    await this.#flush()
    this.#count(text)
    await this.#put(deflated)
  }

  async end(): Promise<void> {
    await this.#flush()
    await this.#put(finalBlock)
    await this.#archive.end(this.#total)
  }

  async #flush(): Promise<void> {
    if (this.used > 0) await this.#compress(0, this.used)
    while (this.#running.length > 0) await this.#drain()
    this.used = 0
  }

  async #compress(start: number, end: number): Promise<void> {
    while (this.#running.length >= inFlight) await this.#drain()
    const block = this.#blocks[this.#started++ % this.#blocks.length] as Buffer
    this.bytes.copy(block, 0, start, end)
    const text = block.subarray(0, end - start)
    this.#count(text)
    const options = { level, finishFlush: constants.Z_FULL_FLUSH, chunkSize: blockBytes / 4 }
    const running = deflate(text, options)
    // A rejection is met by #drain; unheard until then it would end the process.
    running.catch(() => {})
    this.#running.push(running)
  }

  #count(text: Uint8Array): void {
    this.#total.crc32 = crc32(text, this.#total.crc32)
    this.#total.size += text.length
  }

  async #drain(): Promise<void> {
    await this.#put(await (this.#running.shift() as Promise<Buffer>))
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#total.compressedSize += bytes.length
    await this.#archive.write(bytes)
  }
}
