import { inflateSync } from 'node:zlib'

const headerBytes = 44
const entryBytes = 20

/** The OpenType font in a WOFF file: the same tables, each compressed for itself. Throws when it is not one. */
export function openType(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF font')
  const count = woff.readUInt16BE(12)
  const directory = Buffer.alloc(12 + 16 * count)
  woff.copy(directory, 0, 4, 8)
  directory.writeUInt16BE(count, 4)
  const parts = [directory]
  let offset = directory.length
  for (let index = 0; index < count; index++) {
    const entry = headerBytes + entryBytes * index
    const [start, stored, length, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(start, start + stored)
    const table = stored < length ? inflateSync(bytes) : bytes
    const at = 12 + 16 * index
    woff.copy(directory, at, entry, entry + 4)
    for (const [field, value] of [checksum, offset, length].entries())
      directory.writeUInt32BE(value, at + 4 + 4 * field)
    const padded = Buffer.concat([table], (length + 3) & ~3)
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}
