import { timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Principal } from '../context.ts'
import { apiKeys, users } from '../db/schema/accounts.ts'
import { tenants } from '../db/schema/tenants.ts'
import { systemTransaction, type Tx } from '../db/transaction.ts'
import { type AccessLevel, permissionsOf, type Role } from '../permissions.ts'
import { hashApiKey, prefixOf } from './api-keys.ts'
import { datasetMarks, storedDatasets } from './datasets/stored-datasets.ts'
import type { SignedIn } from './sign-in.ts'

/** A user as they are now; undefined once disabled or removed. */
export function findPrincipalByUser(userId: string): Promise<Principal | undefined> {
  return systemTransaction(async (tx) => {
    const user = await findActiveUser(tx, userId)
    return user && principal(user)
  })
}

/** The user behind a session; undefined also when the session's version is not the user's any more. */
export function findPrincipalBySession({ id, sessionVersion }: SignedIn): Promise<Principal | undefined> {
  return systemTransaction(async (tx) => {
    const found = await findActiveUser(tx, id)
    return found?.user.sessionVersion === sessionVersion ? principal(found) : undefined
  })
}

/** The user and access behind a bearer key; undefined when unknown, revoked, expired or disabled. */
export function findPrincipalByApiKey(bearer: string): Promise<Principal | undefined> {
  const prefix = prefixOf(bearer)
  if (!prefix) return Promise.resolve(undefined)
  return systemTransaction(async (tx) => {
    const [key] = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.prefix, prefix), keyIsLive))
    if (!key || !timingSafeEqual(Buffer.from(key.secretHash), Buffer.from(hashApiKey(bearer))))
      return undefined
    const user = await findActiveUser(tx, key.userId)
    if (!user) return undefined
    if (wasLastNotedLongAgo(key)) {
      await tx.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, key.id))
    }
    return principal(user, key)
  })
}

/** Who asked for a piece of work earlier, with the rights they have now. */
export function findPrincipalAgain(userId: string, apiKeyId: string | null): Promise<Principal | undefined> {
  if (!apiKeyId) return findPrincipalByUser(userId)
  return systemTransaction(async (tx) => {
    const [key] = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.id, apiKeyId), keyIsLive))
    const user = key && (await findActiveUser(tx, key.userId))
    return user && principal(user, key)
  })
}

/** Once a minute is enough for "last used": most requests send no UPDATE. */
function wasLastNotedLongAgo({ lastUsedAt }: typeof apiKeys.$inferSelect): boolean {
  return !lastUsedAt || lastUsedAt.getTime() < Date.now() - 60_000
}

const keyIsLive = and(isNull(apiKeys.revokedAt), sql`(expires_at is null or expires_at > now())`)

async function findActiveUser(tx: Tx, userId: string) {
  const [found] = await tx
    .select({
      user: users,
      tenantName: tenants.name,
      timeZone: tenants.timeZone,
      marks: datasetMarks(tenants.id),
    })
    .from(users)
    .innerJoin(tenants, eq(tenants.id, users.tenantId))
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
  return found && { ...found, customDatasets: await storedDatasets(tx, found.user.tenantId, found.marks) }
}

type FoundUser = NonNullable<Awaited<ReturnType<typeof findActiveUser>>>

function principal(found: FoundUser, key?: typeof apiKeys.$inferSelect): Principal {
  const { user, tenantName, timeZone, customDatasets } = found
  const role = user.role as Role
  const granted = permissionsOf(role, key?.access as AccessLevel | undefined)
  return {
    userId: user.id,
    tenantId: user.tenantId,
    tenantName,
    timeZone,
    role,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    passwordIsTemporary: user.passwordIsTemporary,
    // Who has not chosen a password of their own yet may do that and nothing else.
    permissions: user.passwordIsTemporary
      ? new Set(['account.update' as const].filter((one) => granted.has(one)))
      : granted,
    ...(customDatasets.length > 0 ? { customDatasets } : {}),
    ...(key ? { apiKeyId: key.id } : {}),
  }
}
