import type { ClientRow } from './repository.ts'
import type { ClientResource } from './schema.ts'

export function toClient(row: ClientRow): ClientResource {
  return {
    id: row.id,
    client_no: row.clientNo,
    name: row.name,
    country: row.country,
    is_active: row.isActive,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    links: { self: `/api/v1/clients/${row.id}` },
  }
}
