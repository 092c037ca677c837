import { defineCommand } from '#src/lib/operation/operation.ts'
import { contactRows, toContact } from '../contacts/contact.ts'
import { findContacts, storeContacts } from '../contacts/repository.ts'
import { contactsResource, replaceContactsInput } from '../contacts/schema.ts'
import { updateSupplier } from '../record/repository.ts'
import { getChangeable } from '../record/service.ts'

export const replaceContacts = defineCommand({
  name: 'suppliers.contacts.replace',
  summary:
    'Replace the contacts of a supplier: those with an id are changed, others added, and the rest deleted.',
  permission: 'suppliers.write',
  input: replaceContactsInput,
  output: contactsResource,
  async run({ context, tx, input: { id, contacts }, audit }) {
    const supplier = await getChangeable(tx, context, id)
    const before = await findContacts(tx, id)
    await storeContacts(tx, id, contactRows(supplier, before, contacts))
    const { version, name } = await updateSupplier(tx, supplier)
    const after = await findContacts(tx, id)
    await audit({
      action: 'supplier.contacts_replaced',
      subjectType: 'supplier',
      subjectId: id,
      details: { name, contacts: after.length, before: before.length, version },
    })
    return {
      supplier_id: id,
      version,
      contacts: after.map((contact) => toContact(context.principal, contact)),
    }
  },
})
