import type { Principal } from '#src/lib/context.ts'
import type { VersionFound } from './repository.ts'
import type { VersionResource } from './schema.ts'

export function toVersion({ permissions }: Principal, row: VersionFound): VersionResource {
  const self = `/api/v1/scopes-of-work/${row.scopeId}/versions/${row.number}`
  const canBePublished =
    row.status === 'draft' &&
    (row.scopeStatus === 'in_review' || row.scopeStatus === 'active') &&
    permissions.has('scopes.publish')
  return {
    scope_id: row.scopeId,
    number: row.number,
    status: row.status as VersionResource['status'],
    content: row.content,
    published_at: row.publishedAt?.toISOString() ?? null,
    created_by: { id: row.createdBy, name: row.creator },
    modified_by: { id: row.modifiedBy, name: row.modifier },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.scopeRevision,
    links: { self, ...(canBePublished ? { publish: `${self}/publish` } : {}) },
  }
}
