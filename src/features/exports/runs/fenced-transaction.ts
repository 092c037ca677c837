import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { leaseSeconds } from '#src/lib/jobs/workers.ts'
import { limitIdleTime } from './repository.ts'

/**
 * A transaction that changes a run. Should this process freeze in the middle of it, the database ends it
 * with the lease: its row locks would keep every other worker from taking over.
 */
export function runTransaction<T>(tenantId: TenantId, run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(tenantId, 'read write', async (tx) => {
    await limitIdleTime(tx, leaseSeconds())
    return run(tx)
  })
}
