import { brotliDecompressSync } from 'node:zlib'

// https://www.w3.org/TR/WOFF2/, the container: a directory of tables, then all of them in one Brotli stream.

const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
const headerBytes = 48

export interface FontTable {
  bytes: Buffer
  /** Whether it is in WOFF2's own form, which only `glyf`, `loca` and `hmtx` have. */
  isTransformed: boolean
}

/** The tables of a WOFF2 font by their tags. Throws when the file is not one. */
export function readWoff2(file: Buffer): Map<string, FontTable> {
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new Error('not a WOFF2 font')
  const count = file.readUInt16BE(12)
  const entries: { tag: string; length: number; isTransformed: boolean }[] = []
  let at = headerBytes
  const readBase128 = () => {
    let value = 0
    for (let byte = 128; byte >= 128; ) {
      byte = file[at++] as number
      value = value * 128 + (byte & 127)
    }
    return value
  }
  for (let index = 0; index < count; index++) {
    const flags = file[at++] as number
    const known = flags & 63
    const tag = known < 63 ? knownTags.slice(known * 5, known * 5 + 4) : file.toString('latin1', at, at + 4)
    if (known === 63) at += 4
    const version = flags >> 6
    const isTransformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0
    const length = readBase128()
    entries.push({ tag, isTransformed, length: isTransformed ? readBase128() : length })
  }
  const total = entries.reduce((sum, { length }) => sum + length, 0)
  // Room for all at once: by default it would come in pieces of 16 kB, to be joined.
  const bytes = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)), { chunkSize: total })
  let start = 0
  return new Map(
    entries.map(({ tag, length, isTransformed }) => {
      start += length
      return [tag, { bytes: bytes.subarray(start - length, start), isTransformed }]
    }),
  )
}

/** The table of that tag. Throws without one. */
export function tableOf(tables: Map<string, FontTable>, tag: string): FontTable {
  const table = tables.get(tag)
  if (!table) throw new Error(`the font has no table ${tag}`)
  return table
}
