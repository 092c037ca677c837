import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { changeClientScope } from './commands/change-client-scope.ts'
import { changeScope } from './commands/change-scope.ts'
import { changeService } from './commands/change-service.ts'
import { changeVersion } from './commands/change-version.ts'
import { createClient } from './commands/create-client.ts'
import { createScope } from './commands/create-scope.ts'
import { createService } from './commands/create-service.ts'
import { createVersion } from './commands/create-version.ts'
import { acceptClientScope, declineClientScope, endClientScope } from './commands/move-client-scope.ts'
import { offerScope } from './commands/offer-scope.ts'
import { publishVersion } from './commands/publish-version.ts'
import { compareVersions } from './queries/compare-versions.ts'
import { getClient } from './queries/get-client.ts'
import { getClientScope } from './queries/get-client-scope.ts'
import { getScope } from './queries/get-scope.ts'
import { getVersion } from './queries/get-version.ts'
import { listClientScopes } from './queries/list-client-scopes.ts'
import { listClients } from './queries/list-clients.ts'
import { listScopes } from './queries/list-scopes.ts'
import { listServices } from './queries/list-services.ts'
import { listVersions } from './queries/list-versions.ts'

let admin: Context
let manager: Context
let stranger: Context
let service: string
let client: string

beforeAll(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  stranger = await contextOf(await createTenant(0), 'super_admin')
  service = (await createService.execute(manager, { services_name: 'Cleaning' })).id
  client = (await createClient.execute(manager, { client_no: 'K-1', name: 'Alder Hotels' })).id
})

const draft = async (content = 'Sweep\nMop') =>
  (await createScope.execute(manager, { service_id: service, scope_name: 'Daily', content })).id

async function published(content?: string): Promise<string> {
  const id = await draft(content)
  await changeScope.execute(manager, { id, scope_of_work_status: 'in_review' })
  await publishVersion.execute(admin, { id, number: 1 })
  return id
}

const offer = (scope_id: string, given: object = {}) =>
  offerScope.execute(manager, {
    ...{ client_id: client, scope_id, currency: 'EUR', starts_on: '2026-01-01', price: '100' },
    ...given,
  })

const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'done' }),
    (error) => error,
  )
const code = async (promise: Promise<unknown>) => (await thrown(promise)).code
const from = (context: Context, version: number): Context => ({ ...context, ifMatch: `"${version}"` })

