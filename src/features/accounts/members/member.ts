import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { isAdmin, type Role } from '#src/lib/permissions.ts'
import type { MemberResource } from '../record/schema.ts'
import type { MemberRow } from './repository.ts'

export function toMember(row: MemberRow): MemberResource {
  return {
    id: row.id,
    email: row.email,
    first_name: row.firstName,
    last_name: row.lastName,
    role: row.role as Role,
    status: statusOf(row),
    last_sign_in_at: row.lastSignInAt?.toISOString() ?? null,
    invitation_expires_at: row.invitationExpiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  }
}

function statusOf({ disabledAt, passwordHash }: MemberRow): MemberResource['status'] {
  if (disabledAt) return 'disabled'
  return passwordHash === '' ? 'invited' : 'active'
}

/** Only a super admin makes super admins, or touches one. */
export function requireRightOver({ role }: Principal, ...roles: Role[]): void {
  if (role === 'super_admin' || !roles.includes('super_admin')) return
  throw new AppError('forbidden', 'Only a super admin can change a super admin, or make someone one.')
}

/** Nobody locks themselves out, and nobody raises themselves. */
export function requireOther({ userId }: Principal, id: string, what: string): void {
  if (userId === id) throw new AppError('conflict', `You cannot ${what}. Ask another admin.`)
}

/** What a company must not lose: its last active super admin, or its last active admin of any kind. */
export function lastOfItsKind(row: MemberRow, next: Role | undefined, others: Role[]): string | undefined {
  if (row.disabledAt || row.passwordHash === '') return undefined
  if (row.role === 'super_admin' && next !== 'super_admin' && !others.includes('super_admin'))
    return 'This is the last active super admin. Make someone else a super admin first.'
  if (isAdmin(row.role as Role) && !(next && isAdmin(next)) && !others.some(isAdmin))
    return 'This is the last active admin. Make someone else an admin first.'
  return undefined
}
