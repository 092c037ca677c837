import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import { buildClients, type ClientScope, type Scope, type Supplier, serviceNames } from '../procurement.ts'

export async function insertSuppliers(
  client: pg.ClientBase,
  tenantId: string,
  suppliers: Supplier[],
): Promise<Ids> {
  const types = {
    supplierNo: 'text',
    name: 'text',
    status: 'text',
    tier: 'text',
    category: 'text',
    tags: 'text[]',
    country: 'text',
    currency: 'text',
    paymentDays: 'integer',
    leadTimeDays: 'integer',
    rating: 'numeric',
    taxId: 'text',
    iban: 'text',
    certificates: 'jsonb',
    ...timestamps,
  }
  const rows = suppliers.map((row) => ({ ...row, certificates: JSON.stringify(row.certificates) }))
  const ids = await insertRows(client, 'suppliers', tenantId, types, rows)
  return new Map(suppliers.map(({ supplierNo }, index) => [supplierNo, ids[index]!]))
}

/** Scopes with their services and versions, all uploaded by this user; the ids of the scopes. */
export async function insertScopes(
  client: pg.ClientBase,
  tenantId: string,
  scopes: Scope[],
  createdBy: string,
): Promise<Ids> {
  const users = { createdBy, modifiedBy: createdBy }
  const byUsers = { createdBy: 'uuid', modifiedBy: 'uuid' }
  const services = serviceNames.map((servicesName) => ({ servicesName }))
  const serviceIds = await insertRows(client, 'services', tenantId, { servicesName: 'text' }, services)
  const ids = await insertRows(
    client,
    'scopes_of_work',
    tenantId,
    {
      serviceId: 'uuid',
      scopeName: 'text',
      scopeOfWorkStatus: 'text',
      currentVersion: 'integer',
      ...byUsers,
      ...timestamps,
    },
    scopes.map(({ key, service, versions, ...row }) => {
      return { ...row, ...users, serviceId: serviceIds[serviceNames.indexOf(service)]! }
    }),
  )
  await insertRows(
    client,
    'scope_versions',
    tenantId,
    {
      scopeId: 'uuid',
      number: 'integer',
      status: 'text',
      content: 'text',
      publishedAt: 'timestamptz',
      ...byUsers,
      ...timestamps,
    },
    scopes.flatMap(({ versions }, index) =>
      versions.map((row) => ({ ...row, ...users, scopeId: ids[index]! })),
    ),
  )
  return new Map(scopes.map(({ key }, index) => [key, ids[index]!]))
}

export async function insertClientScopes(
  client: pg.ClientBase,
  tenantId: string,
  agreements: ClientScope[],
  { scopeIds, createdBy }: { scopeIds: Ids; createdBy: string },
): Promise<void> {
  const clients = buildClients()
  const clientTypes = { clientNo: 'text', name: 'text', country: 'text', isActive: 'boolean', ...timestamps }
  const ids = await insertRows(client, 'clients', tenantId, clientTypes, clients)
  const clientIds = new Map(clients.map(({ clientNo }, index) => [clientNo, ids[index]!]))
  const types = {
    clientId: 'uuid',
    scopeId: 'uuid',
    scopeVersion: 'integer',
    status: 'text',
    price: 'numeric',
    currency: 'text',
    startsOn: 'date',
    endsOn: 'date',
    acceptedAt: 'timestamptz',
    createdBy: 'uuid',
    ...timestamps,
  }
  const rows = agreements.map(({ clientNo, scopeKey, ...row }) => {
    return { ...row, clientId: clientIds.get(clientNo)!, scopeId: scopeIds.get(scopeKey)!, createdBy }
  })
  await insertRows(client, 'client_scopes', tenantId, types, rows)
}
