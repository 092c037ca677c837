import { hash } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'

/** Bytes of one row: a hash of its key and one of everything in it, 8 bytes each. */
const width = 16
export const saltBytes = 16
const heapsAtOnce = 4096

/** Two rows have one key, or keys with one hash: what changed cannot be told from such rows. */
export class SameKey extends Error {}

/**
 * What a run remembers of the rows it read, so that the next run can tell what changed: 16 bytes a row, in the
 * order of the keys' hashes. The salt, which every run of a chain shares, keeps anyone from writing rows that
 * look alike to it.
 */
export class RowStates {
  readonly salt: Buffer
  readonly rows: number
  readonly #entries: Buffer
  readonly #bits: number
  readonly #ends: Uint32Array

  /** `bytes` as `toBytes` wrote them. Throws when they are not whole. */
  constructor(bytes: Buffer) {
    if (bytes.length < saltBytes || (bytes.length - saltBytes) % width !== 0)
      throw new Error('the remembered rows are not whole')
    this.salt = bytes.subarray(0, saltBytes)
    this.#entries = bytes.subarray(saltBytes)
    this.rows = this.#entries.length / width
    this.#bits = heapBits(this.rows)
    this.#ends = heapEnds(this.#entries, this.#bits)
  }

  /** Where the row with this key's hash stands; -1: it was not there. */
  indexOf(entry: Buffer): number {
    const high = entry.readUInt32BE(0)
    const heap = heapOf(high, this.#bits)
    const after = this.#ends[heap]!
    for (let index = heap === 0 ? 0 : this.#ends[heap - 1]!; index < after; index++) {
      if (this.#entries.readUInt32BE(index * width) !== high) continue
      if (this.#entries.readUInt32BE(index * width + 4) === entry.readUInt32BE(4)) return index
    }
    return -1
  }

  /** Whether the row that stands there is the same in everything. */
  isSame(index: number, entry: Buffer): boolean {
    return this.#entries.compare(entry, 8, width, index * width + 8, (index + 1) * width) === 0
  }

  /** The hash of the key of the row that stands there, as files show it. */
  keyAt(index: number): string {
    return keyText(this.#entries.subarray(index * width, index * width + 8))
  }
}

/** The hash of a row's key, as files show it: 16 hexadecimal digits. */
export function keyText(entry: Buffer): string {
  return entry.toString('hex', 0, 8)
}

/** Collects the states of a run's rows. */
export class RowStatesBuilder {
  readonly #salt: Buffer
  /** The salt and what is hashed behind it. */
  #scratch: Buffer
  #entries = Buffer.alloc(1024 * width)
  #rows = 0

  constructor(salt: Buffer) {
    this.#salt = salt
    this.#scratch = Buffer.concat([salt, Buffer.alloc(4096)])
  }

  /** Adds a row and returns its state, valid until the next one; `key` and `row` are its COPY text. */
  add(key: Buffer, row: Buffer): Buffer {
    if ((this.#rows + 1) * width > this.#entries.length)
      this.#entries = Buffer.concat([this.#entries, Buffer.alloc(this.#entries.length)])
    const entry = this.#entries.subarray(this.#rows * width, (this.#rows + 1) * width)
    this.#hash(key).copy(entry, 0, 0, 8)
    this.#hash(row).copy(entry, 8, 0, 8)
    this.#rows += 1
    return entry
  }

  /** The state of the row that was added there. */
  at(place: number): Buffer {
    return this.#entries.subarray(place * width, (place + 1) * width)
  }

  /** What RowStates reads. Throws SameKey. */
  async toBytes(): Promise<Buffer> {
    const sorted = await sortedByKey(this.#entries.subarray(0, this.#rows * width))
    return Buffer.concat([this.#salt, sorted])
  }

  #hash(bytes: Buffer): Buffer {
    const length = saltBytes + bytes.length
    if (length > this.#scratch.length) this.#scratch = Buffer.concat([this.#salt, Buffer.alloc(length)])
    bytes.copy(this.#scratch, saltBytes)
    return hash('sha256', this.#scratch.subarray(0, length), 'buffer')
  }
}

/** Hashes are spread evenly, so their first bits deal them into heaps of about eight. */
function heapBits(rows: number): number {
  return Math.max(0, Math.min(24, Math.ceil(Math.log2(rows / 8 || 1))))
}

function heapOf(high: number, bits: number): number {
  return bits === 0 ? 0 : high >>> (32 - bits)
}

/** Where each heap ends in the order of the keys. */
function heapEnds(entries: Buffer, bits: number): Uint32Array {
  const ends = new Uint32Array(2 ** bits)
  for (let at = 0; at < entries.length; at += width) ends[heapOf(entries.readUInt32BE(at), bits)]! += 1
  for (let heap = 1; heap < ends.length; heap++) ends[heap]! += ends[heap - 1]!
  return ends
}

/** In pauses others are answered: a million rows take most of a second. */
async function sortedByKey(entries: Buffer): Promise<Buffer> {
  const rows = entries.length / width
  const bits = heapBits(rows)
  const ends = heapEnds(entries, bits)
  const order = new Uint32Array(rows)
  const next = ends.slice()
  for (let row = rows - 1; row >= 0; row--)
    order[--next[heapOf(entries.readUInt32BE(row * width), bits)]!] = row
  const word = (row: number, at: 0 | 4) => entries.readUInt32BE(row * width + at)
  const byKey = (left: number, right: number) =>
    word(left, 0) - word(right, 0) || word(left, 4) - word(right, 4)
  const sorted = Buffer.alloc(entries.length)
  for (let heap = 0; heap < ends.length; heap++) {
    if (heap % heapsAtOnce === 0) await pause()
    const start = next[heap]!
    order.subarray(start, ends[heap]).sort(byKey)
    for (let at = start; at < ends[heap]!; at++) {
      const row = order[at]!
      if (at > start && byKey(order[at - 1]!, row) === 0) throw new SameKey()
      entries.copy(sorted, at * width, row * width, (row + 1) * width)
    }
  }
  return sorted
}
