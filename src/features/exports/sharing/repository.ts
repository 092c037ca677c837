import { and, isNull, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface Member {
  id: string
  email: string
  role: string
  disabledAt: Date | null
}

const member = { id: users.id, email: users.email, role: users.role, disabledAt: users.disabledAt }

/** Members of the tenant with these addresses, in lower case. */
export async function findMembersByEmail(tx: Tx, addresses: string[]): Promise<Member[]> {
  return tx
    .select(member)
    .from(users)
    .where(sql`lower(${users.email}) = any(${sql.param(addresses)}::text[])`)
}

export async function findMembersById(tx: Tx, ids: string[]): Promise<Member[]> {
  return tx
    .select(member)
    .from(users)
    .where(sql`${users.id} = any(${sql.param(ids)}::uuid[])`)
}

/** Where the active admins of the tenant get mail. */
export async function findAdminEmails(tx: Tx): Promise<string[]> {
  const admins = await tx
    .select({ email: users.email })
    .from(users)
    .where(and(sql`${users.role} in ('super_admin', 'admin')`, isNull(users.disabledAt)))
  return admins.map(({ email }) => email)
}
