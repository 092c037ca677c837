import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { changeSupplier } from './commands/change.ts'
import { createSupplier } from './commands/create.ts'
import { deactivateSupplier } from './commands/deactivate.ts'
import { replaceSupplier } from './commands/replace.ts'
import { replaceContacts } from './commands/replace-contacts.ts'
import { replaceItems } from './commands/replace-items.ts'
import { discoverSuppliers } from './queries/discover.ts'
import { getExportChoices } from './queries/export-choices.ts'
import { getSupplier } from './queries/get.ts'
import { listSuppliers } from './queries/list.ts'
import { listContacts } from './queries/list-contacts.ts'
import { listItems } from './queries/list-items.ts'
import { getMetrics } from './queries/metrics.ts'

let admin: Context
let manager: Context
let viewer: Context
let stranger: Context

beforeAll(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
  viewer = await contextOf(tenant, 'viewer')
  stranger = await contextOf(await createTenant(0), 'super_admin')
})

const iban = 'DE89370400440532013000'
let number = 0

function create(context: Context, given: object = {}) {
  number += 1
  return createSupplier.execute(context, {
    supplier_no: `S-${number}`,
    name: 'Acme',
    currency: 'EUR',
    ...given,
  })
}

async function active(): Promise<string> {
  const { id } = await create(admin)
  await changeSupplier.execute(admin, { id, status: 'active' })
  return id
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code,
  )
const from = (context: Context, version: number): Context => ({ ...context, ifMatch: `"${version}"` })

describe('a supplier', () => {
  it('is added as pending with what is given and defaults for the rest', async () => {
    const made = await create(manager, { tags: ['local'], rating: 4.25, iban: 'de89 3704 0044 0532 0130 00' })
    expect(made).toMatchObject({
      ...{ status: 'pending', tags: ['local'], rating: 4.25, payment_days: 30, version: 1, certificates: [] },
      legal_moves: ['active'],
    })
    expect(await getSupplier.execute(admin, { id: made.id })).toMatchObject({ iban, tax_id: null })
  })

  it('has a number of its own', async () => {
    const { supplier_no, id } = await create(admin)
    expect(await code(create(admin, { supplier_no }))).toBe('duplicate')
    const other = await create(admin)
    expect(await code(changeSupplier.execute(admin, { id: other.id, supplier_no }))).toBe('duplicate')
    expect(await code(create(stranger, { supplier_no }))).toBe('done')
    const third = await create(admin)
    const both = [other, third].map((one) =>
      code(changeSupplier.execute(admin, { id: one.id, supplier_no: `${supplier_no} taken` })),
    )
    expect((await Promise.all(both)).sort()).toEqual(['done', 'duplicate'])
    expect(await code(changeSupplier.execute(admin, { id, supplier_no, name: 'Same number' }))).toBe('done')
  })

  it('names every wrong field and what is allowed there', async () => {
    const error = await create(admin, {
      ...{ currency: 'euro', tier: 'best', rating: 5.01, iban: 'DE00370400440532013000', tags: ['a', 'a'] },
      ...{ certificates: [{ name: 'ISO', valid_until: '2026-02-30' }], colour: 'red' },
    }).catch((thrown) => thrown)
    const paths = error.details.errors.map(({ path }: { path: string }) => path)
    expect(paths.sort()).toEqual(
      ['certificates.0.valid_until', 'colour', 'currency', 'iban', 'rating', 'tags', 'tier'].sort(),
    )
  })

  it('is changed in what is named alone, or replaced whole', async () => {
    const { id } = await create(admin, { country: 'Italy', tax_id: 'IT 1234567', iban, notes: 'Old' })
    const changed = await changeSupplier.execute(admin, { id, notes: null, tier: 'preferred' })
    expect(changed).toMatchObject({ country: 'Italy', notes: null, tier: 'preferred', version: 2 })
    const replaced = await replaceSupplier.execute(admin, {
      ...{ id, supplier_no: changed.supplier_no, name: 'New', currency: 'USD' },
    })
    expect(replaced).toMatchObject({ name: 'New', country: null, tier: null, payment_days: 30, version: 3 })
    expect(replaced).toMatchObject({ tax_id: 'IT 1234567', iban, status: 'pending' })
    expect(await code(changeSupplier.execute(admin, { id }))).toBe('invalid_request')
  })

  it('leaves in the audit trail which fields changed, and no value', async () => {
    const { id } = await create(admin)
    await changeSupplier.execute(admin, { id, iban, name: 'Renamed' })
    const entries = await ownerRows<{ action: string; details: { changed?: string[] } }>(
      'select action, details from audit_entries where subject_id = $1 order by id',
      [id],
    )
    expect(entries.map(({ action }) => action)).toEqual(['supplier.created', 'supplier.updated'])
    expect(entries[1]!.details.changed!.sort()).toEqual(['iban', 'name'])
    expect(JSON.stringify(entries)).not.toContain(iban)
  })
})

