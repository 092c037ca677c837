import { sql } from 'drizzle-orm'
import type { TenantId } from '../context.ts'
import { type Tx, transaction } from '../db/transaction.ts'
import { leaseSeconds } from './workers.ts'

/**
 * A transaction that changes a run. Should this process freeze in the middle of it, the database ends it
 * with the lease: its row locks would keep every other worker from taking over.
 */
export function runTransaction<T>(tenantId: TenantId, run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(tenantId, 'read write', async (tx) => {
    const limit = `${Math.ceil(leaseSeconds())}s`
    await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', ${limit}, true)`)
    return run(tx)
  })
}
