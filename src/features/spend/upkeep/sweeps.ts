import type { TenantId } from '#src/lib/context.ts'
import { longRead, systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { getAdapter } from '../adapters/adapters.ts'
import { insertDifference } from '../alerts/repository.ts'
import { emergencyReason, haltAlone } from '../stops/service.ts'
import { moveTrade } from '../trades/repository.ts'
import { findExpired, findTenants, findToPlace, findUnhalted, reconcile } from './repository.ts'

const batch = 200
const reconcileSeconds = 120

/** Hands reserved trades to their adapters; returns how many were placed. */
export async function placeTrades(): Promise<number> {
  const waiting = await systemTransaction((tx) => findToPlace(tx, batch))
  let placed = 0
  for (const trade of waiting) {
    const request_id = `trade-${trade.id}`
    const isClaimed =
      trade.status === 'executing' ||
      (await transaction(trade.tenantId, 'read write', (tx) =>
        moveTrade(tx, trade, 'execute', { request_id }),
      )) === undefined
    if (!isClaimed) continue
    const { externalRef } = await getAdapter(trade.adapter).place(trade)
    await transaction(trade.tenantId, 'read write', async (tx) => {
      const obstacle = await moveTrade(tx, trade, 'place', { request_id, external_ref: externalRef })
      if (!obstacle) await auditMove(tx, trade, 'placed')
    })
    placed += 1
  }
  return placed
}

/** Gives back what was reserved and not used in time; returns how many trades ended. */
export async function expireTrades(): Promise<number> {
  const expired = await systemTransaction((tx) => findExpired(tx, batch))
  let ended = 0
  for (const trade of expired) {
    const details = { request_id: `trade-${trade.id}`, reason: 'It was not placed in time.' }
    const obstacle = await transaction(trade.tenantId, 'read write', async (tx) => {
      const found = await moveTrade(tx, trade, 'expire', details)
      if (!found) await auditMove(tx, trade, 'expired')
      return found
    })
    if (!obstacle) ended += 1
  }
  return ended
}

async function auditMove(
  tx: Tx,
  { id, tenantId }: { id: string; tenantId: TenantId },
  verb: string,
): Promise<void> {
  await writeAuditEntry(
    tx,
    { tenantId, requestId: `trade-${id}` },
    { action: `trade.${verb}`, subjectType: 'trade', subjectId: id },
  )
}

/** Proves the money of every company; what does not add up stops its spending. Returns how many differences. */
export async function proveSpending(): Promise<number> {
  let differences = 0
  for (const tenantId of await systemTransaction(findTenants)) {
    const found = await longRead(tenantId, reconcileSeconds, reconcile)
    if (found.length === 0) continue
    differences += found.length
    log.error({ tenantId, found }, 'money does not add up')
    await transaction(tenantId, 'read write', async (tx) => {
      for (const message of found) await insertDifference(tx, tenantId, message)
    })
    await haltAlone(tenantId, `reconcile-${tenantId}`, 'The ledger and the budgets do not add up.')
  }
  return differences
}

/** Stops spending where the process that refused an emergency ended before it could; returns how many companies. */
export async function haltEmergencies(): Promise<number> {
  const unhalted = await systemTransaction(findUnhalted)
  for (const tenantId of unhalted) await haltAlone(tenantId, `emergency-${tenantId}`, emergencyReason)
  return unhalted.length
}

const minute = 60_000

export const spendSweeps = [
  defineSweep({ name: 'trades.place', every: 500, run: placeTrades }),
  defineSweep({ name: 'trades.expire', every: minute, run: expireTrades }),
  defineSweep({ name: 'emergencies.halt', every: 5_000, run: haltEmergencies }),
  defineSweep({ name: 'spending.prove', every: 5 * minute, run: proveSpending }),
]
