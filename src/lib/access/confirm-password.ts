import { eq } from 'drizzle-orm'
import type { Principal } from '../context.ts'
import { users } from '../db/schema/accounts.ts'
import { transaction } from '../db/transaction.ts'
import { invalid } from '../errors.ts'
import { requireSession } from '../operation/people.ts'
import { verifyPassword } from './passwords/passwords.ts'
import { Blocked, forgetTries, reserveTry } from './throttle.ts'

const triesPerPerson = 5

/**
 * Requires the password of whoever is signed in, whose session somebody else may have found open, and returns its
 * stored hash. `path` is the field that it was given in; tries are counted as they are at the sign-in.
 */
export async function confirmPassword(principal: Principal, password: string, path: string): Promise<string> {
  const { tenantId, userId } = principal
  requireSession(principal)
  // A session that somebody left open is no licence to guess its password.
  const key = `password:${userId}`
  const blocked = await reserveTry([{ key, limit: triesPerPerson }])
  const [user] = await transaction(tenantId, 'read only', (tx) =>
    tx.select({ stored: users.passwordHash }).from(users).where(eq(users.id, userId)),
  )
  if (!user || !(await verifyPassword(password, user.stored))) {
    if (blocked) throw new Blocked(blocked)
    throw invalid(path, 'is not your current password')
  }
  await forgetTries(key)
  return user.stored
}