describe('the state of a supplier', () => {
  it('moves along legal ways, and anything else is refused naming them', async () => {
    const { id } = await create(admin)
    const error = await changeSupplier.execute(admin, { id, status: 'suspended' }).catch((thrown) => thrown)
    expect(error).toMatchObject({
      code: 'illegal_transition',
      message: expect.stringContaining('only become active'),
    })
    expect(await getSupplier.execute(admin, { id })).toMatchObject({ status: 'pending', version: 1 })
    for (const status of ['active', 'suspended', 'active', 'inactive', 'active'] as const)
      expect(await changeSupplier.execute(admin, { id, status })).toMatchObject({ status })
    const moved = await ownerRows(
      `select 1 from audit_entries where subject_id = $1 and action = 'supplier.moved'`,
      [id],
    )
    expect(moved).toHaveLength(5)
  })

  it('becomes inactive when an admin deletes it, whichever way that is asked for', async () => {
    const id = await active()
    expect(await code(deactivateSupplier.execute(manager, { id }))).toBe('forbidden')
    expect(await code(changeSupplier.execute(manager, { id, status: 'inactive' }))).toBe('forbidden')
    expect((await getSupplier.execute(manager, { id })).legal_moves).toEqual(['suspended'])
    expect(await deactivateSupplier.execute(admin, { id })).toMatchObject({ status: 'inactive' })
    expect(await code(deactivateSupplier.execute(admin, { id }))).toBe('illegal_transition')
  })

  it('stays active while a request for proposal that it was invited to is open', async () => {
    const id = await active()
    const { tenantId, userId } = admin.principal
    await ownerRows(
      `with made as (
         insert into rfps (tenant_id, rfp_no, title, status, currency, deadline, created_by)
         values ($1, 'RFP-1', 'Paper', 'published', 'EUR', now() + interval '1 day', $2) returning id)
       insert into rfp_invitations (tenant_id, rfp_id, supplier_id) select $1, id, $3 from made`,
      [tenantId, userId, id],
    )
    const error = await deactivateSupplier.execute(admin, { id }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'in_use', message: expect.stringContaining('RFP-1') })
    await ownerRows(`update rfps set status = 'cancelled' where tenant_id = $1`, [tenantId])
    expect(await code(deactivateSupplier.execute(admin, { id }))).toBe('done')
  })
})

describe('a change from an old version', () => {
  it('is refused, and of two at once one wins', async () => {
    const { id } = await create(admin)
    const both = await Promise.all(
      ['One', 'Two'].map((name) => code(changeSupplier.execute(from(admin, 1), { id, name }))),
    )
    expect(both.sort()).toEqual(['done', 'precondition_failed'])
    expect(await getSupplier.execute(admin, { id })).toMatchObject({ version: 2 })
    expect(await code(replaceContacts.execute(from(admin, 1), { id, contacts: [] }))).toBe(
      'precondition_failed',
    )
    expect(await code(replaceItems.execute(from(admin, 1), { id, items: [] }))).toBe('precondition_failed')
    expect(await code(deactivateSupplier.execute(from(admin, 1), { id }))).toBe('precondition_failed')
  })

  it('of two lists of contacts at once keeps one whole', async () => {
    const { id } = await create(admin)
    const list = (name: string) => [1, 2, 3].map((index) => ({ name: `${name} ${index}` }))
    const both = await Promise.all(
      ['A', 'B'].map((name) => code(replaceContacts.execute(from(admin, 1), { id, contacts: list(name) }))),
    )
    expect(both.sort()).toEqual(['done', 'precondition_failed'])
    const { contacts } = await listContacts.execute(admin, { id })
    expect(new Set(contacts.map(({ name }) => name[0])).size).toBe(1)
    expect(contacts).toHaveLength(3)
  })
})

