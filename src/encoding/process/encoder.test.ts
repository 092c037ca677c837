import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { exists, sampleJob } from '../../../tests/samples/sample-job.ts'
import { Encoder } from './encoder.ts'
import { encode } from './encoder-pool.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encoder-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('an encoder that breaks', () => {
  test('collects no reactions to its end over many runs', async () => {
    const path = join(folder, 'busy.mjs')
    await writeFile(path, `process.on('message', ({ job }) => job && process.send({ result: { rows: 1 } }))`)
    const job = await sampleJob(folder, Buffer.from('a\n'))
    const encoder = new Encoder(pathToFileURL(path))
    const then = vi.spyOn(encoder.ended, 'then')
    for (let run = 0; run < 20; run++) await encoder.run(job, {})
    expect(then).not.toHaveBeenCalled()
    await encoder.end()
    await expect(encoder.run(job, {})).rejects.toMatchObject({ code: 'encoder_killed' })
  })

  test('on a spool it cannot read is an EncodeError and leaves no file', async () => {
    const job = await sampleJob(folder, Buffer.from('a\tb\n'))
    await expect(encode(job)).rejects.toMatchObject({
      code: 'encoder_failed',
      message: expect.stringContaining('does not have 1 fields'),
    })
    expect(await exists(job.outputPath)).toBe(false)
    await expect(encode({ ...job, format: 'papyrus' })).rejects.toMatchObject({ code: 'encoder_failed' })
    const missing = { ...job, spoolPath: join(folder, 'nowhere') }
    await expect(encode(missing)).rejects.toMatchObject({ message: expect.stringContaining('ENOENT') })
  })

  test.each([
    ['throws', `throw new Error('poison')`, 'encoder_failed', 'poison'],
    ['rejects later', `setTimeout(() => Promise.reject(new Error('late')), 10)`, 'encoder_failed', 'late'],
    ['leaves', `process.exit(7)`, 'encoder_failed', ''],
    ['falls silent', `export {}`, 'encoder_failed', ''],
    ['crashes', `process.kill(process.pid, 'SIGSEGV'); for (;;);`, 'encoder_failed', ''],
    ['is killed from outside', `process.kill(process.pid, 'SIGKILL')`, 'encoder_killed', ''],
    [
      'eats all memory',
      `const all = []; for (;;) all.push(new Array(1000).fill(0.5))`,
      'encoder_out_of_memory',
      '',
    ],
  ])('because its process %s does not take this process along', async (_, source, code, words) => {
    const path = join(folder, 'poison.mjs')
    await writeFile(path, source)
    const job = await sampleJob(folder, Buffer.from('a\n'))
    const encoder = new Encoder(pathToFileURL(path))
    await expect(encoder.run(job, {})).rejects.toMatchObject({
      name: 'EncodeError',
      code,
      cause: expect.stringContaining(words),
    })
  })
})
