import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Bucket, startBucket } from '../../../tests/support/bucket.ts'
import type { HttpBehaviour } from '../../../tests/support/http-door.ts'
import { type S3Server, startS3 } from '../../../tests/support/s3-server.ts'
import { describeStorage } from '../../../tests/support/storage-contract.ts'
import { type S3Settings, S3Storage } from './s3.ts'

let server: S3Server
const folder = mkdtempSync(join(tmpdir(), 'waybill-s3-made-'))

beforeAll(async () => {
  server = await startS3()
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function open(changes: Partial<S3Settings> = {}): S3Storage {
  return new S3Storage({
    ...{
      bucket: 'waybill',
      region: 'us-east-1',
      endpoint: server.endpoint,
      forcePathStyle: true,
      prefix: 'files/',
    },
    ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', ...changes },
  })
}

describeStorage('S3', () => open())

it('a file of several parts comes back as it was', async () => {
  const content = randomBytes(20 * 1024 * 1024)
  const path = join(folder, 'large')
  writeFileSync(path, content)
  await open().put('large', path)
  expect((await buffer(await open().read('large'))).equals(content)).toBe(true)
  expect(
    (await buffer(await open().read('large', { start: 9_000_000, end: 9_000_009 }))).toString('hex'),
  ).toBe(content.subarray(9_000_000, 9_000_010).toString('hex'))
})

it('a link hands the file out under the name that it says', async () => {
  const path = join(folder, 'small')
  writeFileSync(path, 'hello')
  const storage = open()
  await storage.put('small', path)
  const link = await storage.link('small', {
    disposition: `attachment; filename="a.csv"`,
    mediaType: 'text/csv',
    seconds: 60,
  })
  const response = await fetch(link)
  expect(await response.text()).toBe('hello')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.csv"')
})

describe('an upload in parts', () => {
  let bucket: Bucket
  const requests: string[] = []
  const partBytes = 8 * 1024 * 1024

  beforeAll(async () => {
    bucket = await startBucket()
  })

  beforeEach(() => {
    requests.length = 0
    bucket.door.behaviour = 'accept'
  })

  /** The bucket behind its door, which does so to the requests that match. */
  function openBehind(behaviour: HttpBehaviour, matches: (request: string) => boolean): S3Storage {
    bucket.door.behaviour = behaviour
    bucket.door.concerns = ({ method, url }) => {
      requests.push(`${method} ${url}`)
      return matches(requests.at(-1)!)
    }
    return open({ endpoint: bucket.door.url })
  }

  const isPart2 = (request: string) => /^PUT .*partNumber=2/.test(request)
  const takenBack = () => requests.some((request) => /^DELETE .*uploadId=/.test(request))
  const never = () => new AbortController().signal
  const parts = (count: number) => Array.from({ length: count }, () => Buffer.alloc(partBytes, 'x'))

  async function expectNothing(key: string) {
    await vi.waitFor(() => expect(takenBack()).toBe(true), { timeout: 20_000 })
    await expect(open({ endpoint: bucket.door.url }).size(key)).rejects.toMatchObject({ code: 'ENOENT' })
  }

  it('that fails for good in the middle takes its parts back, and nothing is seen', async () => {
    const storage = openBehind({ status: 503 }, isPart2)
    await expect(storage.putStream('failing', Readable.from(parts(3)), never())).rejects.toThrow()
    expect(requests.filter(isPart2).length).toBeGreaterThan(1)
    await expectNothing('failing')
  })

  it('that meets a passing fault goes on', async () => {
    let refused = 0
    const storage = openBehind({ status: 500 }, (request) => isPart2(request) && refused++ === 0)
    await storage.putStream('passing', Readable.from(parts(3)), never())
    expect(await storage.size('passing')).toBe(3 * partBytes)
  })

  it('whose stream breaks off stores nothing', async () => {
    const storage = openBehind('accept', () => false)
    async function* breaking() {
      yield* parts(2)
      throw new Error('the encoder broke')
    }
    const storing = storage.putStream('breaking', Readable.from(breaking()), never())
    // What the server says to the taking back may hide why.
    await expect(storing).rejects.toThrow()
    await expectNothing('breaking')
  })

  it('that is stopped while the server is silent ends at once', async () => {
    const storage = openBehind('silent', isPart2)
    const stopping = new AbortController()
    const storing = storage.putStream('stopped', Readable.from(parts(3)), stopping.signal)
    storing.catch(() => {})
    await vi.waitFor(() => expect(requests.some(isPart2)).toBe(true), { timeout: 20_000 })
    stopping.abort()
    await expect(storing).rejects.toThrow()
    bucket.door.behaviour = 'accept'
    await expect(storage.size('stopped')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('whose last answer is lost is whole, at the latest when it is made again', async () => {
    let lost = 0
    const isEnd = (request: string) => /^POST .*uploadId=/.test(request) && lost++ === 0
    const storage = openBehind('hang up before the answer', isEnd)
    const put = () => storage.putStream('lost', Readable.from(parts(2)), never())
    await put().catch(put)
    expect([await storage.size('lost'), lost > 0]).toEqual([2 * partBytes, true])
  })
})

it('a bucket that is not there is no storage', async () => {
  await expect(open({ bucket: 'nowhere' }).check()).rejects.toThrow()
})
