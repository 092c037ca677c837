import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { users } from '../db/schema/accounts.ts'
import { systemTransaction } from '../db/transaction.ts'
import { AppError, invalid } from '../errors.ts'
import { writeAuditEntry } from '../operation/audit-trail.ts'
import { hashPassword } from './passwords/passwords.ts'
import { weaknessOf } from './passwords/weak-passwords.ts'

const days = 3

/** A one-time link with which somebody chooses a password. */
export interface Invitation {
  /** In the link alone; never stored. */
  token: string
  hash: string
  expiresAt: Date
}

export function newInvitation(): Invitation {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOf(token), expiresAt: new Date(Date.now() + days * 24 * 3600 * 1000) }
}

/** Whose link it is; throws `gone` for one that was used, replaced, is too old, or never was. */
export async function readInvitation(token: string): Promise<{ email: string; firstName: string }> {
  const { email, firstName } = await findInvited(token)
  return { email, firstName }
}

/** Sets the password, uses the link up, and ends every session of the account. */
export async function acceptInvitation(
  { token, password }: { token: string; password: string },
  { requestId }: { requestId: string },
): Promise<{ email: string }> {
  const owner = await findInvited(token)
  const weakness = await weaknessOf(password, owner)
  if (weakness) throw invalid('password', weakness, 'too_weak')
  const passwordHash = await hashPassword(password)
  return systemTransaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({
        passwordHash,
        passwordIsTemporary: false,
        invitationHash: null,
        invitationExpiresAt: null,
        sessionVersion: sql`${users.sessionVersion} + 1`,
        updatedAt: sql`now()`,
      })
      .where(isOpen(token))
      .returning()
    if (!user) throw usedUp()
    const { id, tenantId, email } = user
    await writeAuditEntry(
      tx,
      { tenantId, userId: id, requestId },
      { action: 'user.password_set', subjectType: 'user', subjectId: id },
    )
    return { email }
  })
}

async function findInvited(token: string) {
  const [user] = await systemTransaction((tx) => tx.select().from(users).where(isOpen(token)))
  if (!user) throw usedUp()
  return user
}

function isOpen(token: string) {
  return and(
    eq(users.invitationHash, hashOf(token)),
    sql`${users.invitationExpiresAt} > now()`,
    isNull(users.disabledAt),
  )
}

function usedUp(): AppError {
  return new AppError(
    'gone',
    'This link has already been used or has expired. Ask an admin of your company for a new one.',
  )
}

/** sha256 is enough: the token has 256 random bits. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
