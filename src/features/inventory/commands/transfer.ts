import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { lockExisting } from '../ledger/service.ts'
import { findLocation, findTransitLocation } from '../locations/repository.ts'
import { insertTransfer } from '../transfers/repository.ts'
import { toTransfer } from '../transfers/resource.ts'
import { type Transfer, type TransferResource, transferInput, transferResource } from '../transfers/schema.ts'
import { move } from '../transfers/service.ts'

export const transferStock = defineCommand({
  name: 'inventory.transfer',
  summary: 'Move goods to another location: at once, or sent now and received in parts.',
  permission: 'stock.post',
  input: transferInput,
  output: transferResource,
  async run({ context, tx, input, audit }) {
    return startTransfer(tx, context.principal, input, audit)
  },
})

export async function startTransfer(
  tx: Tx,
  actor: Principal,
  input: Transfer,
  audit: Audit,
): Promise<TransferResource> {
  const { item_id: productId, from_location_id: from, to_location_id: to, quantity, mode } = input
  if (from === to) throw invalid('to_location_id', 'must be another location than the first')
  if (mode === 'direct' && input.transit_location_id)
    throw invalid('transit_location_id', 'is for goods that are sent now and received later')
  const transit = mode === 'direct' ? undefined : await transitFor(tx, input.transit_location_id, [from, to])
  const keys = [from, to, ...(transit ? [transit] : [])].map((locationId) => ({ productId, locationId }))
  await lockExisting(tx, keys)
  const row = await insertTransfer(tx, {
    ...{ tenantId: actor.tenantId, createdBy: actor.userId, productId, quantity },
    ...{ fromLocationId: from, toLocationId: to, transitLocationId: transit, reference: input.reference },
    ...(mode === 'direct' ? { status: 'received', received: quantity } : { status: mode }),
    ...(mode === 'draft' ? {} : { sentAt: new Date() }),
    ...(mode === 'direct' ? { completedAt: new Date() } : {}),
  })
  if (mode === 'direct') await move(tx, actor, row, { from, to, quantity })
  if (mode === 'in_transit') await move(tx, actor, row, { from, to: transit!, quantity })
  await audit({
    action: mode === 'direct' ? 'stock.transferred' : mode === 'draft' ? 'transfer.planned' : 'transfer.sent',
    subjectType: 'item',
    subjectId: productId,
    details: { quantity, from_location_id: from, to_location_id: to, transfer_id: row.id },
  })
  return toTransfer(row)
}

async function transitFor(tx: Tx, id: string | undefined, others: string[]): Promise<string> {
  const found = id ? await findLocation(tx, id) : await findTransitLocation(tx)
  if (!found && !id)
    throw new AppError(
      'conflict',
      'You have no location of the kind transit. Create one, then send the goods.',
    )
  if (found?.kind !== 'transit' || others.includes(found.id))
    throw invalid('transit_location_id', 'must be the ID of a location of the kind transit')
  return found.id
}
