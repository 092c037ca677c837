import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { TenantId } from '../context.ts'
import { users } from '../db/schema/accounts.ts'
import { systemTransaction, type Tx } from '../db/transaction.ts'
import { log } from '../log.ts'
import { type AuditEntry, writeAuditEntry } from '../operation/audit-trail.ts'
import { hashPassword, verifyPassword } from './passwords/passwords.ts'
import { networkOf } from './request.ts'
import { Blocked, releaseTry, reserveTry } from './throttle.ts'

export interface Attempt {
  email: string
  password: string
  address: string
  requestId: string
}

/** What a session is made of. */
export interface SignedIn {
  id: string
  sessionVersion: number
}

type User = typeof users.$inferSelect

const triesPerAccount = 5
const triesPerAddress = 50

/** An unknown account costs the same time as a wrong password: one guess against this hash. */
let decoy: Promise<string> | undefined

/**
 * The user whose password this is, or null. Five wrong passwords block an account, fifty an address, for
 * fifteen minutes: the one that blocks, and every try until then, throws `Blocked`.
 */
export async function signIn(attempt: Attempt): Promise<SignedIn | null> {
  const { password, address } = attempt
  const account = attempt.email.trim().toLowerCase()
  if (!isPlausible(account) || !password || password.length > 1024) return null
  // The address comes first for everybody, so that two tries never wait for each other.
  const byAddress = `address:${networkOf(address)}`
  const byAccount = `account:${account}`
  const blocked = await reserveTry([
    { key: byAddress, limit: triesPerAddress },
    { key: byAccount, limit: triesPerAccount },
  ])
  const user = await findUserByEmail(account)
  decoy ??= hashPassword(randomUUID())
  const isRight = await verifyPassword(password, user?.passwordHash || (await decoy))
  if (!user?.passwordHash || !isRight || user.disabledAt) {
    await recordFailure(user, attempt, blocked)
    if (blocked) throw new Blocked(blocked)
    return null
  }
  await systemTransaction(async (tx) => {
    await releaseTry(tx, { forget: [byAccount], giveBack: [byAddress] })
    await recordSignIn(tx, user, { requestId: attempt.requestId, address, method: 'password' })
  })
  return { id: user.id, sessionVersion: user.sessionVersion }
}

/** The active user with the address that a trusted identity provider has verified, or null. */
export async function signInVerified(
  email: string,
  from: { requestId: string; address: string },
): Promise<SignedIn | null> {
  const account = email.trim().toLowerCase()
  const user = isPlausible(account) ? await findUserByEmail(account) : undefined
  if (!user || user.disabledAt) {
    log.warn({ ...from, userId: user?.id, reason: user ? 'disabled' : 'unknown account' }, 'sign-in refused')
    return null
  }
  await systemTransaction((tx) => recordSignIn(tx, user, { ...from, method: 'oidc' }))
  return { id: user.id, sessionVersion: user.sessionVersion }
}

/** Ends every session of a user, if the one that signs out is not an old one itself. */
export async function signOut(userId: string, sessionVersion: number, requestId: string): Promise<void> {
  await systemTransaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(sql`${users.id} = ${userId} and ${users.sessionVersion} = ${sessionVersion}`)
      .returning()
    if (user) await audit(tx, user, requestId, { action: 'user.signed_out' })
  })
}

function isPlausible(account: string): boolean {
  return account !== '' && account.length <= 320 && !/\p{Cc}/u.test(account) && account.isWellFormed()
}

function findUserByEmail(email: string): Promise<User | undefined> {
  return systemTransaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, email))
    return user
  })
}

async function recordFailure(
  user: User | undefined,
  { requestId, address }: Attempt,
  blocked: Date | undefined,
): Promise<void> {
  const reason = !user ? 'unknown account' : user.disabledAt ? 'disabled' : 'wrong password'
  log.warn({ requestId, address, userId: user?.id, reason, blockedUntil: blocked }, 'sign-in refused')
  if (!user) return
  const details = { reason, address, ...(blocked ? { blocked_until: blocked.toISOString() } : {}) }
  await systemTransaction((tx) => audit(tx, user, requestId, { action: 'user.sign_in_failed', details }))
}

async function recordSignIn(
  tx: Tx,
  user: User,
  { requestId, address, method }: { requestId: string; address: string; method: string },
): Promise<void> {
  await tx.update(users).set({ lastSignInAt: sql`now()` }).where(eq(users.id, user.id))
  await audit(tx, user, requestId, { action: 'user.signed_in', details: { method, address } })
}

/** Who failed to sign in is unknown, so nobody is named as the actor then. */
async function audit(
  tx: Tx,
  { id, tenantId }: { id: string; tenantId: TenantId },
  requestId: string,
  entry: Pick<AuditEntry, 'action' | 'details'>,
): Promise<void> {
  const isKnown = entry.action !== 'user.sign_in_failed'
  const actor = { tenantId, requestId, ...(isKnown ? { userId: id } : {}) }
  await writeAuditEntry(tx, actor, { ...entry, subjectType: 'user', subjectId: id })
}
