import { and, asc, count, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type MemberRow = typeof users.$inferSelect

interface Wanted {
  search: string | undefined
  role: string | undefined
  status: 'active' | 'invited' | 'disabled' | undefined
}

/** One page by name; the offset is bounded by the schema of the list. */
export async function findMembers(
  tx: Tx,
  wanted: Wanted,
  page: { limit: number; offset: number },
): Promise<{ rows: MemberRow[]; total: number }> {
  const where = and(
    wanted.search ? matching(wanted.search) : undefined,
    wanted.role ? eq(users.role, wanted.role) : undefined,
    wanted.status ? statuses[wanted.status] : undefined,
  )
  const rows = await tx
    .select()
    .from(users)
    .where(where)
    .orderBy(asc(users.firstName), asc(users.lastName), asc(users.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await tx.select({ total: count() }).from(users).where(where)
  return { rows, total: counted?.total ?? 0 }
}

const statuses = {
  active: sql`disabled_at is null and password_hash <> ''`,
  invited: sql`disabled_at is null and password_hash = ''`,
  disabled: sql`disabled_at is not null`,
}

function matching(search: string) {
  const text = search.toLowerCase()
  return or(
    sql`strpos(lower(${users.email}), ${text}) > 0`,
    sql`strpos(lower(${users.firstName} || ' ' || ${users.lastName}), ${text}) > 0`,
  )
}

export async function lockMember(tx: Tx, id: string): Promise<MemberRow | undefined> {
  const [row] = await tx.select().from(users).where(eq(users.id, id)).for('update')
  return row
}

/** Admins who may sign in; locked, so that two of them cannot remove each other at once. */
export async function lockAdmins(tx: Tx): Promise<Pick<MemberRow, 'id' | 'role'>[]> {
  return tx
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(
      and(
        isNull(users.disabledAt),
        ne(users.passwordHash, ''),
        sql`${users.role} in ('super_admin', 'admin')`,
      ),
    )
    .orderBy(users.id)
    .for('update')
}

/** Undefined where an account with this address exists, in this company or another. */
export async function insertMember(
  tx: Tx,
  values: typeof users.$inferInsert,
): Promise<MemberRow | undefined> {
  const [row] = await tx.insert(users).values(values).onConflictDoNothing().returning()
  return row
}

export type Changes = Partial<
  Pick<MemberRow, 'role' | 'disabledAt' | 'invitationHash' | 'invitationExpiresAt'>
>

/** Disabling also ends every session, so that enabling later brings none back. */
export async function updateMember(tx: Tx, id: string, changes: Changes): Promise<MemberRow> {
  const ends = changes.disabledAt ? { sessionVersion: sql`${users.sessionVersion} + 1` } : {}
  const [row] = await tx
    .update(users)
    .set({ ...changes, ...ends, updatedAt: sql`now()` })
    .where(eq(users.id, id))
    .returning()
  return row!
}
