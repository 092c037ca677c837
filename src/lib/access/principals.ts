import { timingSafeEqual } from 'node:crypto'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Principal } from '../context.ts'
import { apiKeys } from '../db/schema/accounts.ts'
import { systemSelect, systemTransaction } from '../db/transaction.ts'
import { type AccessLevel, permissionsOf } from '../permissions.ts'
import { hashApiKey, prefixOf } from './api-keys.ts'
import { datasetMarks, keptDatasets, storedDatasets } from './datasets/stored-datasets.ts'
import type { SignedIn } from './sign-in.ts'

/** A user as they are now; undefined once disabled or removed. */
export async function findPrincipalByUser(userId: string): Promise<Principal | undefined> {
  const user = await findActiveUser(userId)
  return user && principal(user)
}

/** The user behind a session; undefined also when the session's version is not the user's any more. */
export async function findPrincipalBySession({
  id,
  sessionVersion,
}: SignedIn): Promise<Principal | undefined> {
  const user = await findActiveUser(id)
  return user?.sessionVersion === sessionVersion ? principal(user) : undefined
}

/** The user and access behind a bearer key; undefined when unknown, revoked, expired or disabled. */
export async function findPrincipalByApiKey(bearer: string): Promise<Principal | undefined> {
  const prefix = prefixOf(bearer)
  if (!prefix) return undefined
  const holder = await findKeyHolder(sql`k.prefix = ${prefix}`)
  if (!holder || !timingSafeEqual(Buffer.from(holder.secretHash), Buffer.from(hashApiKey(bearer))))
    return undefined
  if (!holder.wasJustUsed) await noteUse(holder.keyId)
  return principal(holder, holder)
}

/** Who asked for a piece of work earlier, with the rights they have now. */
export async function findPrincipalAgain(
  userId: string,
  apiKeyId: string | null,
): Promise<Principal | undefined> {
  if (!apiKeyId) return findPrincipalByUser(userId)
  const holder = await findKeyHolder(sql`k.id = ${apiKeyId}`)
  return holder && principal(holder, holder)
}

interface FoundUser extends Omit<Principal, 'permissions' | 'apiKeyId' | 'customDatasets'> {
  sessionVersion: number
  marks: string | null
}

interface FoundKey {
  keyId: string
  secretHash: string
  access: AccessLevel
  wasJustUsed: boolean
}

const userColumns = sql`u.id as "userId", u.tenant_id as "tenantId", t.name as "tenantName", t.time_zone as "timeZone",
  u.role, u.email, u.first_name as "firstName", u.last_name as "lastName",
  u.password_is_temporary as "passwordIsTemporary", u.session_version as "sessionVersion",
  ${datasetMarks(sql`t.id`)} as marks`

async function findActiveUser(id: string): Promise<FoundUser | undefined> {
  const [user] = await systemSelect<FoundUser>(sql`select ${userColumns}
    from users u join tenants t on t.id = u.tenant_id where u.id = ${id} and u.disabled_at is null`)
  return user
}

/** Once a minute is enough for "last used": most requests send no UPDATE. */
async function findKeyHolder(isKey: SQL): Promise<(FoundUser & FoundKey) | undefined> {
  const [holder] = await systemSelect<FoundUser & FoundKey>(sql`select ${userColumns}, k.id as "keyId",
      k.secret_hash as "secretHash", k.access,
      coalesce(k.last_used_at > now() - interval '1 minute', false) as "wasJustUsed"
    from api_keys k join users u on u.id = k.user_id join tenants t on t.id = u.tenant_id
    where ${isKey} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and u.disabled_at is null`)
  return holder
}

async function noteUse(keyId: string): Promise<void> {
  await systemTransaction((tx) =>
    tx.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, keyId)),
  )
}

async function principal(found: FoundUser, key?: FoundKey): Promise<Principal> {
  const { userId, tenantId, tenantName, timeZone, role, email, firstName, lastName, marks } = found
  const { passwordIsTemporary } = found
  const granted = permissionsOf(role, key?.access)
  const customDatasets =
    keptDatasets(tenantId, marks) ?? (await systemTransaction((tx) => storedDatasets(tx, tenantId, marks)))
  return {
    ...{ userId, tenantId, tenantName, timeZone, role, email, firstName, lastName, passwordIsTemporary },
    // Who has not chosen a password of their own yet may do that and nothing else.
    permissions: passwordIsTemporary
      ? new Set(['account.update' as const].filter((one) => granted.has(one)))
      : granted,
    ...(customDatasets.length > 0 ? { customDatasets } : {}),
    ...(key ? { apiKeyId: key.keyId } : {}),
  }
}
