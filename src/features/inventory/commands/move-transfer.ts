import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { moveTransfer, receivePart, type TransferRow } from '../transfers/repository.ts'
import { toTransfer } from '../transfers/resource.ts'
import { receiveInput, transferById, transferResource } from '../transfers/schema.ts'
import { lockTransfer, move, writeOff } from '../transfers/service.ts'

export const sendTransfer = defineCommand({
  name: 'inventory.transfer.send',
  summary: 'Send the goods of a planned transfer on their way.',
  permission: 'stock.post',
  input: transferById,
  output: transferResource,
  async run({ context, tx, input, audit }) {
    const before = await lockTransfer(tx, input.id, 'send')
    const { fromLocationId: from, transitLocationId, quantity } = before
    await move(tx, context.principal, before, { from, to: transitLocationId!, quantity })
    const row = await moveTransfer(tx, before.id, 'draft', { status: 'in_transit', sentAt: new Date() })
    await audit({ action: 'transfer.sent', ...auditOf(before) })
    return toTransfer(row!)
  },
})

export const cancelTransfer = defineCommand({
  name: 'inventory.transfer.cancel',
  summary: 'Cancel a planned transfer before its goods leave.',
  permission: 'stock.post',
  input: transferById,
  output: transferResource,
  async run({ tx, input, audit }) {
    const before = await lockTransfer(tx, input.id, 'cancel')
    const row = await moveTransfer(tx, before.id, 'draft', { status: 'cancelled', completedAt: new Date() })
    await audit({ action: 'transfer.cancelled', ...auditOf(before) })
    return toTransfer(row!)
  },
})

export const receiveTransfer = defineCommand({
  name: 'inventory.transfer.receive',
  summary: 'Receive goods that are on their way, whole or in parts, and write off what was lost.',
  permission: 'stock.post',
  input: receiveInput,
  output: transferResource,
  async run({ context, tx, input: { id, quantity, lost }, audit }) {
    const before = await lockTransfer(tx, id, 'receive')
    const row = await receivePart(tx, id, { quantity, lost })
    if (!row) {
      const rest = before.quantity - before.received - before.lost
      throw new AppError('conflict', `Only ${rest} are still on their way.`, { facts: { in_transit: rest } })
    }
    const { transitLocationId, toLocationId: to } = before
    if (quantity > 0) await move(tx, context.principal, before, { from: transitLocationId!, to, quantity })
    if (lost > 0) await writeOff(tx, context.principal, before, lost)
    const { details, ...subject } = auditOf(before)
    await audit({
      action: 'transfer.received',
      ...subject,
      details: { ...details, received: quantity, lost },
    })
    return toTransfer(row)
  },
})

function auditOf({ id, productId, quantity, fromLocationId, toLocationId }: TransferRow) {
  return {
    subjectType: 'item',
    subjectId: productId,
    details: { transfer_id: id, quantity, from_location_id: fromLocationId, to_location_id: toLocationId },
  }
}
