import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('a bucket that is not there is no storage', async () => {
  await expect(open({ bucket: 'nowhere' }).check()).rejects.toThrow()
})
