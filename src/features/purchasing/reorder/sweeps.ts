import { retried, systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { todayOf } from '../orders/today.ts'
import { findDueTenants, findItemIds, notePass } from './repository.ts'
import { type Company, refreshOutlooks } from './service.ts'

const companies = 20
const batch = 500

/** Works out all items of companies whose outlooks are older than an hour; returns how many items. */
async function refreshDueOutlooks(): Promise<number> {
  let count = 0
  // A company whose items take too long keeps no other waiting.
  for (const { tenantId, timeZone } of await systemTransaction((tx) => findDueTenants(tx, companies)))
    count += await refreshAll({ tenantId, today: todayOf({ timeZone }) }).catch((error: unknown) => {
      log.warn({ err: error, tenantId }, 'outlooks not worked out')
      return 0
    })
  return count
}

/** Batch by batch, so that no transaction is long. */
export async function refreshAll(company: Company): Promise<number> {
  const { tenantId } = company
  let count = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await retried(() =>
      transaction(tenantId, 'read write', async (tx) => {
        const found = await findItemIds(tx, after, batch)
        await refreshOutlooks(tx, company, found)
        if (found.length < batch) await notePass(tx, tenantId)
        return found
      }),
    )
    count += ids.length
    if (ids.length < batch) return count
    after = ids.at(-1)!
  }
}

export const dueOutlooks = defineSweep({ name: 'reorder.refresh', every: 60_000, run: refreshDueOutlooks })