describe('a scope of work', () => {
  it('goes from draft by review to active and archived, and nowhere else', async () => {
    const id = await draft()
    expect(await getScope.execute(manager, { id })).toMatchObject({
      ...{ scope_of_work_status: 'draft', current_version: 1, draft_version: 1, legal_moves: ['in_review'] },
      ...{ services_name: 'Cleaning', version: 1 },
    })
    expect(await thrown(publishVersion.execute(admin, { id, number: 1 }))).toMatchObject({
      ...{ code: 'illegal_transition', details: { facts: { state: 'draft', legal: ['in_review'] } } },
    })
    const to = (scope_of_work_status: 'draft' | 'in_review' | 'active' | 'archived') =>
      changeScope.execute(admin, { id, scope_of_work_status })
    expect(await code(to('archived'))).toBe('illegal_transition')
    await to('in_review')
    expect(await code(to('draft'))).toBe('illegal_transition')
    expect((await getScope.execute(manager, { id })).legal_moves).toEqual([])
    const active = await to('active')
    expect(active).toMatchObject({ legal_moves: ['archived'], draft_version: null, current_version: 1 })
    expect(await to('archived')).toMatchObject({ legal_moves: [] })
    expect(await code(createVersion.execute(manager, { id }))).toBe('illegal_transition')
  })

  it('has one draft at a time, begun from the current version, and superseded by the next', async () => {
    const id = await published()
    const tries = await Promise.all([1, 2].map(() => code(createVersion.execute(manager, { id }))))
    expect(tries.sort()).toEqual(['conflict', 'done'])
    await changeVersion.execute(manager, { id, number: 2, content: 'Sweep\r\nMop twice\n\n' })
    await publishVersion.execute(admin, { id, number: 2 })
    const { items } = await listVersions.execute(manager, { id })
    expect(items.map(({ number, status, content }) => [number, status, content])).toEqual([
      [2, 'published', 'Sweep\nMop twice'],
      [1, 'superseded', 'Sweep\nMop'],
    ])
    expect(await getScope.execute(manager, { id })).toMatchObject({ current_version: 2, draft_version: null })
    const { counts, lines } = await compareVersions.execute(manager, { id })
    expect(counts).toEqual({ same: 1, changed: 1, added: 0, removed: 0 })
    expect(lines[1]).toMatchObject({ from: { text: 'Mop' }, to: { text: 'Mop twice' } })
  })

  it('is published by admins alone, whichever way that is asked for, and never without a text', async () => {
    const id = await draft('')
    await changeScope.execute(manager, { id, scope_of_work_status: 'in_review' })
    expect(await code(publishVersion.execute(manager, { id, number: 1 }))).toBe('forbidden')
    expect(await code(changeScope.execute(manager, { id, scope_of_work_status: 'active' }))).toBe('forbidden')
    expect(await code(publishVersion.execute(admin, { id, number: 1 }))).toBe('invalid_request')
  })

  it('keeps a published version as it is, also against the database', async () => {
    const id = await published()
    const error = await thrown(changeVersion.execute(admin, { id, number: 1, content: 'Other' }))
    expect(error).toMatchObject({ code: 'illegal_transition', details: { facts: { legal: [] } } })
    expect(await code(publishVersion.execute(admin, { id, number: 1 }))).toBe('illegal_transition')
    for (const change of [`content = 'Other'`, 'number = 7', `status = 'draft', published_at = null`])
      await expect(
        ownerRows(`update scope_versions set ${change} where scope_id = $1`, [id]),
      ).rejects.toThrow(/never changes/)
    const remove = transaction(admin.principal.tenantId, 'read write', (tx) =>
      tx.$client.query('delete from scope_versions where scope_id = $1', [id]),
    )
    await expect(remove).rejects.toThrow(/permission denied/)
    expect((await getVersion.execute(admin, { id, number: 1 })).content).toBe('Sweep\nMop')
  })

  it('shares one version with its texts: a change from an old one is refused', async () => {
    const id = await published()
    const { version } = await createVersion.execute(manager, { id })
    const write = (context: Context, content: string) =>
      code(changeVersion.execute(context, { id, number: 2, content }))
    const seen = from(manager, version)
    expect((await Promise.all([write(seen, 'One'), write(seen, 'Two')])).sort()).toEqual([
      'done',
      'precondition_failed',
    ])
    expect(await code(changeScope.execute(seen, { id, scope_name: 'x' }))).toBe('precondition_failed')
    expect(await code(publishVersion.execute(from(admin, version), { id, number: 2 }))).toBe(
      'precondition_failed',
    )
  })
})

describe('a client scope', () => {
  it('keeps its version when a newer one appears, and says that there is one', async () => {
    const id = await published()
    const { id: own, links } = await offer(id)
    expect(Object.keys(links)).toEqual(['self', 'accept', 'decline'])
    const accepted = await acceptClientScope.execute(manager, { id: own })
    expect(accepted).toMatchObject({ status: 'accepted', accepted_at: expect.any(String), price: '100.00' })
    await createVersion.execute(manager, { id, content: 'Sweep\nMop\nDust' })
    await publishVersion.execute(admin, { id, number: 2 })
    expect(await getClientScope.execute(manager, { id: own })).toMatchObject({
      ...{ scope_version: 1, current_version: 2 },
    })
    const { client_scopes } = await getScope.execute(manager, { id })
    expect(client_scopes).toMatchObject([{ id: own, client_name: 'Alder Hotels', scope_version: 1 }])
    expect(await code(offer(id, { scope_version: 1 }))).toBe('invalid_request')
    expect(await offer(id)).toMatchObject({ scope_version: 2 })
    await expect(
      ownerRows('update client_scopes set scope_version = 2 where id = $1', [own]),
    ).rejects.toThrow(/keeps its/)
  })

  it('is accepted or declined once, ends once, and changes only while it is proposed', async () => {
    const id = await published()
    const { id: own } = await offer(id)
    expect(await changeClientScope.execute(manager, { id: own, price: '120.5' })).toMatchObject({
      ...{ price: '120.50', version: 2 },
    })
    expect(await code(endClientScope.execute(manager, { id: own }))).toBe('illegal_transition')
    const both = [acceptClientScope, declineClientScope].map((move) =>
      code(move.execute(manager, { id: own })),
    )
    expect((await Promise.all(both)).sort()).toEqual(['done', 'illegal_transition'])
    const { id: other } = await offer(id)
    await acceptClientScope.execute(manager, { id: other })
    const error = await thrown(changeClientScope.execute(manager, { id: other, price: '1' }))
    expect(error).toMatchObject({ code: 'illegal_transition', details: { facts: { legal: ['ended'] } } })
    expect(await code(endClientScope.execute(manager, { id: other, ends_on: '2025-12-31' }))).toBe(
      'invalid_request',
    )
    expect(await endClientScope.execute(manager, { id: other, ends_on: '2026-03-31' })).toMatchObject({
      ...{ status: 'ended', ends_on: '2026-03-31', links: { self: expect.any(String) } },
    })
  })

  it('is about an active scope and an active client, and ends no day before it starts', async () => {
    const id = await published()
    const { id: gone } = await createClient.execute(manager, {
      ...{ client_no: 'K-2', name: 'Gone', is_active: false },
    })
    const errors = [
      await thrown(offer(await draft())),
      await thrown(offer(id, { client_id: gone })),
      await thrown(offer(id, { ends_on: '2025-12-31' })),
    ]
    expect(errors.map((error) => error.details.errors[0].path)).toEqual(['scope_id', 'client_id', 'ends_on'])
  })
})

