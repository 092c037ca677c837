import { constants, crc32, gzipSync, zstdCompressSync } from 'node:zlib'
import type { ParquetDialect } from './parquet-options.ts'
import { i32, struct, varint } from './thrift.ts'

const plain = 0
const rle = 3
const zstdLevel = 1
const gzipLevel = 3

/** Of `CompressionCodec` in parquet.thrift. */
export const codecs = { none: 0, gzip: 2, zstd: 6 }

/** A page as it stands in the file, and how long it would be without compression. */
export interface Page {
  bytes: Buffer
  plainBytes: number
}

/** A data page: which of its rows have a value, and the values. */
export function dataPage(
  rows: number,
  nulls: number,
  hasValue: Uint8Array,
  values: Uint8Array,
  codec: ParquetDialect['codec'],
): Page {
  const levels = definitionLevels(rows, nulls, hasValue)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(levels.length)
  const body = Buffer.concat([length, levels, values])
  const packed = compressed(body, codec)
  const header = struct({
    1: i32(0),
    2: i32(body.length),
    3: i32(packed.length),
    4: i32(crc32(packed) | 0),
    5: struct({ 1: i32(rows), 2: i32(plain), 3: i32(rle), 4: i32(rle) }),
  }).bytes
  return { bytes: Buffer.concat([header, packed]), plainBytes: header.length + body.length }
}

/** One bit a row, or one run where all are the same. */
function definitionLevels(rows: number, nulls: number, hasValue: Uint8Array): Uint8Array {
  if (nulls === 0 || nulls === rows) return Uint8Array.of(...varint(2 * rows), nulls === 0 ? 1 : 0)
  const groups = Math.ceil(rows / 8)
  return Buffer.concat([varint(2 * groups + 1), hasValue.subarray(0, groups)])
}

function compressed(body: Buffer, codec: ParquetDialect['codec']): Buffer {
  if (codec === 'gzip') return gzipSync(body, { level: gzipLevel })
  if (codec === 'none') return body
  return zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } })
}
