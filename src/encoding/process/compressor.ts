import { once } from 'node:events'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import type { Compression } from '../rows/compression.ts'
import type { Emit } from '../rows/emit.ts'
import { DeflatedParts } from '../zip/deflated-parts.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import type { Sink } from './file-sink.ts'

/** Level 3 is within a tenth of level 6 in size on tables and takes half the time. */
const gzipLevel = 3
const zstdLevel = 1

export interface Compressor {
  emit: Emit
  /** Resolves when the last byte has reached the sink. */
  end: () => Promise<void>
}

/** Puts a compression before a sink. The same bytes give the same file: no time of today stands in it. */
export async function compressInto(
  sink: Sink,
  compression: Compression,
  /** What the file is called inside a ZIP. */
  name: string,
): Promise<Compressor> {
  if (compression === 'none') return { emit: (bytes) => sink.write(bytes), end: async () => {} }
  if (compression === 'zip') return zipInto(sink, name)
  const stream =
    compression === 'gzip'
      ? createGzip({ level: gzipLevel })
      : createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } })
  const drained = drainInto(sink, stream)
  // Met by end(); unheard until then it would end the process.
  drained.catch(() => {})
  let taken = Promise.resolve()
  return {
    async emit(bytes) {
      const { promise, resolve } = Promise.withResolvers<void>()
      taken = promise
      if (stream.write(Buffer.from(bytes), () => resolve())) return
      await Promise.race([once(stream, 'drain'), drained])
    },
    async end() {
      // zstd writes other bytes when the end comes together with the last of them, which is a matter of chance.
      await Promise.race([taken, drained])
      stream.end()
      await drained
    },
  }
}

/** A ZIP with one file, made as a workbook is. */
async function zipInto(sink: Sink, name: string): Promise<Compressor> {
  const archive = new ZipArchive((bytes) => sink.write(bytes))
  const parts = new DeflatedParts(archive)
  await parts.begin(name)
  return {
    async emit(bytes) {
      parts.reserve(bytes.length)
      parts.bytes.set(bytes, parts.used)
      await parts.commit(parts.used + bytes.length)
    },
    async end() {
      await parts.end()
      await archive.close()
    },
  }
}

async function drainInto(sink: Sink, stream: AsyncIterable<Buffer>): Promise<void> {
  for await (const bytes of stream) await sink.write(bytes)
}
