import { addTenants } from '../stack.ts'
import { expect, instant, problemIn, test, uuid, wrongField } from './client.ts'

const template = {
  template_name: 'Two columns',
  export_type: 'sales',
  format: 'xlsx',
  columns: ['order_no', 'amount'],
}

test('a template lives from its creation to its end, one version at a time', async ({ as }) => {
  const client = as('manager')
  const created = await client.post('/api/v1/exports/templates', { ...template, is_public: true })
  expect(created.status()).toBe(201)
  const { data } = await created.json()
  expect(data).toMatchObject({
    ...{ id: expect.stringMatching(uuid), created_at: expect.stringMatching(instant) },
    ...{ format: 'excel', is_public: true, use_count: 0, problems: [], may_change: true },
  })
  expect(created.headers().location).toBe(data.links.self)
  expect(created.headers().etag).toMatch(/^"1-/)
  expect((await as('admin').get(data.links.self)).headers().etag).toMatch(/^"1-/)

  const change = { format: 'csv' }
  const stale = await client.send('PUT', data.links.self, change, { 'If-Match': '"9"' })
  await problemIn(stale, 412, 'precondition_failed')
  await wrongField(await client.send('PUT', data.links.self, change, { 'If-Match': 'x' }), 'If-Match')
  const changed = await client.send('PUT', data.links.self, change, { 'If-Match': '"1"' })
  expect([changed.status(), changed.headers().etag]).toEqual([200, expect.stringMatching(/^"2-/)])
  await problemIn(await as('manager2').send('PUT', data.links.self, change), 403, 'forbidden')

  const made = await client.post('/api/v1/exports', { template_id: data.id, format: 'json' })
  expect(made.status()).toBe(201)
  expect((await made.json()).data).toMatchObject({
    format: 'json',
    template_id: data.id,
    columns: template.columns,
  })
  expect((await client.delete(data.links.self)).status()).toBe(200)
  await problemIn(await client.get(data.links.self), 404, 'not_found')
  await wrongField(await client.post('/api/v1/exports', { template_id: data.id }), 'template_id')
})

test('templates of another company, of nobody and of a wrong shape answer as everything else does', async ({
  as,
}) => {
  const [other] = await addTenants(1, 1)
  const { data } = await (await as('admin', other!).post('/api/v1/exports/templates', template)).json()
  const path = `/api/v1/exports/templates/${data.id}`
  await problemIn(await as('admin').get(path), 404, 'not_found')
  await problemIn(await as('admin').send('PUT', path, {}), 404, 'not_found')
  await problemIn(await as('nobody').get(path), 401, 'unauthenticated')
  await problemIn(await as('viewer').get(path), 403, 'forbidden')
  await wrongField(await as('admin').get('/api/v1/exports/templates/no-id'), 'id')
  await wrongField(await as('admin').get('/api/v1/exports/templates?scope=ours'), 'scope')
  await wrongField(
    await as('admin').post('/api/v1/exports/templates', { ...template, columns: ['x'] }),
    'columns.0',
  )
  await wrongField(await as('admin').post('/api/v1/exports/templates', { ...template, owner: 'me' }), 'owner')
})
