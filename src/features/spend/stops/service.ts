import { setInterval } from 'node:timers'
import type { Context, TenantId } from '#src/lib/context.ts'
import { withReservedConnections } from '#src/lib/db/index.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { DecisionResource } from '../decisions/schema.ts'
import { endHolders, findInFlight, findState, findUserNames, lockSpending, writeState } from './repository.ts'
import type { StateResource } from './schema.ts'

/** A decision takes less than this: whoever holds the lock for longer hangs. */
const patienceMs = 30

/** Takes the lock that excludes every movement of money; sessions that hold it for too long are ended. */
export async function excludeSpending(tx: Tx, tenantId: TenantId): Promise<void> {
  const ending = setInterval(() => {
    endHolders(tenantId).catch((error) =>
      log.warn({ err: error, tenantId }, 'could not end who holds spending'),
    )
  }, patienceMs)
  try {
    await lockSpending(tx, tenantId)
  } finally {
    clearInterval(ending)
  }
}

/** The state with who made it and what is under way outside. */
export async function describeState(tx: Tx): Promise<StateResource> {
  const row = await findState(tx)
  const flying = await findInFlight(tx)
  const names = await findUserNames(tx, [row?.changedBy ?? null, row?.resumeRequestedBy ?? null])
  const { resumeRequestedBy: requestedBy, resumeRequestedAt: requestedAt, resumeReason } = row ?? {}
  return {
    state: (row?.state ?? 'ACTIVE') as StateResource['state'],
    version: row?.version ?? 0,
    reason: row?.reason ?? null,
    at: row?.changedAt.toISOString() ?? null,
    by: row?.changedBy ?? null,
    by_name: names.get(row?.changedBy ?? '') ?? null,
    resume:
      requestedBy && requestedAt && resumeReason
        ? {
            requested_by: requestedBy,
            requested_by_name: names.get(requestedBy) ?? '',
            requested_at: requestedAt.toISOString(),
            reason: resumeReason,
          }
        : null,
    in_flight: flying.map(({ id, status, amount, currency, adapter, externalRef }) => ({
      ...{ id, amount, currency, adapter, external_ref: externalRef },
      status: status as StateResource['in_flight'][number]['status'],
    })),
  }
}

/**
 * Halts a company for a reason that the system found. With the instant at which it arose it does so only while nobody has
 * stopped or resumed spending since: what an old answer tells again is no news.
 */
export function haltAlone(
  tenantId: TenantId,
  requestId: string,
  reason: string,
  aroseAt?: Date,
): Promise<void> {
  return withReservedConnections(() =>
    transaction(tenantId, 'read write', async (tx) => {
      // Read before the lock as well: a stop must not wait for many that find nothing to do.
      if (isOld(await findState(tx), aroseAt)) return
      await excludeSpending(tx, tenantId)
      if (isOld(await findState(tx), aroseAt)) return
      const row = await writeState(
        tx,
        { tenantId, state: 'HALTED', reason, userId: null, requestId },
        'stopped',
      )
      await writeAuditEntry(
        tx,
        { tenantId, requestId },
        {
          action: 'spending.stopped',
          subjectType: 'tenant',
          subjectId: tenantId,
          details: { state: 'HALTED', reason, version: row!.version },
        },
      )
    }),
  )
}

function isOld(state: Awaited<ReturnType<typeof findState>>, aroseAt: Date | undefined): boolean {
  if (!state) return false
  return state.state === 'HALTED' || (aroseAt !== undefined && state.changedAt > aroseAt)
}

/** A trade that would have passed an emergency threshold stops all spending; a sweep repeats what fails here. */
export async function haltAfterEmergency(context: Context, decision: DecisionResource): Promise<void> {
  const { checks, decided_at } = decision
  if (!checks.some(({ check, passed }) => check === 'emergency' && !passed)) return
  await haltAlone(context.principal.tenantId, context.requestId, emergencyReason, new Date(decided_at)).catch(
    (error) => log.warn({ err: error, requestId: context.requestId }, 'left to a sweep'),
  )
}

export const emergencyReason = 'A trade would have passed the emergency threshold.'
