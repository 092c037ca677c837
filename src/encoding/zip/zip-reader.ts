import { createInflateRaw, type InflateRaw } from 'node:zlib'

const entryHeader = 0x04034b50
const deflated = 8
/** From here on a size of a data descriptor has 64 bits when no header told it. */
const large = 0xffffffff

/** The file is not the ZIP that this project writes, or not all of it. */
export class ZipDamage extends Error {}

/**
 * Reads a ZIP from the front and gives the contents of those entries that `wants` says yes to, one after the
 * other. Reads what the exports need: deflated entries whose sizes follow them. Throws ZipDamage, or what zlib
 * reports.
 */
export async function* zipContents(
  chunks: AsyncIterable<Buffer>,
  wants: (name: string) => boolean,
): AsyncGenerator<Buffer> {
  const source = new Bytes(chunks)
  let signature = (await source.take(4)).readUInt32LE()
  for (; signature === entryHeader; signature = (await source.take(4)).readUInt32LE()) {
    const header = await source.take(26)
    const isStreamed = (header.readUInt16LE(2) & 8) !== 0
    if (!isStreamed || header.readUInt16LE(4) !== deflated) throw new ZipDamage('an entry of another kind')
    const name = (await source.take(header.readUInt16LE(22))).toString()
    await source.take(header.readUInt16LE(24))
    const isWanted = wants(name)
    const before = source.position
    let size = 0
    for await (const bytes of inflated(source)) {
      size += bytes.length
      if (isWanted) yield bytes
    }
    const isLarge = size >= large || source.position - before >= large
    await source.take(isLarge ? 24 : 16)
  }
  // What follows is the directory; it says nothing that the entries have not said.
  await source.skipAll()
}

/** One deflate stream from where the source stands; the source then stands behind it. */
async function* inflated(source: Bytes): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw()
  const feeding = feed(source, inflate)
  // What fails there reaches the reader through the stream.
  feeding.catch((error) => inflate.destroy(error))
  yield* inflate as AsyncIterable<Buffer>
  await feeding
}

async function feed(source: Bytes, inflate: InflateRaw): Promise<void> {
  const closed = new Promise((resolve) => inflate.once('close', resolve))
  for (;;) {
    const chunk = await source.next()
    const before = inflate.bytesWritten
    await Promise.race([closed, new Promise((resolve) => inflate.write(chunk, resolve))])
    const rest = chunk.subarray(inflate.bytesWritten - before)
    // What is left over belongs to what follows the stream.
    if (rest.length > 0) return source.putBack(rest)
  }
}

class Bytes {
  /** How many bytes were taken. */
  position = 0
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next bytes, however many there are. */
  async next(): Promise<Buffer> {
    const bytes = this.#rest
    this.#rest = Buffer.alloc(0)
    this.position += bytes.length
    if (bytes.length > 0) return bytes
    const { value, done } = await this.#chunks.next()
    if (done) throw new ZipDamage('the file ends too early')
    this.position += value.length
    return value
  }

  putBack(bytes: Buffer): void {
    this.position -= bytes.length
    this.#rest = Buffer.concat([bytes, this.#rest])
  }

  async take(length: number): Promise<Buffer> {
    let bytes = await this.next()
    while (bytes.length < length) bytes = Buffer.concat([bytes, await this.next()])
    this.putBack(bytes.subarray(length))
    return bytes.subarray(0, length)
  }

  async skipAll(): Promise<void> {
    this.#rest = Buffer.alloc(0)
    while (!(await this.#chunks.next()).done);
  }
}
