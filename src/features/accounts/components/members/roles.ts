import type { MemberResource } from '../../record/schema.ts'

export const roleNames: Record<MemberResource['role'], string> = {
  super_admin: 'Super admin',
  admin: 'Admin',
  manager: 'Manager',
  viewer: 'Viewer',
}

/** What each role may do, shown under the field that chooses one. */
export const roleHints: Record<MemberResource['role'], string> = {
  super_admin: 'Can do everything, and decides who is an admin',
  admin: 'Can do everything in the company, including pay and members',
  manager: 'Exports business data, without pay',
  viewer: 'Reads and downloads what is shared with them',
}

/** Only a super admin may make super admins. */
export function roleChoices(isSuperAdmin: boolean) {
  const keys = Object.keys(roleNames) as MemberResource['role'][]
  return keys
    .filter((key) => isSuperAdmin || key !== 'super_admin')
    .map((key) => ({ value: key, label: roleNames[key] }))
}
