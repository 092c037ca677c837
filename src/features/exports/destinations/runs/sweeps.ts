import { systemTransaction } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { deliveriesSend } from './queue.ts'
import { findOverdue, makeDue } from './repository.ts'

/** Gives deliveries a new job whose own died with a worker; returns how many. */
async function resumeDeliveries(): Promise<number> {
  return systemTransaction(async (tx) => {
    const overdue = await findOverdue(tx)
    for (const { id, tenantId } of overdue) {
      await makeDue(tx, id)
      await enqueue(tx, deliveriesSend, { tenantId, requestId: id }, { deliveryId: id })
    }
    return overdue.length
  })
}

export const overdueDeliveries = defineSweep({
  name: 'deliveries.resume',
  every: 10_000,
  run: resumeDeliveries,
})
