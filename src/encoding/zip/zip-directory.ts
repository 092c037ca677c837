import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

const endRecord = 0x06054b50
const endBytes = 22
const longestComment = 65_535
const directoryEntry = 0x02014b50
const entryBytes = 46
const localBytes = 30

export interface ZipEntry {
  name: string
  /** What the archive says; isWhole() finds out. */
  unpackedBytes: number
  isEncrypted: boolean
  /** As it stands in the file. */
  content: Buffer
  isDeflated: boolean
  /** Where its local header begins, and where its content ends. */
  begins: number
  ends: number
}

/**
 * The directory at the end of a ZIP; undefined where the file is cut off, no ZIP, or has anything between its entries:
 * programs that read from the beginning would find what the directory does not say.
 */
export function zipDirectory(bytes: Buffer): ZipEntry[] | undefined {
  const end = endOf(bytes)
  if (end < 0) return undefined
  try {
    const start = bytes.readUInt32LE(end + 16)
    const entries = [...entriesIn(bytes, start, bytes.readUInt16LE(end + 10))]
    return areEndToEnd(entries, start) ? entries : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** What an entry holds. */
export function unpack({ content, isDeflated }: ZipEntry): Readable {
  if (!isDeflated) return Readable.from([content])
  const inflate = createInflateRaw()
  inflate.end(content)
  return inflate
}

/** Unpacks an entry into nothing: whether it can be unpacked, and is as large as the archive says. */
export async function isWhole(entry: ZipEntry): Promise<boolean> {
  const { unpackedBytes } = entry
  let found = 0
  try {
    for await (const part of unpack(entry)) {
      found += part.length
      if (found > unpackedBytes) return false
    }
  } catch {
    return false
  }
  return found === unpackedBytes
}

function* entriesIn(bytes: Buffer, start: number, count: number): Generator<ZipEntry> {
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new RangeError('no entry')
    const nameBytes = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const content = local + localBytes + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const ends = content + bytes.readUInt32LE(at + 20)
    yield {
      ...{ begins: local, ends },
      name: bytes.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      content: bytes.subarray(content, ends),
      isDeflated: bytes.readUInt16LE(at + 10) === 8,
    }
    at += entryBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** Sizes and checksum may follow a content. */
const longestDescriptor = 24

function areEndToEnd(entries: ZipEntry[], directory: number): boolean {
  let at = 0
  for (const { begins, ends } of entries.toSorted((left, right) => left.begins - right.begins)) {
    if (begins < at || begins - at > longestDescriptor) return false
    at = ends
  }
  return directory >= at && directory - at <= longestDescriptor
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endBytes - longestComment)
  for (let at = bytes.length - endBytes; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === endRecord) return at
  return -1
}
