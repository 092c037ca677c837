import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

/** Nobody can open the passwords of the sources that are made here, so none of them is read. */
const notRead = 409
const ofNoSource = () => ({ source_id: randomUUID(), schema: 'public', name: 'orders' })

/** Every route of datasets and of the sources that companies have of their own, and who may use it. */
export const datasetRules: Rule[] = [
  { route: 'GET /v1/datasets', may: managers, reads: true, answer: 200 },
  { route: 'GET /v1/datasets/sizes', may: managers, reads: true, answer: 200 },
  { route: 'GET /v1/datasets/{key}/rows', may: managers, reads: true, subject: 'dataset', answer: 200 },
  { route: 'GET /v1/datasets/{key}/sums', may: managers, reads: true, subject: 'dataset', answer: 200 },
  {
    route: 'GET /v1/datasets/{key}/values',
    ...{
      may: managers,
      reads: true,
      subject: 'dataset',
      query: (key) => `?filter=${key === 'payroll' ? 'department' : 'services'}`,
      answer: 200,
    },
  },
  { route: 'GET /v1/sources', may: admins, reads: true, answer: 200 },
  {
    route: 'POST /v1/sources',
    ...{ may: admins, answer: 400, changes: true },
    body: () => ({ connection: 'postgresql://reader:none@169.254.169.254/shop' }),
  },
  { route: 'GET /v1/sources/{id}', may: admins, reads: true, subject: 'source', answer: 200 },
  {
    route: 'PUT /v1/sources/{id}',
    ...{ may: admins, subject: 'source', answer: 200, changes: true },
    body: () => ({ name: randomUUID() }),
  },
  { route: 'DELETE /v1/sources/{id}', may: admins, subject: 'source', answer: 200, changes: true },
  { route: 'POST /v1/sources/{id}/check', may: admins, subject: 'source', answer: 200, changes: true },
  {
    route: 'GET /v1/sources/{id}/datasets',
    ...{ may: admins, reads: true, subject: 'source', answer: 200 },
  },
  { route: 'GET /v1/sources/{id}/relations', may: admins, subject: 'source', answer: notRead },
  {
    route: 'GET /v1/sources/{id}/relations/{schema}/{name}',
    may: admins,
    subject: 'source',
    answer: notRead,
  },
  { route: 'POST /v1/datasets', may: admins, body: ofNoSource, answer: 404, changes: true },
  { route: 'POST /v1/datasets/preview', may: admins, body: ofNoSource, answer: 404 },
  { route: 'GET /v1/datasets/{key}', may: admins, reads: true, subject: 'own dataset', answer: 200 },
  {
    route: 'PUT /v1/datasets/{key}',
    ...{ may: admins, subject: 'own dataset', answer: notRead, changes: true },
    body: () => ({ label: 'Orders' }),
  },
  { route: 'DELETE /v1/datasets/{key}', may: admins, subject: 'own dataset', answer: 200, changes: true },
  {
    route: 'POST /v1/datasets/{key}/preview',
    ...{ may: managers, reads: true, subject: 'own dataset', body: () => ({}), answer: notRead },
  },
  { route: 'GET /v1/datasets/{key}/drift', may: admins, subject: 'own dataset', answer: notRead },
  {
    route: 'POST /v1/datasets/{key}/repair',
    ...{ may: admins, subject: 'own dataset', body: () => ({}), answer: notRead, changes: true },
  },
]

interface Owner {
  tenant: { id: string }
  user: string
}

export async function addSource(owner: pg.Pool, { tenant, user }: Owner): Promise<string> {
  const settings = { host: '127.0.0.1', port: 9, database: 'd', user: 'u', tls: 'disable', ca: null }
  const { rows } = await owner.query<{ id: string }>(
    `insert into sources (tenant_id, created_by, name, settings, sealed_secret) values ($1, $2, $3, $4, 'x') returning id`,
    [tenant.id, user, randomUUID(), settings],
  )
  return rows[0]!.id
}

/** A dataset that admins may read; returns its key. */
export async function addOwnDataset(owner: pg.Pool, whose: Owner): Promise<string> {
  const key = `own_${randomUUID().replaceAll('-', '')}`
  const column = { name: 'id', key: 'id', label: 'ID', kind: 'integer', type: 'integer', shown: 'everyone' }
  const definition = {
    label: 'Orders',
    description: 'Orders.',
    columns: [column],
    row_key: ['id'],
    default_sort: [],
  }
  await owner.query(
    `insert into custom_datasets (tenant_id, created_by, key, source_id, relation_schema, relation_name, definition, readers)
     values ($1, $2, $3, $4, 'public', 'orders', $5, '{super_admin,admin}')`,
    [whose.tenant.id, whose.user, key, await addSource(owner, whose), definition],
  )
  return key
}
