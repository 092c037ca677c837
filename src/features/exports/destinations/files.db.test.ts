import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { type Bucket, startBucket } from '../../../../tests/support/bucket.ts'
import {
  allowLocalReceivers,
  attempt,
  expectWhole,
  receiver,
  sent,
  tested,
} from '../../../../tests/support/deliveries.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import type { HttpBehaviour } from '../../../../tests/support/http-door.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import {
  type ScriptedSftpServer,
  type SftpBehaviour,
  startSftpServer,
} from '../../../../tests/support/sftp-server.ts'
import { retryDelivery } from './commands/retry-delivery.ts'
import { updateDestination } from './commands/update.ts'

let admin: Context
let bucket: Bucket
let server: ScriptedSftpServer

beforeAll(async () => {
  allowLocalReceivers()
  admin = await contextOf(await createTenant(20), 'admin')
  bucket = await startBucket()
  server = await startSftpServer()
})

beforeEach(() => {
  bucket.door.behaviour = 'accept'
  bucket.door.concerns = () => true
  server.behaviour = 'accept'
  server.files.clear()
  server.renamed.length = 0
})

async function s3(prefix = `${crypto.randomUUID()}/`) {
  const settings = {
    ...{ endpoint: bucket.door.url, region: 'us-east-1', bucket: 'waybill', prefix },
    ...{ force_path_style: true, access_key_id: 'S3RVER' },
  }
  const secret = { secret_access_key: 'S3RVER' }
  const { id } = await receiver(admin, { kind: 's3', settings, secret })
  return { id, files: async () => (await bucket.objects()).filter((key) => key.startsWith(prefix)) }
}

const folder = () => ({ host: '127.0.0.1', port: server.port, username: 'receiver', folder: 'in' })

/** A server whose key somebody has confirmed. */
async function sftp(password = 'right') {
  const settings = folder()
  const { id } = await receiver(admin, { kind: 'sftp', settings, secret: { password } })
  const { last_test } = await tested(admin, id)
  await updateDestination.execute(admin, { id, settings: { ...settings, host_key: last_test!.host_key } })
  return { id }
}

describe('a bucket', () => {
  const contents = async (keys: string[]) =>
    new Map(await Promise.all(keys.map(async (key) => [key, await bucket.read(key)] as const)))

  it('gets the file, its columns and the manifest, once', async () => {
    const { id, files } = await s3()
    const delivery = await sent(admin, id)
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 1 })
    expectWhole(await contents(await files()))
  })

  const put = ({ method }: { method?: string }) => method === 'PUT'
  const faults = [
    { what: 'hangs up at once', behaviour: 'hang up', says: 'broke off' },
    { what: 'says nothing', behaviour: 'silent', says: 'did not answer in time' },
    { what: 'hangs up halfway', behaviour: 'hang up halfway', says: 'broke off' },
    { what: 'has no room', behaviour: { status: 507 }, says: 'no room' },
  ] satisfies { what: string; behaviour: HttpBehaviour; says: string }[]

  it.each(faults)('that $what gets everything later, once', async ({ behaviour, says }) => {
    const { id, files } = await s3()
    bucket.door.behaviour = behaviour
    bucket.door.concerns = put
    const delivery = await sent(admin, id)
    expect(await attempt(admin, delivery)).toMatchObject({
      state: 'pending',
      last: expect.stringContaining(says),
    })
    bucket.door.behaviour = 'accept'
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 2 })
    expectWhole(await contents(await files()))
  })

  it('whose answers get lost has one whole file all the same', async () => {
    const { id, files } = await s3()
    bucket.door.behaviour = 'hang up before the answer'
    bucket.door.concerns = put
    const delivery = await sent(admin, id)
    await attempt(admin, delivery)
    bucket.door.behaviour = 'accept'
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered' })
    expectWhole(await contents(await files()))
  })

  it('says that it refused the access key, and what to correct when it redirects', async () => {
    const wrong = await s3()
    const body = '<Error><Code>SignatureDoesNotMatch</Code></Error>'
    bucket.door.behaviour = { status: 403, headers: { 'Content-Type': 'application/xml' }, body }
    const refused = await attempt(admin, await sent(admin, wrong.id))
    expect(refused).toMatchObject({
      state: 'pending',
      last: expect.stringContaining('refused the access key'),
    })
    const elsewhere = await s3()
    bucket.door.behaviour = { status: 307, headers: { Location: 'http://169.254.169.254/' } }
    const redirected = await attempt(admin, await sent(admin, elsewhere.id))
    expect(redirected).toMatchObject({ state: 'failed', last: expect.stringContaining('redirects') })
    expect([await wrong.files(), await elsewhere.files()]).toEqual([[], []])
  })

  it('that nobody answers at is tried again, and one at a private address is not', async () => {
    const { id, files } = await s3()
    const lead = (endpoint: string) =>
      ownerRows(
        `update export_destinations set settings = settings || jsonb_build_object('endpoint', $2::text) where id = $1`,
        [id, endpoint],
      )
    await lead('http://127.0.0.1:9')
    const delivery = await sent(admin, id)
    expect(await attempt(admin, delivery)).toMatchObject({
      state: 'pending',
      last: expect.stringContaining('refused the connection'),
    })
    await lead(bucket.door.url)
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 2 })
    expectWhole(await contents(await files()))
    await lead('https://169.254.169.254')
    const ended = await attempt(admin, await sent(admin, id))
    expect(ended).toMatchObject({ state: 'failed', last: expect.stringContaining('not a public address') })
  })

  /** Delivers, lets the receiver change the file, and delivers again. */
  async function deliveredAgain() {
    const { id, files } = await s3()
    const delivery = await sent(admin, id)
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 1 })
    const key = (await files()).find((one) => one.endsWith('.csv'))!
    await bucket.write(key, 'taken')
    await ownerRows(`update export_deliveries set state = 'failed' where id = $1`, [delivery.id])
    await retryDelivery.execute(admin, { id: delivery.export_id, delivery: delivery.id })
    const again = await attempt(admin, delivery)
    expect(await bucket.read(key)).toBe('taken')
    expect(await files()).toHaveLength(3)
    return again
  }

  it('that has another file under the name keeps it', async () => {
    expect(await deliveredAgain()).toMatchObject({
      state: 'failed',
      last: expect.stringContaining('already has another file'),
    })
  })

  it('that shows nothing to the key is not written over either', async () => {
    bucket.door.behaviour = { status: 403 }
    bucket.door.concerns = ({ method }) => method === 'HEAD'
    expect(await deliveredAgain()).toMatchObject({ state: 'delivered', attempts: 2 })
  })
})

