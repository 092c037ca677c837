import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { generateApiKey } from '#src/lib/access/api-keys.ts'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { type Caller, Client, expect, problemIn, test } from './client.ts'

// Every route x every caller x every kind of object, against an oracle that knows only the published
// matrix and the order 401, 403, 400, 404, 409.

interface Route {
  method: string
  path: (id: string) => string
  permission: Permission
  /** What it answers about a finished export to those who may. */
  status: number
  code?: string
}

type Permission = 'read' | 'download' | 'create' | 'execute' | 'delete'

const at = (tail: string) => (id: string) => `/api/v1/exports/${id}${tail}`
const routes: Route[] = [
  { method: 'GET', path: at(''), permission: 'read', status: 200 },
  { method: 'GET', path: (id) => `/api/v1/exports/status/${id}`, permission: 'read', status: 200 },
  { method: 'GET', path: at('/manifest'), permission: 'read', status: 200 },
  { method: 'GET', path: at('/download'), permission: 'download', status: 200 },
  { method: 'POST', path: at('/verify'), permission: 'read', status: 200 },
  { method: 'POST', path: at('/cancel'), permission: 'execute', status: 409, code: 'conflict' },
  { method: 'POST', path: at('/retry'), permission: 'create', status: 409, code: 'conflict' },
  { method: 'DELETE', path: at(''), permission: 'delete', status: 200 },
]

const all: Permission[] = ['read', 'download', 'create', 'execute', 'delete']
const callers: { name: string; may: Permission[]; sees: ('manager' | 'manager2')[] }[] = [
  { name: 'nobody', may: [], sees: [] },
  { name: 'revoked', may: [], sees: [] },
  { name: 'disabled', may: [], sees: [] },
  { name: 'garbage', may: [], sees: [] },
  { name: 'viewer', may: ['read', 'download'], sees: [] },
  { name: 'manager', may: all, sees: ['manager'] },
  { name: 'manager2', may: all, sees: ['manager2'] },
  { name: 'read_only', may: ['read', 'download'], sees: ['manager', 'manager2'] },
  { name: 'admin', may: all, sees: ['manager', 'manager2'] },
  { name: 'super_admin', may: all, sees: ['manager', 'manager2'] },
  { name: 'stranger', may: all, sees: [] },
]

let tenant: FixtureTenant
let other: FixtureTenant
let disabledKey: string
const objects: Record<string, string> = {
  unknown: randomUUID(),
  malformed: 'no-id',
  almost: `${randomUUID()}0`,
}

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  const [first, second] = await addTenants(2, 5)
  tenant = first!
  other = second!
})

test('exports of two managers and of another tenant are there', async ({ as, owner }) => {
  objects.manager = (await as('manager', tenant).finished()).id
  objects.manager2 = (await as('manager2', tenant).finished()).id
  objects.foreign = (await as('manager', other).finished()).id
  const { key, prefix, secretHash } = generateApiKey()
  const disabled = tenant.users.find(({ role }) => role === 'disabled')!
  await owner.query(
    `insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access) values ($1, $2, 'k', $3, $4, 'everything')`,
    [tenant.id, disabled.id, prefix, secretHash],
  )
  disabledKey = key
})

for (const caller of callers) {
  test(`${caller.name} gets what the matrix says, everywhere`, async ({ as, stack, owner, playwright }) => {
    const request = await playwright.request.newContext()
    const special: Record<string, () => Client> = {
      disabled: () => new Client(request, stack.baseUrl, disabledKey),
      garbage: () => new Client(request, stack.baseUrl, `wb_0123456789ab_${'x'.repeat(32)}`),
      stranger: () => as('admin', other),
    }
    const client = special[caller.name]?.() ?? as(caller.name as Caller, tenant)
    for (const route of routes) {
      for (const [kind, id] of Object.entries(objects)) {
        const [status, code] = expected(caller, route, kind)
        const target = status === 200 && route.method === 'DELETE' ? await copy(owner, id) : id
        const response = await client.send(route.method, route.path(target))
        const what = `${route.method} ${route.path(kind)}`
        if (code) expect([what, (await problemIn(response, status, code)).code]).toEqual([what, code])
        else expect([what, response.status(), (await response.json()).success]).toEqual([what, status, true])
      }
    }
    await request.dispose()
  })
}

function expected(
  caller: (typeof callers)[number],
  route: Route,
  kind: string,
): [status: number, code?: string] {
  if (caller.may.length === 0) return [401, 'unauthenticated']
  if (!caller.may.includes(route.permission)) return [403, 'forbidden']
  if (kind === 'malformed' || kind === 'almost') return [400, 'invalid_request']
  const sees = kind === 'foreign' ? caller.name === 'stranger' : caller.sees.includes(kind as 'manager')
  if (!sees) return [404, 'not_found']
  return route.code ? [route.status, route.code] : [route.status]
}

/** Another record of the same export, to be deleted: a failed one, which has no file. */
async function copy(owner: pg.Client, id: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into data_exports (tenant_id, export_name, export_type, format, status, time_zone, created_by, request_id)
     select tenant_id, export_name, export_type, format, 'failed', time_zone, created_by, request_id
     from data_exports where id = $1 returning id`,
    [id],
  )
  return rows[0]!.id
}

test("another tenant's export answers byte for byte as one that never was", async ({ as }) => {
  const client = as('super_admin', tenant)
  const headers = { 'X-Request-Id': 'same' }
  for (const { method, path } of routes) {
    const [foreign, unknown] = await Promise.all(
      [objects.foreign!, objects.unknown!].map((id) => client.send(method, path(id), undefined, headers)),
    )
    expect(await foreign!.text()).toBe(await unknown!.text())
    const lasting = (all: Record<string, string>) => ({ ...all, date: '', ratelimit: '' })
    expect(lasting(foreign!.headers())).toEqual(lasting(unknown!.headers()))
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
  const link = await as('manager', tenant).link(objects.manager!)
  const moved = link.replace(objects.manager!, objects.foreign!)
  await problemIn(await as('nobody').get(moved), 403, 'forbidden')
})
