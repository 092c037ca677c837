import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { schedule } from '../../../../tests/support/schedules.ts'
import { runAgain } from '../commands/again.ts'
import { createExport } from '../commands/create.ts'
import { createTemplate } from '../templates/commands/create.ts'
import { createDestination } from './commands/create.ts'
import { deleteDestination } from './commands/delete.ts'
import { testDestination } from './commands/test.ts'
import { updateDestination } from './commands/update.ts'
import { getDestination } from './queries/get.ts'
import { listDestinations } from './queries/list.ts'

let admin: Context
let manager: Context
let viewer: Context
let stranger: Context

beforeAll(async () => {
  const tenant = await createTenant(3)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  viewer = await contextOf(tenant, 'viewer')
  stranger = await contextOf(await createTenant(1), 'admin')
})

const url = 'https://hooks.example.com/in'
const bucket = {
  ...{ endpoint: 'https://s3.example.com', region: 'eu-central-1', bucket: 'reports', prefix: 'in/' },
  ...{ force_path_style: true, access_key_id: 'AKIA' },
}
let made = 0
const unused = (what: string) => {
  made += 1
  return `${what} ${made}`
}
const webhook = (changes: { name?: string } = {}) =>
  createDestination.execute(admin, {
    name: unused('Hook'),
    kind: 'webhook',
    settings: { url },
    ...changes,
  })
const sftp = (host_key: string | null) =>
  createDestination.execute(admin, {
    name: unused('Server'),
    kind: 'sftp',
    secret: { password: 'hunter2-hunter2' },
    settings: { host: 'files.example.com', username: 'in', host_key },
  })
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'allowed',
    ({ code, message }) => ({ code, message }),
  )
const key = `SHA256:${'k'.repeat(43)}`

describe('a destination', () => {
  it('shows its signing secret once and its other secrets never, to nobody and nowhere', async () => {
    const { id, signing_secret } = await webhook()
    expect(signing_secret).toMatch(/^whsec_/)
    const server = await sftp(null)
    expect(server.signing_secret).toBeNull()
    const told = JSON.stringify([
      await getDestination.execute(admin, { id }),
      await listDestinations.execute(admin, {}),
      await ownerRows('select * from audit_entries'),
      await ownerRows('select * from export_destinations'),
    ])
    expect(told).toContain(id)
    expect(told).not.toContain(signing_secret!.slice(6))
    expect(told).not.toContain('hunter2')
  })

  it('is managed by admins, chosen by managers without its settings, and unknown to all others', async () => {
    const { id } = await webhook()
    expect(await getDestination.execute(admin, { id })).toMatchObject({ settings: { url } })
    expect(await getDestination.execute(manager, { id })).toMatchObject({
      ...{ settings: null, target: 'hooks.example.com' },
    })
    const forbidden = { code: 'forbidden' }
    for (const [who, expected] of [
      [manager, forbidden],
      [viewer, forbidden],
      [stranger, { code: 'not_found' }],
    ] as const) {
      expect(await refusal(updateDestination.execute(who, { id, name: 'X' }))).toMatchObject(expected)
      expect(await refusal(testDestination.execute(who, { id }))).toMatchObject(expected)
      expect(await refusal(deleteDestination.execute(who, { id }))).toMatchObject(expected)
    }
    expect(await refusal(listDestinations.execute(viewer, {}))).toMatchObject(forbidden)
    expect((await listDestinations.execute(stranger, {})).items).toEqual([])
  })

  it.each([
    ['webhook', { url: 'http://hooks.example.com' }, 'settings.url: must begin with https://'],
    ['webhook', { url: 'http://127.0.0.1:1' }, 'settings.url: must begin with https://'],
    ['webhook', { url: 'https://a:b@example.com' }, 'must not contain a user name'],
    ['webhook', { url, extra: 1 }, 'settings.extra: unknown key'],
    ['s3', { ...bucket, bucket: 'A B' }, 'settings.bucket: must be the name of a bucket'],
    ['s3', { ...bucket, prefix: '/in' }, 'settings.prefix: must be empty, or folders'],
    ['sftp', { host: 'https://x', username: 'a' }, 'settings.host: must be a host name'],
    ['sftp', { host: 'x', username: 'a', host_key: 'aa:bb' }, 'settings.host_key: must be a fingerprint'],
    ['sftp', { host: 'x', username: 'a', port: 0 }, 'settings.port'],
  ] as const)('of kind %s with %j is refused by name', async (kind, settings, says) => {
    const refused = refusal(createDestination.execute(admin, { name: 'Wrong', kind, settings, secret: {} }))
    expect(await refused).toMatchObject({ code: 'invalid_request', message: expect.stringContaining(says) })
  })

  it('needs its secret, and needs it again once the secret would go elsewhere', async () => {
    const input = { name: 'Bucket', kind: 's3', settings: bucket } as const
    expect(await refusal(createDestination.execute(admin, input))).toMatchObject({
      message: 'secret: must be { secret_access_key }',
    })
    const { id } = await createDestination.execute(admin, { ...input, secret: { secret_access_key: 's' } })
    await updateDestination.execute(admin, { id, settings: { ...bucket, prefix: '' } })
    const moved = { id, settings: { ...bucket, endpoint: 'https://elsewhere.example.com' } }
    expect(await refusal(updateDestination.execute(admin, moved))).toMatchObject({
      message: expect.stringContaining('secret: is needed again, because endpoint has changed'),
    })
    await updateDestination.execute(admin, { ...moved, secret: { secret_access_key: 's' } })
    const server = await sftp(null)
    const settings = { host: 'files.example.com', username: 'in', host_key: key }
    await updateDestination.execute(admin, { id: server.id, settings })
    const other = { ...settings, host_key: `SHA256:${'o'.repeat(43)}` }
    expect(await refusal(updateDestination.execute(admin, { id: server.id, settings: other }))).toMatchObject(
      {
        message: expect.stringContaining('host_key has changed'),
      },
    )
  })

  it('has a name of its own, and of two changes at once one wins', async () => {
    const { id, name, version } = await webhook()
    expect(await refusal(webhook({ name }))).toMatchObject({ code: 'conflict' })
    const other = await webhook()
    expect(await refusal(updateDestination.execute(admin, { id: other.id, name }))).toMatchObject({
      code: 'conflict',
    })
    await updateDestination.execute(admin, { id, name: `${name} b`, version })
    expect(await refusal(updateDestination.execute(admin, { id, version }))).toMatchObject({
      code: 'precondition_failed',
    })
  })
})

