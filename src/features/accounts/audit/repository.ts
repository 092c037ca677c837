import { and, desc, eq, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { auditEntries } from '#src/lib/db/schema/operations.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface WantedEntries {
  userId: string | undefined
  action: string | undefined
  subjectType: string | undefined
  subjectId: string | undefined
  /** Days in the tenant's zone, both included. */
  from: string | undefined
  to: string | undefined
  timeZone: string
  /** Where the page before ended. */
  after: { at: string; id: string } | undefined
  limit: number
}

/** Newest first, by an index that ends in (created_at, id): a deep page costs what the first one does. */
export function findAuditEntries(tx: Tx, wanted: WantedEntries) {
  const { userId, action, subjectType, subjectId, from, to, timeZone, after } = wanted
  const { createdAt, id } = auditEntries
  return tx
    .select({
      entry: auditEntries,
      /** With the microseconds that a Date would lose. */
      cursorAt: sql<string>`to_char(${createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      user: { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email },
    })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.userId))
    .where(
      and(
        userId ? eq(auditEntries.userId, userId) : undefined,
        action ? eq(auditEntries.action, action) : undefined,
        subjectType ? eq(auditEntries.subjectType, subjectType) : undefined,
        subjectId ? eq(auditEntries.subjectId, subjectId) : undefined,
        from ? sql`${createdAt} >= (${from}::date)::timestamp at time zone ${timeZone}` : undefined,
        to ? sql`${createdAt} < (${to}::date + 1)::timestamp at time zone ${timeZone}` : undefined,
        after ? sql`(${createdAt}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(wanted.limit)
}