describe('an SFTP server', () => {
  it('shows its host key, and gets nothing before somebody confirms it', async () => {
    const settings = folder()
    const { id } = await receiver(admin, { kind: 'sftp', settings, secret: { password: 'right' } })
    const { last_test, is_ready } = await tested(admin, id)
    expect(last_test).toMatchObject({ passed: false, host_key: expect.stringMatching(/^SHA256:/) })
    expect(is_ready).toBe(false)
    await expect(finishedExport(admin, { destinations: [id] })).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('confirm the key'),
    })
    await updateDestination.execute(admin, { id, settings: { ...settings, host_key: last_test!.host_key } })
    expect((await tested(admin, id)).last_test).toMatchObject({ passed: true })
    expect(server.files.size).toBe(0)
  })

  it('gets every file under a name of its own, and the manifest last', async () => {
    const { id } = await sftp()
    expect(await attempt(admin, await sent(admin, id))).toMatchObject({ state: 'delivered', attempts: 1 })
    expectWhole(server.files)
    expect(server.renamed.at(-1)).toMatch(/\.manifest\.json$/)
  })

  const faults = [
    { what: 'says nothing', behaviour: 'silent', says: 'did not answer in time' },
    { what: 'is full', behaviour: 'full', says: 'may have no room left' },
    {
      what: 'breaks off in the middle',
      behaviour: 'hang up while writing',
      says: 'broke off the connection',
    },
    { what: 'loses an answer', behaviour: 'rename and hang up', says: 'broke off the connection' },
    {
      what: 'loses the last answer',
      behaviour: 'rename the manifest and hang up',
      says: 'broke off the connection',
    },
  ] satisfies { what: string; behaviour: SftpBehaviour; says: string }[]

  it.each(faults)('that $what has one whole file in the end', async ({ behaviour, says }) => {
    const delivery = await sent(admin, (await sftp()).id)
    server.behaviour = behaviour
    expect(await attempt(admin, delivery)).toMatchObject({
      state: 'pending',
      last: expect.stringContaining(says),
    })
    server.behaviour = 'accept'
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 2 })
    expectWhole(server.files)
    expect(server.renamed).toHaveLength(3)
  })

  it('that nobody answers at, or that refuses the password, is named in the log', async () => {
    const wrong = await attempt(admin, await sent(admin, (await sftp('wrong')).id))
    expect(wrong).toMatchObject({ state: 'pending', last: '127.0.0.1 refused the sign-in of receiver.' })
    const { id } = await sftp()
    await ownerRows(`update export_destinations set settings = settings || '{"port": 9}' where id = $1`, [id])
    const gone = await attempt(admin, await sent(admin, id))
    expect(gone).toMatchObject({ state: 'pending', last: '127.0.0.1 refused the connection.' })
  })

  it('at a private address gets nothing', async () => {
    const { id } = await sftp()
    await ownerRows(
      `update export_destinations set settings = settings || '{"host": "10.0.0.7"}' where id = $1`,
      [id],
    )
    const ended = await attempt(admin, await sent(admin, id))
    expect(ended).toMatchObject({ state: 'failed', last: expect.stringContaining('not a public address') })
    expect(server.files.size).toBe(0)
  })

  it('with another host key than the confirmed one gets nothing, not even a password', async () => {
    const { id } = await sftp()
    const other = `SHA256:${'A'.repeat(43)}`
    await ownerRows(
      `update export_destinations set settings = settings || jsonb_build_object('host_key', $2::text) where id = $1`,
      [id, other],
    )
    const ended = await attempt(admin, await sent(admin, id))
    expect(ended).toMatchObject({ state: 'failed', last: expect.stringContaining(other) })
    expect(server.files.size).toBe(0)
  })
})
