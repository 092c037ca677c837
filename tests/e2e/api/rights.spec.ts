import { randomUUID } from 'node:crypto'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { expect, problemIn, test } from './client.ts'

const at = (tail: string) => (id: string) => `/api/v1/exports/${id}${tail}`
const routes = [
  { method: 'GET', path: at('') },
  { method: 'GET', path: at('/manifest') },
  { method: 'GET', path: at('/download') },
  { method: 'POST', path: at('/verify') },
  { method: 'POST', path: at('/cancel') },
  { method: 'POST', path: at('/retry') },
  { method: 'DELETE', path: at('') },
]

let tenant: FixtureTenant
let other: FixtureTenant
let own: string
let foreign: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  const [first, second] = await addTenants(2, 5)
  tenant = first!
  other = second!
})

test('an export of either tenant is there', async ({ as }) => {
  own = (await as('manager', tenant).finished()).id
  foreign = (await as('manager', other).finished()).id
})

test("another tenant's export answers byte for byte as one that never was", async ({ as }) => {
  const client = as('super_admin', tenant)
  const headers = { 'X-Request-Id': 'same' }
  for (const { method, path } of routes) {
    const [theirs, unknown] = await Promise.all(
      [foreign, randomUUID()].map((id) => client.send(method, path(id), undefined, headers)),
    )
    expect(await theirs!.text()).toBe(await unknown!.text())
    const lasting = (all: Record<string, string>) => ({ ...all, date: '', ratelimit: '' })
    expect(lasting(theirs!.headers())).toEqual(lasting(unknown!.headers()))
  }
})

test('lists, types and new exports follow the same rights', async ({ as }) => {
  for (const caller of ['nobody', 'revoked'] as const) {
    const client = as(caller, tenant)
    for (const path of ['/api/v1/exports', '/api/v1/exports/types', '/api/v1/exports?limit=wrong'])
      await problemIn(await client.get(path), 401, 'unauthenticated')
    const response = await client.post('/api/v1/exports', { nothing: 'right' })
    await problemIn(response, 401, 'unauthenticated')
    expect(response.headers()['www-authenticate']).toBe('Bearer')
  }
  for (const caller of ['viewer', 'read_only'] as const) {
    await problemIn(await as(caller, tenant).create(), 403, 'forbidden')
    await problemIn(await as(caller, tenant).post('/api/v1/exports', { nothing: 'right' }), 403, 'forbidden')
    expect((await as(caller, tenant).get('/api/v1/exports')).status()).toBe(200)
  }
  const manager = other.users.find(({ role }) => role === 'manager')!
  const { data } = await (await as('admin', tenant).get(`/api/v1/exports?created_by=${manager.id}`)).json()
  expect(data).toEqual([])
})

test('a link of one tenant cannot be turned into one of another', async ({ as }) => {
  const link = await as('manager', tenant).link(own)
  const moved = link.replace(own, foreign)
  await problemIn(await as('nobody').get(moved), 403, 'forbidden')
})
