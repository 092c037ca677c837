import type { LocationRow } from './repository.ts'
import type { LocationResource } from './schema.ts'

export function toLocation(row: LocationRow): LocationResource {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind as LocationResource['kind'],
    parent_id: row.parentId,
    allows_negative: row.allowsNegative,
    created_at: row.createdAt.toISOString(),
  }
}
