import { defineCommand } from '#src/lib/operation/operation.ts'
import { priceRows, todayOf, toPrice } from '../prices/price.ts'
import { findPrices, findProductIds, storePrices } from '../prices/repository.ts'
import { itemsResource, replaceItemsInput } from '../prices/schema.ts'
import { updateSupplier } from '../record/repository.ts'
import { getChangeable } from '../record/service.ts'

export const replaceItems = defineCommand({
  name: 'suppliers.items.replace',
  summary:
    'Replace the price list of a supplier: prices with an id are changed, others added, and the rest deleted. No two prices of an item can hold on the same day.',
  permission: 'suppliers.write',
  input: replaceItemsInput,
  output: itemsResource,
  async run({ context, tx, input: { id, items }, audit }) {
    const supplier = await getChangeable(tx, context, id)
    const before = await findPrices(tx, id)
    const productIds = await findProductIds(tx, [...new Set(items.map(({ product_id }) => product_id))])
    await storePrices(tx, id, priceRows(supplier, { prices: before, productIds }, items))
    const { version, name } = await updateSupplier(tx, supplier)
    const after = await findPrices(tx, id)
    await audit({
      action: 'supplier.prices_replaced',
      subjectType: 'supplier',
      subjectId: id,
      details: { name, prices: after.length, before: before.length, version },
    })
    const today = todayOf(context.principal)
    return { supplier_id: id, version, items: after.map((price) => toPrice(price, today)) }
  },
})
