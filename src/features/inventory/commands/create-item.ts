import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertItem } from '../items/repository.ts'
import { getResource, getRow, requireSupplier, setLevels } from '../items/service.ts'
import { createItemInput, enhancedInventoryItem } from '../schema.ts'

export const createItem = defineCommand({
  name: 'inventory.create',
  summary: 'Add an item. Its stock comes with movements.',
  permission: 'inventory.write',
  input: createItemInput,
  output: enhancedInventoryItem,
  async run({ context: { principal }, tx, input, audit }) {
    const { levels, lifecycle, price, ...values } = input
    await requireSupplier(tx, input.supplierId)
    const id = await insertItem(tx, {
      ...values,
      tenantId: principal.tenantId,
      status: lifecycle,
      unitPrice: price,
    })
    if (!id) throw new AppError('duplicate', `There is an item ${input.sku} with this name already.`)
    await setLevels(tx, await getRow(tx, id), levels)
    await audit({
      action: 'item.created',
      subjectType: 'item',
      subjectId: id,
      details: { sku: input.sku, name: input.name },
    })
    return getResource(tx, id)
  },
})
