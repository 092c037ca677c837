import type { Principal } from '#src/lib/context.ts'
import { type ClientScopeStatus, legalMoves } from './moves.ts'
import type { ClientScopeFound } from './repository.ts'
import type { ClientScopeResource } from './schema.ts'

export function toClientScope({ permissions }: Principal, row: ClientScopeFound): ClientScopeResource {
  const status = row.status as ClientScopeStatus
  const self = `/api/v1/client-scopes/${row.id}`
  const moves = permissions.has('clients.write') ? legalMoves(status) : []
  return {
    id: row.id,
    client_id: row.clientId,
    client_no: row.clientNo,
    client_name: row.clientName,
    scope_id: row.scopeId,
    services_name: row.servicesName,
    scope_name: row.scopeName,
    scope_version: row.scopeVersion,
    current_version: row.currentVersion,
    status,
    price: row.price,
    currency: row.currency,
    starts_on: row.startsOn,
    ends_on: row.endsOn,
    accepted_at: row.acceptedAt?.toISOString() ?? null,
    notes: row.notes,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    links: { self, ...Object.fromEntries(moves.map((move) => [move, `${self}/${move}`])) },
  }
}
