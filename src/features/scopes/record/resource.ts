import type { Principal } from '#src/lib/context.ts'
import { movesFor } from './access.ts'
import { type ScopeStatus, takesVersions } from './moves.ts'
import type { ScopeFound } from './repository.ts'
import type { ScopeResource } from './schema.ts'

export function toScope(principal: Principal, row: ScopeFound): ScopeResource {
  const status = row.scopeOfWorkStatus as ScopeStatus
  const self = `/api/v1/scopes-of-work/${row.id}`
  const mayPublish = principal.permissions.has('scopes.publish') && takesVersions(status)
  return {
    id: row.id,
    service_id: row.serviceId,
    services_name: row.servicesName,
    scope_name: row.scopeName,
    scope_of_work_status: status,
    current_version: row.currentVersion,
    draft_version: row.draftVersion,
    created_by: { id: row.createdBy, name: row.creator },
    modified_by: { id: row.modifiedBy, name: row.modifier },
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    legal_moves: movesFor(principal, status),
    links: {
      ...{ self, versions: `${self}/versions`, compare: `${self}/compare` },
      ...(row.draftVersion !== null && mayPublish
        ? { publish: `${self}/versions/${row.draftVersion}/publish` }
        : {}),
    },
  }
}