describe('an export', () => {
  it('goes where it says, and its repetition goes there, too', async () => {
    const { id } = await webhook()
    const first = await finishedExport(manager, { destinations: [id, id] })
    expect(first.destinations).toEqual([id])
    const again = await runAgain.execute(manager, { id: first.id })
    expect(again.destinations).toEqual([id])
  })

  it('takes the destinations of its template, unless it names others', async () => {
    const { id } = await webhook()
    const { id: template_id } = await createTemplate.execute(manager, {
      ...{ template_name: 'Sent', export_type: 'sales', format: 'csv', destinations: [id] },
    })
    expect((await createExport.execute(manager, { template_id })).destinations).toEqual([id])
    expect((await createExport.execute(manager, { template_id, destinations: [] })).destinations).toEqual([])
  })

  it('cannot go to a destination of another company, or to a server whose key nobody confirmed', async () => {
    const { id } = await webhook()
    const asked = { export_name: 'X', export_type: 'sales', format: 'csv' }
    expect(await refusal(createExport.execute(stranger, { ...asked, destinations: [id] }))).toMatchObject({
      message: expect.stringContaining('destinations.0: is not a destination of your company'),
    })
    const server = await sftp(null)
    const refused = refusal(createExport.execute(manager, { ...asked, destinations: [server.id] }))
    expect(await refused).toMatchObject({ message: expect.stringContaining('confirm the key') })
  })

  it('keeps its destination from being deleted until it has ended, as schedules and templates do', async () => {
    const { id } = await webhook()
    const asked = { export_name: 'Waiting', export_type: 'sales', format: 'csv', destinations: [id] }
    const waiting = await createExport.execute(manager, asked)
    expect(await refusal(deleteDestination.execute(admin, { id }))).toMatchObject({
      message: expect.stringContaining('the export Waiting, which is not finished yet'),
    })
    await ownerRows(`update data_exports set status = 'cancelled' where id = $1`, [waiting.id])
    const made = await schedule(admin, { destinations: [id] })
    expect(made.destinations).toEqual([id])
    expect(await refusal(deleteDestination.execute(admin, { id }))).toMatchObject({
      message: expect.stringContaining('the schedule A schedule'),
    })
    await ownerRows('delete from export_schedules where id = $1', [made.id])
    expect(await deleteDestination.execute(admin, { id })).toEqual({ id, deleted: true })
  })
})
