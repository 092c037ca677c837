import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { toContact } from '../contacts/contact.ts'
import { findContacts } from '../contacts/repository.ts'
import { todayOf, toPrice } from '../prices/price.ts'
import { findPrices } from '../prices/repository.ts'
import { findSupplier } from '../record/repository.ts'
import { toSupplier } from '../record/resource.ts'
import { getSupplierInput, supplierResource } from '../record/schema.ts'

export const getSupplier = defineQuery({
  name: 'suppliers.get',
  summary: 'One supplier; with include, its contacts and its price list too.',
  permission: 'suppliers.read',
  input: getSupplierInput,
  output: supplierResource,
  async run({ context: { principal }, tx, input: { id, include } }) {
    const row = await findSupplier(tx, id)
    if (!row) throw notFound('supplier')
    const contacts = include.includes('contacts') ? await findContacts(tx, id) : undefined
    const prices = include.includes('items') ? await findPrices(tx, id) : undefined
    const today = todayOf(principal)
    return toSupplier(principal, row, {
      ...(contacts && { contacts: contacts.map((contact) => toContact(principal, contact)) }),
      ...(prices && { items: prices.map((price) => toPrice(price, today)) }),
    })
  },
})
