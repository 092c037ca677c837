import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE, GET } from '#src/app/api/v1/exports/templates/[id]/route.ts'
import { createTemplate } from '#src/features/exports/templates/commands/create.ts'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import type { Handler } from './route.ts'

let tenant: FixtureTenant

beforeAll(async () => {
  tenant = await createTenant(0)
})

async function makeTemplate(): Promise<string> {
  const template = { template_name: crypto.randomUUID(), export_type: 'sales', format: 'csv' }
  return (await createTemplate.execute(await contextOf(tenant, 'admin'), template)).id
}

function send(handler: Handler, method: string, id: string, headers: Record<string, string>) {
  const { key } = tenant.api_keys.find(({ role, kind }) => role === 'admin' && kind === 'full')!
  const url = `http://localhost:3000/api/v1/exports/templates/${id}`
  const request = new Request(url, { method, headers: { Authorization: `Bearer ${key}`, ...headers } })
  return handler(request, { params: Promise.resolve({ id }) })
}

describe('a resource with a version', () => {
  it('is deleted by whoever names its version, and no other', async () => {
    const id = await makeTemplate()
    expect((await send(DELETE, 'DELETE', id, { 'If-Match': '"2"' })).status).toBe(412)
    expect((await send(DELETE, 'DELETE', id, { 'If-Match': '"1"' })).status).toBe(200)
  })

  it('is answered with 304 only to whoever has all of it, and changed by whoever read it', async () => {
    const id = await makeTemplate()
    const etag = (await send(GET, 'GET', id, {})).headers.get('ETag')!
    expect(etag).toMatch(/^"1-[\w-]{27}"$/)
    expect((await send(GET, 'GET', id, { 'If-None-Match': etag })).status).toBe(304)
    await ownerRows('update export_templates set use_count = 7 where id = $1', [id])
    const used = await send(GET, 'GET', id, { 'If-None-Match': etag })
    expect([used.status, (await used.json()).data.use_count]).toEqual([200, 7])
    expect((await send(GET, 'GET', id, { 'If-Match': '"1"' })).status).toBe(200)
    expect((await send(GET, 'GET', id, { 'If-Match': '"2"' })).status).toBe(412)
    expect((await send(DELETE, 'DELETE', id, { 'If-Match': etag })).status).toBe(200)
  })
})
