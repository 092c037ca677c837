import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { todayOf, toPrice } from '../prices/price.ts'
import { findPrices } from '../prices/repository.ts'
import { itemsResource } from '../prices/schema.ts'
import { findSupplier } from '../record/repository.ts'
import { supplierById } from '../record/schema.ts'

export const listItems = defineQuery({
  name: 'suppliers.items.list',
  summary: 'The price list of a supplier by SKU, past and future prices included, at most 1,000.',
  permission: 'suppliers.read',
  input: supplierById,
  output: itemsResource,
  async run({ context: { principal }, tx, input: { id } }) {
    const row = await findSupplier(tx, id)
    if (!row) throw notFound('supplier')
    const today = todayOf(principal)
    const prices = await findPrices(tx, id)
    return { supplier_id: id, version: row.version, items: prices.map((price) => toPrice(price, today)) }
  },
})
