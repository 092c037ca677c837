import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { findTwin, updateItem } from '../items/repository.ts'
import { getResource, getRow, requireSupplier, setLevels } from '../items/service.ts'
import { type ChangeItemInput, changeItemInput, enhancedInventoryItem, replaceItemInput } from '../schema.ts'

export const replaceItem = defineCommand({
  name: 'inventory.replace',
  summary: 'Replace what an item says of itself; what is left out becomes empty. Its stock stays.',
  permission: 'inventory.write',
  input: replaceItemInput,
  output: enhancedInventoryItem,
  run: ({ context, tx, input, audit }) => change(context, tx, input, audit),
})

export const changeItem = defineCommand({
  name: 'inventory.change',
  summary: 'Change an item; what is left out stays as it is.',
  permission: 'inventory.write',
  input: changeItemInput,
  output: enhancedInventoryItem,
  run: ({ context, tx, input, audit }) => change(context, tx, input, audit),
})

async function change(context: Context, tx: Tx, input: ChangeItemInput, audit: Audit) {
  const { id, levels, lifecycle, price, ...values } = changeItemInput.parse(input)
  const before = await getRow(tx, id)
  requireVersion(context, before.version)
  if (lifecycle === 'archived' && before.status !== 'archived')
    throw invalid(
      'lifecycle',
      'becomes archived by DELETE, which makes sure that nothing is left of the item',
    )
  await requireSupplier(tx, values.supplierId)
  const { sku = before.sku, name = before.name } = values
  const twin = await findTwin(tx, sku, name)
  if (twin && twin !== id)
    throw new AppError('duplicate', `There is another item ${sku} with this name already.`)
  const changes = { ...values, status: lifecycle, unitPrice: price }
  if (!(await updateItem(tx, before, changes))) throw changedMeanwhile()
  await setLevels(tx, before, levels)
  await audit({
    action: 'item.updated',
    subjectType: 'item',
    subjectId: id,
    details: { sku, name, version: before.version + 1 },
  })
  return getResource(tx, id)
}
