import type { Principal } from '#src/lib/context.ts'
import { isAdmin } from '#src/lib/permissions.ts'

/** Whose trades somebody sees: admins everybody's (undefined), others what they requested. */
export function onlyOwn({ role, userId }: Principal): string | undefined {
  return isAdmin(role) ? undefined : userId
}
