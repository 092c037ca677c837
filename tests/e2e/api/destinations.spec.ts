import { randomUUID } from 'node:crypto'
import { addTenants } from '../stack.ts'
import { expect, problemIn, test, uuid, wrongField } from './client.ts'

const path = '/api/v1/exports/destinations'
const hook = (changes: object = {}) => ({
  ...{ name: `Hook ${randomUUID()}`, kind: 'webhook', settings: { url: 'http://127.0.0.1:9/in' } },
  ...changes,
})

test('a destination lives from its creation to its end, one version at a time', async ({ as }) => {
  const admin = as('admin')
  const created = await admin.post(path, hook())
  expect(created.status()).toBe(201)
  const { data } = await created.json()
  expect(data).toMatchObject({
    ...{ id: expect.stringMatching(uuid), signing_secret: expect.stringMatching(/^whsec_/) },
    ...{ target: '127.0.0.1:9', is_ready: true, is_testing: false, last_test: null, version: 1 },
  })
  expect(created.headers().location).toBe(data.links.self)
  const read = await admin.get(data.links.self)
  expect(read.headers().etag).toMatch(/^"1-/)
  expect(await read.text()).not.toContain('whsec_')
  const change = { name: `Renamed ${data.id}` }
  const stale = await admin.send('PUT', data.links.self, change, { 'If-Match': '"9"' })
  await problemIn(stale, 412, 'precondition_failed')
  const changed = await admin.send('PUT', data.links.self, change, { 'If-Match': '"1"' })
  expect((await changed.json()).data).toMatchObject({ ...change, version: 2 })

  expect((await admin.post(data.links.test)).status()).toBe(202)
  const tested = async () => (await (await admin.get(data.links.self)).json()).data.last_test?.message
  await expect.poll(tested).toContain('refused the connection')

  const exported = await as('manager').finished({ destinations: [data.id] })
  const deliveries = `/api/v1/exports/${exported.id}/deliveries`
  const found = async () => (await (await as('manager').get(deliveries)).json()).data[0]
  await expect.poll(async () => (await found()).log[0]?.message).toContain('refused the connection')
  const delivery = await found()
  expect(delivery).toMatchObject({ state: 'pending', destination_id: data.id, kind: 'webhook' })
  const retry = `${deliveries}/${delivery.id}/retry`
  expect((await as('manager').post(retry)).status()).toBe(200)
  await problemIn(await as('manager2').post(retry), 404, 'not_found')
  await problemIn(await as('viewer').get(deliveries), 403, 'forbidden')
  await problemIn(await as('manager').post(`${deliveries}/${randomUUID()}/retry`), 404, 'not_found')

  expect((await admin.delete(data.links.self)).status()).toBe(200)
  await problemIn(await admin.get(data.links.self), 404, 'not_found')
})

test('destinations are managed by admins and answer others as everything else does', async ({ as }) => {
  const [other] = await addTenants(1, 1)
  const { data } = await (await as('admin', other!).post(path, hook())).json()
  for (const [method, tail] of [
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/test'],
  ] as const) {
    const body = method === 'PUT' ? {} : undefined
    const at = (id: string) => `${path}/${id}${tail}`
    await problemIn(await as('admin').send(method, at(data.id), body), 404, 'not_found')
    await problemIn(await as('nobody').send(method, at(data.id), body), 401, 'unauthenticated')
    await problemIn(await as('viewer').send(method, at(data.id), body), 403, 'forbidden')
    await wrongField(await as('admin').send(method, at('no-id'), body), 'id')
    if (method !== 'GET') {
      await problemIn(await as('manager').send(method, at(data.id), body), 403, 'forbidden')
      await problemIn(await as('read_only').send(method, at(data.id), body), 403, 'forbidden')
    }
  }
  await wrongField(await as('admin').post(path, hook({ kind: 'ftp' })), 'kind')
  await wrongField(
    await as('admin').post(path, hook({ settings: { url: 'http://example.com' } })),
    'settings.url',
  )
  await wrongField(
    await as('admin').post(path, hook({ secret: { signing_secret: 'x' } })),
    'secret.signing_secret',
  )
  await wrongField(await as('admin').post(path, hook({ kind: 's3', settings: {} })), 'settings.region')
  await wrongField(await as('manager').create({ destinations: [data.id] }), 'destinations.0')
})
