import type { Principal } from '#src/lib/context.ts'
import { type AccessLevel, isAdmin } from '#src/lib/permissions.ts'
import type { ApiKeyRow } from './repository.ts'
import type { ApiKeyResource } from './schema.ts'

/** Whose keys a person sees and revokes: admins everybody's (undefined), others their own. */
export function onlyOwn({ role, userId }: Principal): string | undefined {
  return isAdmin(role) ? undefined : userId
}

interface Owner {
  id: string
  firstName: string
  lastName: string
}

export function toApiKeyResource(row: ApiKeyRow, owner: Owner): ApiKeyResource {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    access: row.access as AccessLevel,
    owner: { id: owner.id, first_name: owner.firstName, last_name: owner.lastName },
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  }
}
