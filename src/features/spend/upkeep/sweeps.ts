import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import type { TenantId } from '#src/lib/context.ts'
import { longRead, systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { getAdapter } from '../adapters/service.ts'
import { insertDifference } from '../alerts/repository.ts'
import { emergencyReason, haltAlone } from '../stops/service.ts'
import { findTrade, type Move, moveTrade } from '../trades/repository.ts'
import {
  findExpired,
  findHeads,
  findTenants,
  findToPlace,
  findUnhalted,
  reconcile,
  storeProofs,
} from './repository.ts'

const batch = 200
const reconcileSeconds = 120

type Waiting = Awaited<ReturnType<typeof findToPlace>>[number]
type Expired = Awaited<ReturnType<typeof findExpired>>[number]

/** Hands reserved trades to their adapters; returns how many were placed. */
export async function placeTrades(): Promise<number> {
  const waiting = await systemTransaction((tx) => findToPlace(tx, batch))
  let placed = 0
  for (const trade of waiting) placed += (await alone({ tradeId: trade.id }, () => placeOne(trade))) ? 1 : 0
  return placed
}

async function placeOne(waiting: Waiting): Promise<boolean> {
  const { tenantId, id, status, requestedBy } = waiting
  const request_id = `trade-${id}`
  const isClaimed =
    status === 'executing' ||
    (await transaction(tenantId, 'read write', (tx) => moveTrade(tx, waiting, 'execute', { request_id }))) ===
      undefined
  if (!isClaimed) return false
  const requester = await findPrincipalByUser(requestedBy)
  try {
    return await transaction(tenantId, 'read write', async (tx) => {
      const trade = await findTrade(tx, id)
      // Another worker may have placed it after it was found.
      if (trade?.status !== 'executing') return false
      const { externalRef } = await getAdapter(trade.adapter).place(tx, trade, requester)
      if (!(await moveAudited(tx, waiting, 'place', 'placed', { external_ref: externalRef })))
        throw new Error('the trade was moved while it was placed')
      return true
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = error
    await transaction(tenantId, 'read write', (tx) =>
      moveAudited(tx, waiting, 'fail', 'failed', { reason: message }),
    )
    return false
  }
}

/** Gives back what was reserved and not used in time; returns how many trades ended. */
export async function expireTrades(): Promise<number> {
  const expired = await systemTransaction((tx) => findExpired(tx, batch))
  let ended = 0
  for (const trade of expired) ended += (await alone({ tradeId: trade.id }, () => expireOne(trade))) ? 1 : 0
  return ended
}

async function expireOne(trade: Expired): Promise<boolean> {
  return transaction(trade.tenantId, 'read write', (tx) =>
    moveAudited(tx, trade, 'expire', 'expired', { reason: 'It was not placed in time.' }),
  )
}

/** One that fails keeps no other from its turn. */
async function alone<T>(what: Record<string, string>, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    log.error({ err: error, ...what }, 'left to the next sweep')
    return undefined
  }
}

/** Moves a trade for the system itself; false where it cannot be moved so. */
async function moveAudited(
  tx: Tx,
  trade: { id: string; tenantId: TenantId },
  move: Move,
  verb: string,
  details: { reason?: string; external_ref?: string },
): Promise<boolean> {
  const { id, tenantId } = trade
  const request_id = `trade-${id}`
  if (await moveTrade(tx, trade, move, { ...details, request_id })) return false
  await writeAuditEntry(
    tx,
    { tenantId, requestId: request_id },
    { action: `trade.${verb}`, subjectType: 'trade', subjectId: id },
  )
  return true
}

/**
 * Proves the money of every company, and the entries since the last proof; what does not add up stops its spending.
 * Returns how many differences.
 */
export function proveSpending(): Promise<number> {
  return prove(false)
}

/** The same from the first entry of every ledger on. */
export function proveAllSpending(): Promise<number> {
  return prove(true)
}

async function prove(isWhole: boolean): Promise<number> {
  let differences = 0
  for (const tenantId of await systemTransaction(findTenants))
    differences += (await alone({ tenantId }, () => proveOne(tenantId, isWhole))) ?? 0
  return differences
}

async function proveOne(tenantId: TenantId, isWhole: boolean): Promise<number> {
  // The heads first: what is entered meanwhile is proved the next time.
  const { heads, found } = await longRead(tenantId, reconcileSeconds, async (tx) => ({
    heads: await findHeads(tx),
    found: await reconcile(tx, isWhole),
  }))
  if (found.length === 0) {
    await transaction(tenantId, 'read write', (tx) => storeProofs(tx, tenantId, heads))
    return 0
  }
  log.error({ tenantId, found }, 'money does not add up')
  await transaction(tenantId, 'read write', async (tx) => {
    for (const message of found) await insertDifference(tx, tenantId, message)
  })
  await haltAlone(tenantId, `reconcile-${tenantId}`, 'The ledger and the budgets do not add up.')
  return found.length
}

/** Stops spending where the process that refused an emergency ended before it could; returns how many companies. */
export async function haltEmergencies(): Promise<number> {
  const unhalted = await systemTransaction(findUnhalted)
  for (const { tenantId, aroseAt } of unhalted)
    await alone({ tenantId }, () => haltAlone(tenantId, `emergency-${tenantId}`, emergencyReason, aroseAt))
  return unhalted.length
}

const minute = 60_000

export const spendSweeps = [
  defineSweep({ name: 'trades.place', every: 500, run: placeTrades }),
  defineSweep({ name: 'trades.expire', every: minute, run: expireTrades }),
  defineSweep({ name: 'emergencies.halt', every: 5_000, run: haltEmergencies }),
  defineSweep({ name: 'spending.prove', every: 5 * minute, run: proveSpending }),
  defineSweep({ name: 'spending.prove_all', every: 24 * 60 * minute, run: proveAllSpending }),
]