describe('services and clients', () => {
  it('have names and numbers of their own', async () => {
    const { id, version } = await createService.execute(manager, { services_name: 'Transport' })
    expect(await code(createService.execute(manager, { services_name: 'Transport' }))).toBe('duplicate')
    expect(await code(changeService.execute(manager, { id, services_name: 'Cleaning' }))).toBe('duplicate')
    expect(await code(createClient.execute(manager, { client_no: 'K-1', name: 'x' }))).toBe('duplicate')
    const renamed = await changeService.execute(from(manager, version), { id, services_name: 'Haulage' })
    expect(renamed).toMatchObject({ services_name: 'Haulage', version: 2 })
    const { items } = await listServices.execute(manager, { q: 'haul' })
    expect(items.map(({ services_name }) => services_name)).toEqual(['Haulage'])
  })
})

describe('lists', () => {
  it('page through every row once, in the order and with the rows of the dataset', async () => {
    const tenant = await contextOf(await createTenant(25, { seed: 4 }), 'manager')
    const { tenantId } = tenant.principal
    for (const [list, table] of [
      [listScopes, 'scopes_of_work'],
      [listClientScopes, 'client_scopes'],
      [listClients, 'clients'],
      [listServices, 'services'],
    ] as const) {
      const ids: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Awaited<ReturnType<typeof list.execute>> = await list.execute(tenant, {
          ...{ limit: 10, ...(cursor ? { cursor } : {}) },
        })
        ids.push(...page.items.map(({ id }) => id))
        cursor = page.pagination.next_cursor
      }
      const stored = await ownerRows<{ id: string }>(`select id from ${table} where tenant_id = $1`, [
        tenantId,
      ])
      expect(ids.toSorted()).toEqual(stored.map(({ id }) => id).toSorted())
    }
    const { pagination } = await listScopes.execute(tenant, { status: 'active', service: 'nothing' })
    expect(pagination.total).toBe(0)
  })
})

describe('rights', () => {
  it('end at the company: another one has no such thing', async () => {
    const id = await published()
    const { id: own } = await offer(id)
    const tries = [
      () => getScope.execute(stranger, { id }),
      () => getVersion.execute(stranger, { id, number: 1 }),
      () => compareVersions.execute(stranger, { id }),
      () => listVersions.execute(stranger, { id }),
      () => createVersion.execute(stranger, { id }),
      () => publishVersion.execute(stranger, { id, number: 1 }),
      () => getClient.execute(stranger, { id: client }),
      () => getClientScope.execute(stranger, { id: own }),
      () => acceptClientScope.execute(stranger, { id: own }),
    ]
    for (const attempt of tries) expect(await code(attempt())).toBe('not_found')
    const theirs = { client_id: client, scope_id: id, currency: 'EUR', starts_on: '2026-01-01' }
    expect(await code(offerScope.execute(stranger, theirs))).toBe('invalid_request')
  })
})
