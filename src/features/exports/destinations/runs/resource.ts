import type { KindKey } from '../record/kinds.ts'
import type { Delivery } from '../record/schema.ts'
import type { DeliveryRow } from './repository.ts'

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    export_id: row.exportId,
    destination_id: row.destinationId,
    destination_name: row.destinationName,
    kind: row.kind as KindKey,
    state: row.state as Delivery['state'],
    attempts: row.attempts,
    next_try_at: row.state === 'pending' ? row.nextTryAt.toISOString() : null,
    ended_at: row.endedAt?.toISOString() ?? null,
    log: row.log as Delivery['log'],
  }
}
