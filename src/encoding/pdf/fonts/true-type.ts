import type { Outline } from './outline.ts'

/** A glyph as a TrueType font stores it, in thousandths of the font size. */
export interface Glyph {
  advance: number
  bytes: Buffer
}

/** What a glyph is made from, in thousandths of the font size. */
export interface GlyphBox {
  advance: number
  outline: Outline
}

const onCurve = 1
const shortX = 2
const shortY = 4
const sameX = 16
const sameY = 32

export const emptyGlyph: Glyph = { advance: 0, bytes: Buffer.alloc(0) }

/** Stores an outline as a simple glyph without hints, its points rounded. */
export function toGlyph({ advance, outline }: GlyphBox): Glyph {
  const width = Math.round(advance)
  if (outline.xs.length === 0) return { advance: width, bytes: Buffer.alloc(0) }
  const xs = outline.xs.map((x) => Math.round(x))
  const ys = outline.ys.map((y) => Math.round(y))
  const { isOnCurve, ends } = outline
  const bytes = Buffer.alloc(12 + 2 * ends.length + 5 * xs.length + 3)
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  let at = bytes.writeInt16BE(ends.length)
  for (const edge of box) at = bytes.writeInt16BE(edge, at)
  for (const end of ends) at = bytes.writeUInt16BE(end, at)
  at = bytes.writeUInt16BE(0, at)
  isOnCurve.forEach((isOn, point) => {
    const dx = step(xs, point)
    const dy = step(ys, point)
    at = bytes.writeUInt8((isOn ? onCurve : 0) | flagsOf(dx, shortX, sameX) | flagsOf(dy, shortY, sameY), at)
  })
  for (const list of [xs, ys])
    for (let point = 0; point < xs.length; point++) at = writeStep(step(list, point), bytes, at)
  // Glyphs begin at multiples of four; a gap after one means nothing.
  return { advance: width, bytes: bytes.subarray(0, (at + 3) & ~3) }
}

function step(places: number[], point: number): number {
  return (places[point] as number) - (point === 0 ? 0 : (places[point - 1] as number))
}

function flagsOf(delta: number, short: number, same: number): number {
  if (delta === 0) return same
  if (Math.abs(delta) > 255) return 0
  return delta > 0 ? short | same : short
}

function writeStep(delta: number, bytes: Buffer, at: number): number {
  if (delta === 0) return at
  return Math.abs(delta) > 255 ? bytes.writeInt16BE(delta, at) : bytes.writeUInt8(Math.abs(delta), at)
}

export const metrics = { ascent: 1069, descent: -293, capHeight: 714 }

/** A TrueType font of these glyphs, numbered in their order: as much of one as a PDF needs. */
export function trueTypeFont(glyphs: Glyph[]): Buffer {
  const head = Buffer.alloc(54)
  head.writeUInt32BE(0x00010000)
  head.writeUInt32BE(0x00010000, 4)
  head.writeUInt32BE(0x5f0f3cf5, 12)
  head.writeUInt16BE(1000, 18)
  for (const [index, edge] of [-1000, metrics.descent, 2000, metrics.ascent].entries())
    head.writeInt16BE(edge, 36 + 2 * index)
  head.writeUInt16BE(6, 46)
  head.writeInt16BE(2, 48)
  head.writeInt16BE(1, 50)

  const hhea = Buffer.alloc(36)
  hhea.writeUInt32BE(0x00010000)
  hhea.writeInt16BE(metrics.ascent, 4)
  hhea.writeInt16BE(metrics.descent, 6)
  hhea.writeUInt16BE(
    glyphs.reduce((most, { advance }) => Math.max(most, advance), 0),
    10,
  )
  hhea.writeInt16BE(1, 18)
  hhea.writeUInt16BE(glyphs.length, 34)

  const maxp = Buffer.alloc(32)
  maxp.writeUInt32BE(0x00010000)
  maxp.writeUInt16BE(glyphs.length, 4)
  maxp.writeUInt16BE(
    glyphs.reduce((most, { bytes }) => Math.max(most, pointsOf(bytes)), 0),
    6,
  )
  maxp.writeUInt16BE(
    glyphs.reduce((most, { bytes }) => Math.max(most, contoursOf(bytes)), 0),
    8,
  )
  maxp.writeUInt16BE(2, 14)

  const hmtx = Buffer.alloc(4 * glyphs.length)
  const loca = Buffer.alloc(4 * glyphs.length + 4)
  let end = 0
  glyphs.forEach(({ advance, bytes }, index) => {
    hmtx.writeUInt16BE(advance, 4 * index)
    hmtx.writeInt16BE(bytes.length > 0 ? bytes.readInt16BE(2) : 0, 4 * index + 2)
    end += bytes.length
    loca.writeUInt32BE(end, 4 * index + 4)
  })
  const glyf = Buffer.concat(glyphs.map(({ bytes }) => bytes))
  const font = assemble({ glyf, head, hhea, hmtx, loca, maxp })
  return font
}

function contoursOf(glyph: Buffer): number {
  return glyph.length > 0 ? glyph.readInt16BE(0) : 0
}

function pointsOf(glyph: Buffer): number {
  return glyph.length > 0 ? glyph.readUInt16BE(8 + 2 * contoursOf(glyph)) + 1 : 0
}

/** Header, directory and tables, each with its checksum. */
function assemble(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables)
  const power = 2 ** Math.floor(Math.log2(names.length))
  const header = Buffer.alloc(12 + 16 * names.length)
  header.writeUInt32BE(0x00010000)
  header.writeUInt16BE(names.length, 4)
  header.writeUInt16BE(16 * power, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE(16 * (names.length - power), 10)
  const parts = [header]
  let offset = header.length
  names.forEach((name, index) => {
    const table = tables[name] as Buffer
    const padded = Buffer.concat([table], (table.length + 3) & ~3)
    const at = 12 + 16 * index
    header.write(name, at, 'latin1')
    header.writeUInt32BE(checksum(padded), at + 4)
    header.writeUInt32BE(offset, at + 8)
    header.writeUInt32BE(table.length, at + 12)
    parts.push(padded)
    offset += padded.length
  })
  const font = Buffer.concat(parts)
  const headAt = header.readUInt32BE(12 + 16 * names.indexOf('head') + 8)
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headAt + 8)
  return font
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
