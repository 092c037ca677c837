import { timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Principal } from '../context.ts'
import { apiKeys, users } from '../db/schema/accounts.ts'
import { tenants } from '../db/schema/tenants.ts'
import { systemTransaction, type Tx } from '../db/transaction.ts'
import { type AccessLevel, permissionsOf, type Role } from '../permissions.ts'
import { hashApiKey, prefixOf } from './api-keys.ts'

/** The user behind a session, as they are now; undefined once disabled or removed. */
export function findPrincipalByUser(userId: string): Promise<Principal | undefined> {
  return systemTransaction(async (tx) => {
    const user = await findActiveUser(tx, userId)
    return user && principal(user)
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
    // Once a minute is enough for "last used", and keeps the row from being written at each request.
    await tx
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(eq(apiKeys.id, key.id), sql`coalesce(last_used_at, '-infinity') < now() - interval '1 minute'`),
      )
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

const keyIsLive = and(isNull(apiKeys.revokedAt), sql`(expires_at is null or expires_at > now())`)

async function findActiveUser(tx: Tx, userId: string) {
  const [found] = await tx
    .select({ user: users, tenantName: tenants.name, timeZone: tenants.timeZone })
    .from(users)
    .innerJoin(tenants, eq(tenants.id, users.tenantId))
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
  return found
}

type FoundUser = NonNullable<Awaited<ReturnType<typeof findActiveUser>>>

function principal(found: FoundUser, key?: typeof apiKeys.$inferSelect): Principal {
  const { user, tenantName, timeZone } = found
  const role = user.role as Role
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
    permissions: permissionsOf(role, key?.access as AccessLevel | undefined),
    ...(key ? { apiKeyId: key.id } : {}),
  }
}
