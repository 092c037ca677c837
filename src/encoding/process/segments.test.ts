import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SegmentSink } from './segment-sink.ts'
import { Segments, segmentBytes } from './segments.ts'

async function workFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'segments-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

async function lengthOf(segments: Segments): Promise<number> {
  let length = 0
  for await (const bytes of segments.bytes()) length += bytes.length
  return length
}

test('a file that is taken while it is made has every byte once, and never lies on the disk as a whole', async () => {
  const folder = await workFolder()
  const segments = new Segments(join(folder, 'file'))
  let most = 0
  const room = { resolve: () => {} }
  segments.onTaken = () => room.resolve()
  const sink = new SegmentSink(join(folder, 'file'), async () => {
    most = Math.max(most, (await readdir(folder)).length)
    const { promise, resolve } = Promise.withResolvers<void>()
    room.resolve = resolve
    segments.add()
    await promise
  })
  const made = createHash('sha256')
  const make = async () => {
    for (let piece = 0; piece < 120; piece++) {
      const bytes = Buffer.alloc(1 + ((piece * 7919) % 900_000), piece)
      made.update(bytes)
      await sink.write(bytes)
    }
    const result = await sink.close()
    segments.end()
    return result
  }
  const making = make()
  const taken = createHash('sha256')
  let length = 0
  for await (const bytes of segments.bytes()) {
    taken.update(bytes)
    length += bytes.length
  }
  const sha256 = taken.digest('hex')
  expect(length).toBeGreaterThan(2 * segmentBytes)
  expect(await making).toEqual({ bytes: length, sha256 })
  expect(made.digest('hex')).toBe(sha256)
  expect([most, await readdir(folder)]).toEqual([1, []])
})

test('an empty file has no segment, and whoever takes one that fails fails as well', async () => {
  const folder = await workFolder()
  const empty = new Segments(join(folder, 'empty'))
  expect((await new SegmentSink(join(folder, 'empty'), async () => {}).close()).bytes).toBe(0)
  empty.end()
  expect(await lengthOf(empty)).toBe(0)
  const failing = new Segments(join(folder, 'failing'))
  const taking = lengthOf(failing)
  failing.end({ error: new Error('the encoder broke') })
  await expect(taking).rejects.toThrow('the encoder broke')
})
