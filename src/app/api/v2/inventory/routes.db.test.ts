import { beforeAll, expect, it } from 'vitest'
import type { Handler } from '#src/lib/http/route.ts'
import type { FixtureTenant } from '../../../../../scripts/sample/fixtures.ts'
import { createTenant } from '../../../../../tests/support/owner.ts'
import * as adjust from './[id]/adjust/route.ts'
import * as one from './[id]/route.ts'
import * as batch from './batch/route.ts'
import * as locations from './locations/route.ts'
import * as items from './route.ts'

let tenant: FixtureTenant

beforeAll(async () => {
  tenant = await createTenant(0)
})

interface Sent {
  id?: string
  body?: unknown
  headers?: Record<string, string>
  role?: string
}

async function send(handler: Handler, method: string, { id = '', body, headers, role = 'admin' }: Sent = {}) {
  const { key } = tenant.api_keys.find((found) => found.role === role && found.kind === 'full')!
  const request = new Request(`http://localhost:3000/api/v2/inventory/${id}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, {
    params: Promise.resolve<Record<string, string>>(id ? { id } : {}),
  })
  return { status: response.status, headers: response.headers, answer: await response.json() }
}

const screw = { sku: 'S-1', name: 'Screw', unitCost: '2', price: '3.5', currency: 'EUR' }

it('an item is replaced and archived only by whoever names its version', async () => {
  const made = await send(items.POST, 'POST', { body: screw })
  const { id } = made.answer.data
  expect([made.status, made.headers.get('Location')]).toEqual([201, `/api/v2/inventory/${id}`])
  const read = await send(one.GET, 'GET', { id })
  const etag = read.headers.get('ETag')!
  const body = { ...screw, name: 'Long screw' }
  expect((await send(one.PUT, 'PUT', { id, body })).answer).toMatchObject({ code: 'precondition_required' })
  expect((await send(one.PUT, 'PUT', { id, body, headers: { 'If-Match': etag } })).status).toBe(200)
  const late = await send(one.PATCH, 'PATCH', { id, body: { brand: 'ACME' }, headers: { 'If-Match': etag } })
  expect([late.status, late.answer.code, late.answer.version]).toEqual([412, 'precondition_failed', 2])
  expect((await send(one.PATCH, 'PATCH', { id, body: { brand: 'ACME' } })).answer.data).toMatchObject({
    version: 3,
  })
  expect((await send(one.DELETE, 'DELETE', { id })).status).toBe(428)
  const manager = { id, role: 'manager', headers: { 'If-Match': '"3"' } }
  expect((await send(one.DELETE, 'DELETE', manager)).status).toBe(403)
  expect((await send(one.DELETE, 'DELETE', { id, headers: { 'If-Match': '"3"' } })).status).toBe(200)
})

it('a refused movement tells how much is available, and a wrong one its field', async () => {
  const { id } = (await send(items.POST, 'POST', { body: { ...screw, name: 'Short screw' } })).answer.data
  const place = await send(locations.POST, 'POST', { body: { code: 'W', name: 'Warehouse' } })
  const movement = { location_id: place.answer.data.id, quantity: -3, reason: 'sold' }
  const refused = await send(adjust.POST, 'POST', { id, body: movement })
  expect(refused.status).toBe(409)
  expect(refused.answer).toMatchObject({
    code: 'insufficient_stock',
    available: 0,
    location_id: movement.location_id,
  })
  const wrong = await send(adjust.POST, 'POST', { id, body: { ...movement, quantity: 1.5 } })
  expect([wrong.status, wrong.answer.errors[0].path]).toEqual([400, 'quantity'])
  const twice = await send(locations.POST, 'POST', { body: { code: 'W', name: 'Other' } })
  expect([twice.status, twice.answer.code]).toEqual([409, 'duplicate'])
})

it('a batch needs a key, and is done once for it', async () => {
  const { id } = (await send(items.POST, 'POST', { body: { ...screw, name: 'Nail' } })).answer.data
  const [{ id: location_id }] = (await send(locations.GET, 'GET')).answer.data
  const body = { operations: [{ op: 'adjust', item_id: id, location_id, quantity: 5, reason: 'found' }] }
  expect((await send(batch.POST, 'POST', { body })).answer.errors).toMatchObject([
    { path: 'Idempotency-Key' },
  ])
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  for (const _ of [1, 2]) expect((await send(batch.POST, 'POST', { body, headers })).status).toBe(200)
  expect((await send(one.GET, 'GET', { id })).answer.data).toMatchObject({ onHand: 5 })
})

it('a viewer sees nothing of the stock', async () => {
  expect((await send(items.GET, 'GET', { role: 'viewer' })).status).toBe(403)
})
