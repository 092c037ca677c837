import { longRead, retried, systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { storeClasses } from '../analytics/repository.ts'
import { lastYear } from '../analytics/span.ts'
import { lockLevels } from '../ledger/repository.ts'
import { findExpired, findReservation, reduceReservation } from '../reservations/repository.ts'
import { findTenants, recount, storeDifferences } from './repository.ts'

const minute = 60_000
const day = 24 * 60 * minute
const batch = 500
const recountSeconds = 300
const mostDifferences = 1_000

/** Gives back what was reserved until now; returns how many reservations ended. */
export async function expireReservations(): Promise<number> {
  const expired = await systemTransaction((tx) => findExpired(tx, batch))
  let ended = 0
  for (const { id, tenantId, ...level } of expired) {
    const isEnded = await retried(() =>
      transaction(tenantId, 'read write', async (tx) => {
        await lockLevels(tx, [level])
        // Read under the level's lock: it may just have been consumed.
        const found = await findReservation(tx, id)
        if (found?.status !== 'active') return false
        await reduceReservation(tx, id, found.openQuantity, 'expired')
        await writeAuditEntry(
          tx,
          { tenantId, requestId: `reservation-${id}` },
          {
            action: 'reservation.expired',
            subjectType: 'item',
            subjectId: level.productId,
            details: { quantity: found.openQuantity, reference: found.reference, reservation_id: id },
          },
        )
        return true
      }),
    )
    if (isEnded) ended += 1
  }
  return ended
}

/** Recounts every level of every tenant; what differs becomes an alert and is never repaired. */
export async function verifyStock(): Promise<number> {
  let differences = 0
  for (const { id: tenantId } of await systemTransaction(findTenants)) {
    const found = await longRead(tenantId, recountSeconds, (tx) => recount(tx, mostDifferences))
    await transaction(tenantId, 'read write', (tx) => storeDifferences(tx, tenantId, found))
    for (const difference of found)
      log.error({ tenantId, ...difference }, 'a stock level differs from its recount')
    differences += found.length
  }
  return differences
}

/** Puts every item of every tenant into its classes by the last year; returns how many changed theirs. */
export async function classifyItems(): Promise<number> {
  let changed = 0
  for (const { id, timeZone } of await systemTransaction(findTenants)) {
    const span = lastYear(new Date(), timeZone)
    changed += await transaction(id, 'read write', (tx) => storeClasses(tx, span))
  }
  return changed
}

export const inventorySweeps = [
  defineSweep({ name: 'reservations.expire', every: minute, run: expireReservations }),
  defineSweep({ name: 'stock.verify', every: day, run: verifyStock }),
  defineSweep({ name: 'stock.classify', every: day, run: classifyItems }),
]
