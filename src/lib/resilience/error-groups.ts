import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { TenantId } from '../context.ts'
import { errorGroups } from '../db/schema/operations.ts'
import { systemTransaction, type Tx, transaction } from '../db/transaction.ts'
import { log } from '../log.ts'

interface Occurrence {
  tenantId: TenantId
  requestId: string
  /** The operation or queue that failed. */
  place: string
}

/** How many failures of one cause wait until those before them are counted: a storm takes one connection. */
const waiting = new Map<string, number>()

/** Counts a failure of ours with those that have the same cause. Never throws: it runs where something failed already. */
export async function reportError(error: unknown, occurrence: Occurrence): Promise<void> {
  const { tenantId, requestId, place } = occurrence
  try {
    const seen = { ...describeError(error, place), tenantId, place, lastRequestId: requestId }
    const cause = `${tenantId} ${seen.fingerprint}`
    const others = waiting.get(cause)
    waiting.set(cause, (others ?? 0) + 1)
    if (others !== undefined) return
    try {
      for (let count = 1; count > 0; count = waiting.get(cause) ?? 0) {
        waiting.set(cause, 0)
        await transaction(tenantId, 'read write', (tx) => countGroup(tx, seen, count))
      }
    } finally {
      waiting.delete(cause)
    }
  } catch (cause) {
    log.warn({ err: cause, requestId }, 'a failure was not counted')
  }
}

async function countGroup(
  tx: Tx,
  seen: Omit<typeof errorGroups.$inferInsert, 'occurrences'>,
  count: number,
): Promise<void> {
  await tx
    .insert(errorGroups)
    .values({ ...seen, occurrences: count })
    .onConflictDoUpdate({
      target: [errorGroups.tenantId, errorGroups.fingerprint],
      set: {
        occurrences: sql`${errorGroups.occurrences} + ${count}`,
        lastSeenAt: sql`now()`,
        lastRequestId: seen.lastRequestId,
      },
    })
}

/** Removes at most `limit` groups that were not seen for 90 days; returns how many. */
export function forgetOldErrors(limit: number): Promise<number> {
  return systemTransaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from error_groups where id = any(array(
        select id from error_groups where last_seen_at < now() - interval '90 days' limit ${limit}))`)
    return rowCount ?? 0
  })
}

/**
 * What a failure is, without what differs from time to time or could be somebody's data. Failures are the same where
 * their place, their name, these words and the functions that threw are.
 */
export function describeError(
  error: unknown,
  place: string,
): { name: string; message: string; fingerprint: string } {
  // A statement that failed is wrapped by one whose message is the whole statement.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const name = cause instanceof Error ? cause.name : typeof cause
  const message = withoutValues(cause instanceof Error ? cause.message : String(cause))
  const thrownBy = [
    ...(cause instanceof Error ? (cause.stack ?? '') : '').matchAll(/^\s+at (?:async )?([\w$.<>]+) \(/gm),
  ]
    .slice(0, 3)
    .map(([, name]) => name)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([place, name, message, ...thrownBy]))
    .digest('hex')
    .slice(0, 32)
  return { name, message, fingerprint }
}

function withoutValues(text: string): string {
  return text
    .split('\n')[0]!
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '…')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16,}\b|\S+@\S+|\d+/gi, '…')
    .slice(0, 300)
}
