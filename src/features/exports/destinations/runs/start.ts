import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import type { ExportRow } from '../../record/repository.ts'
import { findDestinationsByIds } from '../record/repository.ts'
import { deliveriesSend } from './queue.ts'
import { insertDelivery } from './repository.ts'

/** Sends a completed export on its way, in the transaction that completes it: both, or neither. */
export async function startDeliveries(tx: Tx, row: ExportRow): Promise<void> {
  const { tenantId, requestId, id: exportId } = row
  for (const { id, name, kind } of await findDestinationsByIds(tx, row.destinations)) {
    const delivery = await insertDelivery(tx, {
      ...{ tenantId, exportId, kind, destinationId: id, destinationName: name },
      giveUpAt: givingUp(),
    })
    if (delivery) await enqueue(tx, deliveriesSend, { tenantId, requestId }, { deliveryId: delivery.id })
  }
}

/** When a delivery that begins now is not tried again by itself. */
export function givingUp(): Date {
  return new Date(Date.now() + env().DELIVERY_HOURS * 3600 * 1000)
}
