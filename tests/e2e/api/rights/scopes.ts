import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const read = { may: managers, reads: true, answer: 200 } as const
const create = { may: managers, answer: 201, changes: true } as const
const change = { may: managers, answer: 200, changes: true } as const
const scopes = '/v1/scopes-of-work'
const agreements = '/v1/client-scopes'

/** Who may do what with services, clients and scopes of work. */
export const scopeRules: Rule[] = [
  { route: 'GET /v1/services', ...read },
  { route: 'POST /v1/services', ...create, body: () => ({ services_name: randomUUID() }) },
  { route: 'GET /v1/services/{id}', ...read, subject: 'service' },
  {
    route: 'PATCH /v1/services/{id}',
    ...{ ...change, subject: 'service', body: () => ({ services_name: randomUUID() }) },
  },
  { route: 'GET /v1/clients', ...read },
  { route: 'POST /v1/clients', ...create, body: () => ({ client_no: randomUUID(), name: 'Matrix' }) },
  { route: 'GET /v1/clients/{id}', ...read, subject: 'client' },
  { route: 'PATCH /v1/clients/{id}', ...change, subject: 'client', body: () => ({ name: 'Changed' }) },
  { route: `GET ${scopes}`, ...read },
  {
    route: `POST ${scopes}`,
    ...{ ...create, subject: 'service', body: (_, id) => ({ service_id: id, scope_name: 'Matrix' }) },
    but: { 'of another company': 400, unknown: 400 },
  },
  { route: `GET ${scopes}/{id}`, ...read, subject: 'scope' },
  { route: `PATCH ${scopes}/{id}`, ...change, subject: 'scope', body: () => ({ scope_name: 'Changed' }) },
  { route: `GET ${scopes}/{id}/compare`, ...read, subject: 'scope' },
  { route: `GET ${scopes}/{id}/versions`, ...read, subject: 'scope' },
  // It has a draft already.
  { route: `POST ${scopes}/{id}/versions`, ...change, answer: 409, subject: 'scope', body: () => ({}) },
  { route: `GET ${scopes}/{id}/versions/{number}`, ...read, subject: 'scope', number: '1' },
  {
    route: `PATCH ${scopes}/{id}/versions/{number}`,
    ...{ ...change, subject: 'scope', number: '2', body: () => ({ content: 'Changed' }) },
  },
  {
    route: `POST ${scopes}/{id}/versions/{number}/publish`,
    ...{ ...change, may: admins, subject: 'scope', number: '2' },
  },
  { route: `GET ${agreements}`, ...read },
  {
    route: `POST ${agreements}`,
    ...{ ...create, subject: 'client scope', answer: 400 },
    body: (_, id) => ({ client_id: id, scope_id: id, currency: 'EUR', starts_on: '2030-01-01' }),
    but: { 'of another company': 400, unknown: 400 },
  },
  { route: `GET ${agreements}/{id}`, ...read, subject: 'client scope' },
  { route: `PATCH ${agreements}/{id}`, ...change, subject: 'client scope', body: () => ({ price: '2' }) },
  { route: `POST ${agreements}/{id}/accept`, ...change, subject: 'client scope' },
  { route: `POST ${agreements}/{id}/decline`, ...change, subject: 'client scope' },
  // It is only proposed yet.
  {
    route: `POST ${agreements}/{id}/end`,
    ...change,
    subject: 'client scope',
    answer: 409,
    body: () => ({}),
  },
]

interface Owner {
  tenant: FixtureTenant
  user: string
}

async function insert(owner: pg.Pool, statement: string, values: unknown[]): Promise<string> {
  const { rows } = await owner.query(statement, values)
  return rows[0].id
}

export function addService(owner: pg.Pool, { tenant }: Owner): Promise<string> {
  return insert(
    owner,
    'insert into services (tenant_id, services_name) values ($1, uuidv7()::text) returning id',
    [tenant.id],
  )
}

export function addClient(owner: pg.Pool, { tenant }: Owner): Promise<string> {
  return insert(
    owner,
    `insert into clients (tenant_id, client_no, name) values ($1, uuidv7()::text, 'Matrix') returning id`,
    [tenant.id],
  )
}

/** An active scope of work with a published version and a draft. */
export async function addScope(owner: pg.Pool, by: Owner): Promise<string> {
  return insert(
    owner,
    `with made as (
       insert into scopes_of_work (tenant_id, service_id, scope_name, scope_of_work_status, created_by, modified_by)
       values ($1, $2, 'Matrix', 'active', $3, $3) returning id)
     insert into scope_versions (tenant_id, scope_id, number, status, content, published_at, created_by, modified_by)
     select $1, id, number, case number when 1 then 'published' else 'draft' end, 'Matrix',
       case number when 1 then now() end, $3, $3 from made, generate_series(1, 2) number
     returning scope_id as id`,
    [by.tenant.id, await addService(owner, by), by.user],
  )
}

/** The published version of a scope, proposed to a client. */
export async function addClientScope(owner: pg.Pool, by: Owner): Promise<string> {
  return insert(
    owner,
    `insert into client_scopes (tenant_id, client_id, scope_id, scope_version, currency, starts_on, created_by)
     values ($1, $2, $3, 1, 'EUR', '2030-01-01', $4) returning id`,
    [by.tenant.id, await addClient(owner, by), await addScope(owner, by), by.user],
  )
}
