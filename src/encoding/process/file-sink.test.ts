import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FileSink } from './file-sink.ts'

test('a file that goes to the disk while it is made has every byte once, and their hash', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'file-sink-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  const sink = await FileSink.create(path)
  const expected = createHash('sha256')
  let length = 0
  for (let piece = 0; length < 50_000_000; piece++) {
    const bytes = Buffer.alloc(1 + ((piece * 7919) % 900_000), piece)
    await sink.write(bytes)
    expected.update(bytes)
    length += bytes.length
  }
  const sha256 = expected.digest('hex')
  expect(await sink.close()).toEqual({ bytes: length, sha256 })
  expect(
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ).toBe(sha256)
})
