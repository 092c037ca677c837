import { supplierContacts as dataset } from '#src/features/datasets/catalog/procurement/supplier-contacts.ts'
import type { Principal } from '#src/lib/context.ts'
import { invalid } from '#src/lib/errors.ts'
import { shownTo } from '../fields/shown.ts'
import type { ContactRow, NewContact } from './repository.ts'
import type { ContactResource, ReplaceContactsInput } from './schema.ts'

export function toContact(principal: Principal, row: ContactRow): ContactResource {
  const shown = shownTo(principal, dataset)
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    email: shown('email', row.email),
    phone: shown('phone', row.phone),
    is_primary: row.isPrimary,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

/** The rows that a request asks for; what it leaves out of a known contact stays as it is stored. */
export function contactRows(
  supplier: { id: string; tenantId: Principal['tenantId'] },
  stored: ContactRow[],
  given: ReplaceContactsInput['contacts'],
): NewContact[] {
  const known = new Map(stored.map((row) => [row.id, row]))
  return given.map(({ id, name, role = null, email, phone, is_primary = false }, index) => {
    const before = id === undefined ? undefined : known.get(id)
    if (id !== undefined && !before)
      throw invalid(`contacts.${index}.id`, 'is not a contact of this supplier; leave it out to add one')
    return {
      ...(id === undefined ? {} : { id }),
      tenantId: supplier.tenantId,
      supplierId: supplier.id,
      name,
      role,
      email: email === undefined ? (before?.email ?? null) : email,
      phone: phone === undefined ? (before?.phone ?? null) : phone,
      isPrimary: is_primary,
    }
  })
}
