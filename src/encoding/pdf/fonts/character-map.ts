import { ByteReader } from './byte-reader.ts'

/** Pairs of character and glyph of a `cmap` table, from its subtable with the most characters. */
export function readCharacterMap(cmap: Buffer): [number, number][] {
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.subarray(cmap.readUInt32BE(8 + 8 * index)),
  )
  const full = tables.find((table) => table.readUInt16BE(0) === 12)
  if (full) return readGroups(full)
  const basic = tables.find((table) => table.readUInt16BE(0) === 4)
  if (!basic) throw new Error('the font has no table of characters in a known form')
  return readSegments(basic)
}

/** Format 12: ranges of characters. */
function readGroups(table: Buffer): [number, number][] {
  const pairs: [number, number][] = []
  const reader = new ByteReader(table, 12)
  for (let groups = reader.uint32(); groups > 0; groups--) {
    const [first, last, glyph] = [reader.uint32(), reader.uint32(), reader.uint32()]
    for (let character = first; character <= last; character++)
      pairs.push([character, glyph + character - first])
  }
  return pairs
}

/** Format 4: ranges of characters of the basic plane. */
function readSegments(table: Buffer): [number, number][] {
  const pairs: [number, number][] = []
  const size = table.readUInt16BE(6)
  for (let at = 14; at < 14 + size; at += 2) {
    const last = table.readUInt16BE(at)
    const first = table.readUInt16BE(at + 2 + size)
    const delta = table.readUInt16BE(at + 2 + 2 * size)
    const rangeAt = at + 2 + 3 * size
    const range = table.readUInt16BE(rangeAt)
    for (let character = first; character <= last && character < 0xffff; character++) {
      const listed = range === 0 ? character : table.readUInt16BE(rangeAt + range + 2 * (character - first))
      if (range === 0 || listed !== 0) pairs.push([character, (listed + delta) & 0xffff])
    }
  }
  return pairs
}
