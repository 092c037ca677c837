import { retried, systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { lockRfp } from '../record/repository.ts'
import { findDue } from './repository.ts'
import { close } from './service.ts'

const batch = 100

/** Closes what the database's clock says is over; returns how many requests were closed. */
export async function closeDueRfps(): Promise<number> {
  let count = 0
  for (const { id, tenantId, tenantName } of await systemTransaction((tx) => findDue(tx, batch))) {
    const requestId = `rfp-${id}`
    const isClosed = await retried(() =>
      transaction(tenantId, 'read write', async (tx) => {
        const rfp = await lockRfp(tx, id)
        // Read under its lock: it may just have been given more time, or been cancelled.
        if (rfp?.status !== 'published' || !rfp.isPast) return false
        await close(tx, { tenantId, tenantName, requestId }, rfp, (entry) =>
          writeAuditEntry(tx, { tenantId, requestId }, entry),
        )
        return true
      }),
    )
    if (isClosed) count += 1
  }
  return count
}

export const dueRfps = defineSweep({ name: 'rfps.close', every: 30_000, run: closeDueRfps })
