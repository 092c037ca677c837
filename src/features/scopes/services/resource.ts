import type { ServiceRow } from './repository.ts'
import type { ServiceResource } from './schema.ts'

export function toService(row: ServiceRow): ServiceResource {
  return {
    id: row.id,
    services_name: row.servicesName,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    links: { self: `/api/v1/services/${row.id}` },
  }
}
