import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Compression, compressions } from '../rows/compression.ts'
import { compressInto } from './compressor.ts'
import { FileSink } from './file-sink.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compress-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each(compressions)('%s gives the same bytes however the text arrived', async (compression) => {
  for (const length of [4, 700, 150_000, 1_500_000]) {
    const text = Buffer.from(Array.from({ length: length / 4 }, (_, at) => `${(at * 7919) % 1000},`).join(''))
    const files = [
      await compressed(compression, [text], 0),
      await compressed(compression, [text], 2),
      await compressed(compression, cut(text, Math.ceil(text.length / 2)), 0),
      await compressed(compression, cut(text, 65_536), 0),
      await compressed(compression, cut(text, 100_000), 1),
      await compressed(compression, cut(text, 999_999), 2),
    ]
    for (const file of files) expect(file.equals(files[0]!)).toBe(true)
  }
})

function cut(text: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.subarray(index * size, (index + 1) * size),
  )
}

async function compressed(compression: Compression, chunks: Buffer[], pauseMs: number): Promise<Buffer> {
  const path = join(folder, 'file')
  const sink = await FileSink.create(path)
  const output = await compressInto(sink, compression, 'rows.csv')
  for (const chunk of chunks) {
    await output.emit(chunk)
    if (pauseMs > 0) await sleep(pauseMs)
  }
  await output.end()
  await sink.close()
  return readFile(path)
}
