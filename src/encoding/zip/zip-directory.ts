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
}

/** The directory at the end of a ZIP; undefined where the file is cut off or no ZIP. */
export function zipDirectory(bytes: Buffer): ZipEntry[] | undefined {
  const end = endOf(bytes)
  if (end < 0) return undefined
  try {
    return [...entriesIn(bytes, bytes.readUInt32LE(end + 16), bytes.readUInt16LE(end + 10))]
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Unpacks an entry into nothing: whether it can be unpacked, and is as large as the archive says. */
export async function isWhole({ content, isDeflated, unpackedBytes }: ZipEntry): Promise<boolean> {
  if (!isDeflated) return content.length === unpackedBytes
  const inflate = createInflateRaw()
  inflate.end(content)
  let found = 0
  try {
    for await (const part of inflate) {
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
    yield {
      name: bytes.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      content: bytes.subarray(content, content + bytes.readUInt32LE(at + 20)),
      isDeflated: bytes.readUInt16LE(at + 10) === 8,
    }
    at += entryBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endBytes - longestComment)
  for (let at = bytes.length - endBytes; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === endRecord) return at
  return -1
}
