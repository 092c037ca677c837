import { once } from 'node:events'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import type { FileSink } from './file-sink.ts'
import type { Compression } from './formats/compression.ts'
import type { Emit } from './formats/definition.ts'

/** Level 3 is within a tenth of level 6 in size on tables and takes half the time. */
const gzipLevel = 3
const zstdLevel = 1

export interface Compressor {
  emit: Emit
  /** Resolves when the last byte has reached the sink. */
  end: () => Promise<void>
}

/** Puts a compression before a sink. The same bytes give the same file: gzip's time stamp stays 0. */
export function compressInto(sink: FileSink, compression: Compression): Compressor {
  if (compression === 'none') return { emit: (bytes) => sink.write(bytes), end: async () => {} }
  const stream =
    compression === 'gzip'
      ? createGzip({ level: gzipLevel })
      : createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } })
  const drained = drainInto(sink, stream)
  // Met by end(); unheard until then it would end the thread.
  drained.catch(() => {})
  return {
    async emit(bytes) {
      if (stream.write(Buffer.from(bytes))) return
      await Promise.race([once(stream, 'drain'), drained])
    },
    async end() {
      stream.end()
      await drained
    },
  }
}

async function drainInto(sink: FileSink, stream: AsyncIterable<Buffer>): Promise<void> {
  for await (const bytes of stream) await sink.write(bytes)
}
