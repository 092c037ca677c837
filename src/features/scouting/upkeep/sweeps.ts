import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { link, reopen } from '../record/repository.ts'
import { expire, findDecidedTrade, findOverdue, findUnsettled, markPlaced } from './repository.ts'

const batch = 200

type Unsettled = Awaited<ReturnType<typeof findUnsettled>>[number]

/** Brings taken opportunities in line with their trades; returns how many were changed. */
export async function settleTaken(): Promise<number> {
  const found = await systemTransaction((tx) => findUnsettled(tx, batch))
  for (const taken of found) await alone(taken, (tx) => settleOne(tx, taken))
  return found.length
}

async function settleOne(tx: Tx, taken: Unsettled): Promise<void> {
  if (taken.isPlaced) return markPlaced(tx, taken.id)
  const claimed = { id: taken.id, key: taken.takenKey! }
  if (!taken.tradeId) {
    const tradeId = await findDecidedTrade(tx, taken)
    if (tradeId) return link(tx, claimed, tradeId)
  }
  const note = taken.tradeId
    ? `Its trade was ${taken.tradeStatus}${taken.reason ? `: ${taken.reason}` : '.'}`
    : 'The money was not decided on.'
  if (await reopen(tx, claimed, note)) await audit(tx, taken, 'reopened')
}

/** Ends what nobody took in time; returns how many. */
export async function expireOpportunities(): Promise<number> {
  const found = await systemTransaction((tx) => findOverdue(tx, batch))
  for (const overdue of found)
    await alone(overdue, async (tx) => {
      if (await expire(tx, overdue.id)) await audit(tx, overdue, 'expired')
    })
  return found.length
}

/** One that fails keeps no other from its turn. */
async function alone(
  { id, tenantId }: Pick<Unsettled, 'id' | 'tenantId'>,
  run: (tx: Tx) => Promise<void>,
): Promise<void> {
  try {
    await transaction(tenantId, 'read write', run)
  } catch (error) {
    log.error({ err: error, opportunityId: id }, 'left to the next sweep')
  }
}

async function audit(
  tx: Tx,
  { id, tenantId }: Pick<Unsettled, 'id' | 'tenantId'>,
  verb: string,
): Promise<void> {
  await writeAuditEntry(
    tx,
    { tenantId, requestId: `opportunity-${id}` },
    { action: `opportunity.${verb}`, subjectType: 'opportunity', subjectId: id },
  )
}

export const scoutingSweeps = [
  defineSweep({ name: 'opportunities.settle', every: 2_000, run: settleTaken }),
  defineSweep({ name: 'opportunities.expire', every: 60_000, run: expireOpportunities }),
]
