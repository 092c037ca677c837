import { beforeAll, describe, expect, it } from 'vitest'
import * as contacts from '#src/app/api/v3/suppliers/[id]/contacts/route.ts'
import * as items from '#src/app/api/v3/suppliers/[id]/items/route.ts'
import * as one from '#src/app/api/v3/suppliers/[id]/route.ts'
import * as exporting from '#src/app/api/v3/suppliers/export/route.ts'
import * as suppliers from '#src/app/api/v3/suppliers/route.ts'
import type { Handler } from '#src/lib/http/route.ts'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { createTenant } from '../../../tests/support/owner.ts'

let tenant: FixtureTenant

beforeAll(async () => {
  tenant = await createTenant(0)
})

interface Sent {
  id?: string
  query?: string
  body?: object
  ifMatch?: string
}

async function send(handler: Handler, method: string, { id = '', query = '', body, ifMatch }: Sent = {}) {
  const { key } = tenant.api_keys.find(({ role, kind }) => role === 'admin' && kind === 'full')!
  const request = new Request(`http://localhost:3000/api/v3/suppliers/${id}${query}`, {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      ...(ifMatch ? { 'If-Match': ifMatch } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const response = await handler(request, {
    params: Promise.resolve<Record<string, string>>(id ? { id } : {}),
  })
  const { data, code } = await response.json()
  return { status: response.status, data, code, headers: response.headers }
}

const acme = { supplier_no: 'A-1', name: 'Acme', currency: 'EUR' }

describe('the door of suppliers', () => {
  it('leads through the life of one', async () => {
    const made = await send(suppliers.POST, 'POST', { body: acme })
    expect(made).toMatchObject({ status: 201, data: { status: 'pending', version: 1 } })
    const { id } = made.data
    expect(made.headers.get('Location')).toBe(`/api/v3/suppliers/${id}`)
    expect(await send(suppliers.POST, 'POST', { body: acme })).toMatchObject({
      status: 409,
      code: 'duplicate',
    })

    const read = await send(one.GET, 'GET', { id, query: '?include=contacts,items' })
    expect(read).toMatchObject({ status: 200, data: { contacts: [], items: [] } })
    const ifMatch = read.headers.get('ETag')!
    expect(ifMatch).toMatch(/^"1-/)
    expect(await send(one.GET, 'GET', { id, query: '?include=performance' })).toMatchObject({ status: 400 })

    const body = { ...acme, name: 'Acme Ltd' }
    expect(await send(one.PUT, 'PUT', { id, body })).toMatchObject({
      status: 428,
      code: 'precondition_required',
    })
    expect(await send(one.PUT, 'PUT', { id, body, ifMatch })).toMatchObject({
      status: 200,
      data: { version: 2 },
    })
    expect(await send(one.PUT, 'PUT', { id, body, ifMatch })).toMatchObject({ status: 412 })
    expect(await send(one.PATCH, 'PATCH', { id, body: { status: 'active' }, ifMatch })).toMatchObject({
      status: 412,
    })
    expect(await send(one.PATCH, 'PATCH', { id, body: { status: 'active' } })).toMatchObject({ status: 200 })
    const moved = await send(one.PATCH, 'PATCH', { id, body: { status: 'pending' } })
    expect(moved).toMatchObject({ status: 409, code: 'illegal_transition' })

    for (const [handler, list] of [
      [contacts.PUT, { contacts: [] }],
      [items.PUT, { items: [] }],
    ] as const) {
      expect(await send(handler, 'PUT', { id, body: list })).toMatchObject({ status: 428 })
      expect(await send(handler, 'PUT', { id, body: list, ifMatch: '"1"' })).toMatchObject({ status: 412 })
    }
    const prices = await send(items.GET, 'GET', { id })
    const written = await send(items.PUT, 'PUT', {
      id,
      body: { items: [] },
      ifMatch: prices.headers.get('ETag')!,
    })
    expect(written).toMatchObject({ status: 200, data: { version: 4 } })

    expect(await send(one.DELETE, 'DELETE', { id })).toMatchObject({ status: 428 })
    expect(await send(one.DELETE, 'DELETE', { id, ifMatch: '"4"' })).toMatchObject({
      ...{ status: 200, data: { status: 'inactive', legal_moves: ['active'] } },
    })
  })

  it('starts an export, and says what one can be', async () => {
    const choices = await send(exporting.GET, 'GET')
    expect(choices.data.templates.map(({ key }: { key: string }) => key)).toContain('compliance')
    const made = await send(exporting.POST, 'POST', { body: { template: 'compliance', format: 'excel' } })
    expect(made).toMatchObject({ status: 201, data: { export_type: 'suppliers', format: 'excel' } })
    expect(made.headers.get('Location')).toBe(`/api/v1/exports/${made.data.id}`)
    const wrong = await send(exporting.POST, 'POST', { body: { template: 'performance' } })
    expect(wrong).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})
