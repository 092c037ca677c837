import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { toContact } from '../contacts/contact.ts'
import { findContacts } from '../contacts/repository.ts'
import { contactsResource } from '../contacts/schema.ts'
import { findSupplier } from '../record/repository.ts'
import { supplierById } from '../record/schema.ts'

export const listContacts = defineQuery({
  name: 'suppliers.contacts.list',
  summary: 'The contacts of a supplier, at most 100, the main one first.',
  permission: 'suppliers.read',
  input: supplierById,
  output: contactsResource,
  async run({ context: { principal }, tx, input: { id } }) {
    const row = await findSupplier(tx, id)
    if (!row) throw notFound('supplier')
    const contacts = await findContacts(tx, id)
    return {
      supplier_id: id,
      version: row.version,
      contacts: contacts.map((contact) => toContact(principal, contact)),
    }
  },
})
