/** Who may do what. A dataset's own permission comes on top of the export permissions. */

export const roles = ['super_admin', 'admin', 'manager', 'viewer'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'exports.read',
  'exports.create',
  'exports.execute',
  'exports.update',
  'exports.delete',
  'exports.download',
  'account.update',
  'api_keys.read',
  'api_keys.manage',
  'datasets.sales.read',
  'datasets.customers.read',
  'datasets.inventory.read',
  'datasets.payroll.read',
] as const
export type Permission = (typeof permissions)[number]

const everything: readonly Permission[] = permissions

const grants: Record<Role, ReadonlySet<Permission>> = {
  super_admin: new Set(everything),
  admin: new Set(everything),
  manager: new Set(everything.filter((permission) => permission !== 'datasets.payroll.read')),
  // A viewer sees and fetches only what was shared with them: the service narrows the rows.
  viewer: new Set<Permission>(['exports.read', 'exports.download', 'account.update']),
}

/** The permissions of a role, narrowed to an API key's scopes when there are any. */
export function permissionsOf(role: Role, scopes?: readonly string[]): ReadonlySet<Permission> {
  const granted = grants[role]
  if (!scopes) return granted
  return new Set([...granted].filter((permission) => scopes.includes(permission)))
}

/** Admins act on everything of their tenant; everyone else on what is theirs or was shared with them. */
export function isAdmin(role: Role): boolean {
  return role === 'super_admin' || role === 'admin'
}
