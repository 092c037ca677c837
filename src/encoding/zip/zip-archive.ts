import type { Emit } from '../rows/emit.ts'

/** What a finished entry turned out to be; sizes in bytes. */
export interface EntrySize {
  crc32: number
  size: number
  compressedSize: number
}

interface Entry extends EntrySize {
  name: Buffer
  offset: number
}

const deflated = 8
/** Bit 3: checksum and sizes follow the data, as they are not known before it is written. Bit 11: names are UTF-8. */
const flags = 0x0808
/** 1 January 1980, the first day a ZIP can tell: the same rows are to give the same bytes on any day. */
const dosDate = 0x21
const plainVersion = 20
const zip64Version = 45
/** Stands in a field of 32 bits whose value is in the ZIP64 record instead. */
const elsewhere = 0xffffffff

/**
 * Writes a ZIP front to back without ever seeking (PKWARE APPNOTE 6.3). ZIP64 records appear only where a
 * number does not fit into 32 bits; a data descriptor has 64 bits when a size of its entry needs them, which
 * is what Java and Info-ZIP expect when no header told them.
 */
export class ZipArchive {
  readonly #emit: Emit
  readonly #limit: number
  readonly #entries: Entry[] = []
  #offset = 0

  /** `limit` is the first number that takes a ZIP64 record; only tests lower it. */
  constructor(emit: Emit, limit = elsewhere) {
    this.#emit = emit
    this.#limit = limit
  }

  /** Begins an entry; its raw deflate stream then goes through write(). */
  async begin(name: string): Promise<void> {
    const encoded = Buffer.from(name)
    this.#entries.push({ name: encoded, offset: this.#offset, crc32: 0, size: 0, compressedSize: 0 })
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(plainVersion, 4)
    header.writeUInt16LE(flags, 6)
    header.writeUInt16LE(deflated, 8)
    header.writeUInt16LE(dosDate, 12)
    header.writeUInt16LE(encoded.length, 26)
    await this.write(Buffer.concat([header, encoded]))
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length
    await this.#emit(bytes)
  }

  async end(size: EntrySize): Promise<void> {
    const entry = Object.assign(this.#entries.at(-1) as Entry, size)
    const isLarge = this.#isLarge(entry.size) || this.#isLarge(entry.compressedSize)
    const descriptor = Buffer.alloc(isLarge ? 24 : 16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(entry.crc32, 4)
    if (isLarge) writeLongs(descriptor, 8, [entry.compressedSize, entry.size])
    else {
      descriptor.writeUInt32LE(entry.compressedSize, 8)
      descriptor.writeUInt32LE(entry.size, 12)
    }
    await this.write(descriptor)
  }

  /** Writes the central directory; nothing may follow. */
  async close(): Promise<void> {
    const start = this.#offset
    for (const entry of this.#entries) await this.write(this.#directoryRecord(entry))
    const size = this.#offset - start
    const count = this.#entries.length
    if (this.#isLarge(start) || this.#isLarge(size)) await this.#writeLargeEnd(count, start, size)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(count, 8)
    end.writeUInt16LE(count, 10)
    end.writeUInt32LE(this.#short(size), 12)
    end.writeUInt32LE(this.#short(start), 16)
    await this.write(end)
  }

  #directoryRecord({ name, offset, crc32, size, compressedSize }: Entry): Buffer {
    const large = [size, compressedSize, offset].filter((value) => this.#isLarge(value))
    const extra = Buffer.alloc(large.length > 0 ? 4 + 8 * large.length : 0)
    if (large.length > 0) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(8 * large.length, 2)
      writeLongs(extra, 4, large)
    }
    const version = large.length > 0 ? zip64Version : plainVersion
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(version, 4)
    record.writeUInt16LE(version, 6)
    record.writeUInt16LE(flags, 8)
    record.writeUInt16LE(deflated, 10)
    record.writeUInt16LE(dosDate, 14)
    record.writeUInt32LE(crc32, 16)
    record.writeUInt32LE(this.#short(compressedSize), 20)
    record.writeUInt32LE(this.#short(size), 24)
    record.writeUInt16LE(name.length, 28)
    record.writeUInt16LE(extra.length, 30)
    record.writeUInt32LE(this.#short(offset), 42)
    return Buffer.concat([record, name, extra])
  }

  async #writeLargeEnd(count: number, start: number, size: number): Promise<void> {
    const record = Buffer.alloc(56 + 20)
    record.writeUInt32LE(0x06064b50, 0)
    writeLongs(record, 4, [44])
    record.writeUInt16LE(zip64Version, 12)
    record.writeUInt16LE(zip64Version, 14)
    writeLongs(record, 24, [count, count, size, start])
    record.writeUInt32LE(0x07064b50, 56)
    writeLongs(record, 64, [start + size])
    record.writeUInt32LE(1, 72)
    await this.write(record)
  }

  #isLarge(value: number): boolean {
    return value >= this.#limit
  }

  #short(value: number): number {
    return this.#isLarge(value) ? elsewhere : value
  }
}

function writeLongs(out: Buffer, at: number, values: number[]): void {
  for (const [index, value] of values.entries()) out.writeBigUInt64LE(BigInt(value), at + 8 * index)
}
