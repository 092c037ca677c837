import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { TenantId } from '../context.ts'
import { errorGroups } from '../db/schema/operations.ts'
import { transaction } from '../db/transaction.ts'
import { log } from '../log.ts'

interface Occurrence {
  tenantId: TenantId
  requestId: string
  /** The operation or queue that failed. */
  place: string
}

/** Counts a failure of ours with those that have the same cause. Never throws: it runs where something failed already. */
export async function reportError(error: unknown, { tenantId, requestId, place }: Occurrence): Promise<void> {
  const { name, message, fingerprint } = describeError(error, place)
  const seen = { tenantId, fingerprint, place, name, message, lastRequestId: requestId }
  await transaction(tenantId, 'read write', (tx) =>
    tx
      .insert(errorGroups)
      .values(seen)
      .onConflictDoUpdate({
        target: [errorGroups.tenantId, errorGroups.fingerprint],
        set: {
          occurrences: sql`${errorGroups.occurrences} + 1`,
          lastSeenAt: sql`now()`,
          lastRequestId: requestId,
        },
      }),
  ).catch((cause) => log.warn({ err: cause, requestId }, 'a failure was not counted'))
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
