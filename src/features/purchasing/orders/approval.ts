import { permissionsOf, roles } from '#src/lib/permissions.ts'

/** Roles whose people may approve orders. */
export const approvingRoles = roles.filter((role) => permissionsOf(role).has('orders.approve'))
