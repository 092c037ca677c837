import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { apiKeys, users } from '#src/lib/db/schema/accounts.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ApiKeyRow = typeof apiKeys.$inferSelect
export type NewApiKeyRow = typeof apiKeys.$inferInsert

/** Keys that still work or once did, newest first; with a user id only theirs. */
export async function findApiKeys(tx: Tx, userId: string | undefined) {
  return tx
    .select({ key: apiKeys, owner: { id: users.id, firstName: users.firstName, lastName: users.lastName } })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(userId ? eq(apiKeys.userId, userId) : undefined)
    .orderBy(desc(apiKeys.createdAt))
    .limit(500)
}

export async function insertApiKey(tx: Tx, values: NewApiKeyRow): Promise<ApiKeyRow> {
  const [row] = await tx.insert(apiKeys).values(values).returning()
  return row!
}

/** Undefined when it is not there, was revoked before, or belongs to somebody else than `userId`. */
export async function revokeApiKey(
  tx: Tx,
  id: string,
  userId: string | undefined,
): Promise<ApiKeyRow | undefined> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(
      and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), userId ? eq(apiKeys.userId, userId) : undefined),
    )
    .returning()
  return row
}

/**
 * Replaces the password that was checked, and ends every session and every link to set one; undefined when it was
 * replaced meanwhile.
 */
export async function updatePassword(
  tx: Tx,
  userId: string,
  hashes: { from: string; to: string },
): Promise<number | undefined> {
  const [updated] = await tx
    .update(users)
    .set({
      passwordHash: hashes.to,
      passwordIsTemporary: false,
      invitationHash: null,
      invitationExpiresAt: null,
      sessionVersion: sql`${users.sessionVersion} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(users.id, userId), eq(users.passwordHash, hashes.from)))
    .returning({ version: users.sessionVersion })
  return updated?.version
}

export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
}

export async function updateName(tx: Tx, userId: string, firstName: string, lastName: string): Promise<void> {
  await tx.update(users).set({ firstName, lastName, updatedAt: sql`now()` }).where(eq(users.id, userId))
}