describe('what a manager sees masked', () => {
  it('stays stored when it is left out, and is refused when it is sent back', async () => {
    const { id } = await create(admin, { tax_id: 'IT 1234567890', iban })
    const seen = await getSupplier.execute(manager, { id })
    expect(seen).toMatchObject({ tax_id: '••••7890', iban: '••••3000' })
    for (const given of [{ iban: seen.iban }, { tax_id: seen.tax_id }]) {
      const error = await changeSupplier.execute(manager, { id, ...given }).catch((thrown) => thrown)
      expect(error.message).toContain('is masked; leave it out')
    }
    const { supplier_no } = seen
    await replaceSupplier.execute(manager, { id, supplier_no, name: 'By a manager', currency: 'EUR' })
    expect(await getSupplier.execute(admin, { id })).toMatchObject({ tax_id: 'IT 1234567890', iban })
  })

  it('holds for contacts, too', async () => {
    const { id } = await create(admin)
    const email = 'someone@supplier.example'
    await replaceContacts.execute(admin, { id, contacts: [{ name: 'Ana', email, phone: '123' }] })
    const { contacts } = await listContacts.execute(manager, { id })
    expect(contacts[0]).toMatchObject({ email: '••••mple', phone: '••••' })
    const kept = { id: contacts[0]!.id, name: 'Ana Maria', role: null }
    expect(
      await code(
        replaceContacts.execute(manager, { id, contacts: [{ ...kept, email: contacts[0]!.email }] }),
      ),
    ).toBe('invalid_request')
    await replaceContacts.execute(manager, { id, contacts: [kept, { name: 'Ben' }] })
    const after = (await listContacts.execute(admin, { id })).contacts
    expect(after.map((contact) => [contact.name, contact.email])).toEqual([
      ['Ana Maria', email],
      ['Ben', null],
    ])
  })
})

describe('contacts', () => {
  it('have at most one main contact, which may change hands', async () => {
    const { id } = await create(admin)
    const two = [{ name: 'Ana', is_primary: true }, { name: 'Ben' }]
    const { contacts, version } = await replaceContacts.execute(admin, { id, contacts: two })
    expect(version).toBe(2)
    const swapped = contacts.map((contact) => ({
      id: contact.id,
      name: contact.name,
      is_primary: !contact.is_primary,
    }))
    const after = await replaceContacts.execute(admin, { id, contacts: swapped })
    expect(after.contacts.map(({ name, is_primary }) => [name, is_primary])).toEqual([
      ['Ben', true],
      ['Ana', false],
    ])
    const both = swapped.map((contact) => ({ ...contact, is_primary: true }))
    expect(await code(replaceContacts.execute(admin, { id, contacts: both }))).toBe('invalid_request')
    const other = await create(admin)
    expect(await code(replaceContacts.execute(admin, { id: other.id, contacts: [swapped[0]!] }))).toBe(
      'invalid_request',
    )
  })
})

describe('rights', () => {
  it('let a viewer do nothing', async () => {
    const id = await active()
    const tries = [
      () => listSuppliers.execute(viewer, {}),
      () => getSupplier.execute(viewer, { id }),
      () => create(viewer),
      () => changeSupplier.execute(viewer, { id, name: 'x' }),
      () => deactivateSupplier.execute(viewer, { id }),
      () => replaceItems.execute(viewer, { id, items: [] }),
      () => listItems.execute(viewer, { id }),
      () => getMetrics.execute(viewer, {}),
      () => getExportChoices.execute(viewer, {}),
      () => discoverSuppliers.execute(viewer, { need: 'paper', quantity: 1 }),
    ]
    for (const attempt of tries) expect(await code(attempt())).toBe('forbidden')
  })

  it('end at the company: another one has no such supplier', async () => {
    const id = await active()
    const tries = [
      () => getSupplier.execute(stranger, { id }),
      () => replaceSupplier.execute(stranger, { id, supplier_no: 'x', name: 'x', currency: 'EUR' }),
      () => changeSupplier.execute(stranger, { id, name: 'x' }),
      () => deactivateSupplier.execute(stranger, { id }),
      () => replaceContacts.execute(stranger, { id, contacts: [] }),
      () => listContacts.execute(stranger, { id }),
      () => replaceItems.execute(stranger, { id, items: [] }),
      () => listItems.execute(stranger, { id }),
    ]
    for (const attempt of tries) expect(await code(attempt())).toBe('not_found')
    const others = await listSuppliers.execute(stranger, { limit: 100 })
    expect(others.items.map((supplier) => supplier.id)).not.toContain(id)
  })
})
