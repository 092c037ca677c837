import * as z from 'zod'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { findLevels, findOpenOrders, updateItem } from '../items/repository.ts'
import { getRow } from '../items/service.ts'
import { lockLevels } from '../ledger/repository.ts'
import { itemById } from '../schema.ts'
import { findOpenTransfers } from '../transfers/repository.ts'

export const archiveItem = defineCommand({
  name: 'inventory.archive',
  summary:
    'Take an item without stock, reservations, transfers and open orders out of the lists; its history stays.',
  permission: 'inventory.delete',
  input: itemById,
  output: z.object({ id: z.uuid(), archived: z.literal(true) }),
  async run({ context, tx, input: { id }, audit }) {
    const before = await getRow(tx, id)
    requireVersion(context, before.version)
    const places = (await findLevels(tx, [id])).map(({ locationId }) => ({ productId: id, locationId }))
    const levels = await lockLevels(tx, places)
    const held = levels.filter(({ onHand, reserved }) => onHand !== 0 || reserved !== 0).length
    const transfers = (await findOpenTransfers(tx, id, 1)).length
    if (held > 0 || transfers > 0) {
      const what = held > 0 ? 'stock or reservations' : 'an unfinished transfer'
      throw new AppError('in_use', `This item still has ${what}. Clear that first.`)
    }
    if (!(await updateItem(tx, before, { status: 'archived' }))) throw changedMeanwhile()
    // After the update, whose lock keeps new orders of this item away.
    const orders = await findOpenOrders(tx, id, 20)
    if (orders.length > 0)
      throw new AppError('in_use', `This item is on open orders: ${orders.join(', ')}. End them first.`)
    const { sku, name } = before
    await audit({ action: 'item.archived', subjectType: 'item', subjectId: id, details: { sku, name } })
    return { id, archived: true as const }
  },
})
