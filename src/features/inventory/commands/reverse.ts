import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findMovements } from '../ledger/repository.ts'
import { toMovement } from '../ledger/resource.ts'
import { movementResource, reverseInput } from '../ledger/schema.ts'
import { lockExisting, post } from '../ledger/service.ts'

export const reverseMovement = defineCommand({
  name: 'inventory.movements.reverse',
  summary: 'Take a movement back by posting its opposite, once.',
  permission: 'stock.post',
  input: reverseInput,
  output: movementResource,
  async run({ context, tx, input, audit }) {
    const [unlocked] = await findMovements(tx, [input.movementId])
    if (unlocked?.productId !== input.id) throw notFound('movement')
    await lockExisting(tx, [unlocked])
    // Read again under the lock: someone may just have reversed it.
    const [before] = await findMovements(tx, [input.movementId])
    const { kind, isReversed, transferId, deliveryId, quantity, productId, locationId } = before!
    if (isReversed) throw refusal('was reversed already')
    if (kind === 'reversal') throw refusal('is a reversal itself; post the movement anew')
    if (transferId) throw refusal('belongs to a transfer; transfer the goods back')
    if (deliveryId) throw refusal('belongs to a delivery; reverse the delivery')
    if (quantity === 0) throw refusal('moved nothing')
    const [row] = await post(tx, context.principal, [
      {
        productId,
        locationId,
        quantity: -quantity,
        kind: 'reversal',
        reason: input.reason,
        reversesId: before!.id,
      },
    ])
    await audit({
      action: 'movement.reversed',
      subjectType: 'item',
      subjectId: productId,
      details: { movement_id: before!.id, kind, quantity, reason: input.reason },
    })
    return toMovement(row!)
  },
})

function refusal(why: string): AppError {
  return new AppError('illegal_transition', `This movement ${why}.`, { facts: { legal: [] } })
}
