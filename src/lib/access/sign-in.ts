import { eq, sql } from 'drizzle-orm'
import type { TenantId } from '../context.ts'
import { signInThrottles, users } from '../db/schema/accounts.ts'
import { systemTransaction } from '../db/transaction.ts'
import { writeAuditEntry } from '../operation/audit-trail.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

interface Attempt {
  email: string
  password: string
  address: string
}

const failuresPerAccount = 5
const failuresPerAddress = 50
const blockMinutes = 15

/** An unknown account costs the same time as a wrong password: one guess against this hash. */
let decoy: Promise<string> | undefined

/**
 * The id of the user whose password this is, or null. Five failures block an account, fifty an
 * address, for fifteen minutes; a blocked attempt is answered like a wrong one but throws `Error`
 * with the message `blocked`, which the sign-in page explains.
 */
export async function signIn({ email, password, address }: Attempt): Promise<{ id: string } | null> {
  const account = email.trim().toLowerCase().slice(0, 320)
  if (!account || !password || password.length > 1024) return null
  const throttles = [
    { key: `account:${account}`, limit: failuresPerAccount },
    { key: `address:${address}`, limit: failuresPerAddress },
  ].filter(({ key }) => key !== 'address:direct')
  if (await isBlocked(throttles.map(({ key }) => key))) throw new Error('blocked')

  const user = await findUserByEmail(account)
  decoy ??= hashPassword('nobody has this password')
  const isRight = await verifyPassword(password, user?.passwordHash ?? (await decoy))
  if (!user || !isRight || user.disabledAt) {
    await countFailure(throttles)
    return null
  }
  await recordSignIn(user, `account:${account}`)
  return { id: user.id }
}

function findUserByEmail(email: string) {
  return systemTransaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, email))
    return user
  })
}

function isBlocked(keys: string[]): Promise<boolean> {
  return systemTransaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select from sign_in_throttles where key = any(${sql.param(keys)}::text[]) and blocked_until > now()`,
    )
    return rows.length > 0
  })
}

async function countFailure(throttles: { key: string; limit: number }[]): Promise<void> {
  await systemTransaction(async (tx) => {
    for (const { key, limit } of throttles) {
      const isStale = sql`sign_in_throttles.updated_at < now() - make_interval(mins => ${blockMinutes})`
      const failures = sql`case when ${isStale} then 1 else sign_in_throttles.failures + 1 end`
      await tx
        .insert(signInThrottles)
        .values({ key, failures: 1 })
        .onConflictDoUpdate({
          target: signInThrottles.key,
          set: {
            failures,
            blockedUntil: sql`case when ${failures} >= ${limit} then now() + make_interval(mins => ${blockMinutes}) end`,
            updatedAt: sql`now()`,
          },
        })
    }
  })
}

async function recordSignIn(user: { id: string; tenantId: TenantId }, throttleKey: string): Promise<void> {
  await systemTransaction(async (tx) => {
    await tx.delete(signInThrottles).where(eq(signInThrottles.key, throttleKey))
    await writeAuditEntry(
      tx,
      { tenantId: user.tenantId, userId: user.id, requestId: 'sign-in' },
      { action: 'user.signed_in', subjectType: 'user', subjectId: user.id },
    )
  })
}
