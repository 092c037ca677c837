import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import pg from 'pg'
import { generateApiKey, prefixOf } from '#src/lib/access/api-keys.ts'
import { signingSecretOf } from '#src/lib/access/signatures/signed-request.ts'
import { readSecrets } from '../../../scripts/launcher/secrets.ts'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants, type Stack } from '../stack.ts'
import { Client, keyOf, signIn } from './client.ts'
import { databaseMakers } from './guide-database.ts'
import { importMakers } from './guide-imports.ts'
import { arrangeOnboarding } from './guide-onboarding.ts'
import { arrangeOrders } from './guide-orders.ts'
import { arrangeRfps, arrangeScopes } from './guide-scopes.ts'
import { arrangeSpending } from './guide-spend.ts'
import { arrangeCounts, arrangeStock } from './guide-stock.ts'
import { addAnomaly, addForecast, addModel } from './rights/insights.ts'

/** A company of its own for the commands of the API guide, which an admin runs. */
export interface GuideWorld {
  owner: pg.Pool
  tenant: FixtureTenant
  baseUrl: string
  /** Where a company could have its own tables. */
  ownerUrl: string
  /** The header of the admin's key. */
  auth: string
  /** What it signs requests with. */
  signing: { KEY_PREFIX: string; SIGNING_SECRET: string }
  admin: Client
  session: string
  /** Another admin's. */
  otherSession: string
}

export async function prepare(
  { ownerUrl, baseUrl, dir }: Stack,
  open: () => Promise<APIRequestContext>,
): Promise<GuideWorld> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const tenant = (await addTenants(1, 20))[0]!
  // Addresses belong to one company of the whole installation, which an earlier run may have been.
  await owner.query(`delete from users where email = 'ana@example.com'`)
  const key = keyOf(tenant, 'admin')!
  const admin = new Client(await open(), baseUrl, key)
  const session = await signIn(await open(), baseUrl, tenant.users.find(({ role }) => role === 'admin')!)
  const other = tenant.users.find(({ role }) => role === 'super_admin')!
  const otherSession = await signIn(await open(), baseUrl, other)
  const source = new URL(ownerUrl)
  source.searchParams.set('sslmode', 'disable')
  return {
    ownerUrl: source.toString(),
    owner,
    tenant,
    baseUrl,
    auth: `Authorization: Bearer ${key}`,
    signing: signingOf(dir, key),
    admin,
    session,
    otherSession,
  }
}

/** The secret is told to whoever makes a key; that of a sample's key is made as the product makes it. */
function signingOf(dir: string, key: string): GuideWorld['signing'] {
  process.env.AUTH_SECRET ||= readSecrets(dir).authSecret
  process.env.DATABASE_URL ||= 'postgresql://localhost/none'
  const prefix = prefixOf(key)!
  return { KEY_PREFIX: prefix, SIGNING_SECRET: signingSecretOf(prefix) }
}

async function addSource({ admin, ownerUrl }: GuideWorld): Promise<string> {
  const body = { connection: ownerUrl, name: randomUUID() }
  const response = await admin.post('/api/v1/sources', body)
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()).data.id
}

async function addDataset(world: GuideWorld): Promise<string> {
  const key = `own_${randomUUID().replaceAll('-', '')}`
  const body = { source_id: await addSource(world), schema: 'public', name: 'schema_migrations', key }
  expect((await world.admin.post('/api/v1/datasets', body)).status()).toBe(201)
  return key
}

/** What each variable of the guide stands for, made anew for every command. */
const makers: Record<string, (world: GuideWorld) => Promise<string> | string> = {
  EXPORT_ID: async ({ admin }) => (await admin.finished({ export_type: 'sales' })).id,
  EARLIER_ID: async ({ admin }) => (await admin.finished({ export_type: 'sales' })).id,
  FAILED_ID: (world) => insertExport(world, 'admin', { status: 'failed', error_code: 'query_failed' }),
  WAITING_ID: (world) => insertExport(world, 'admin', { status: 'pending', phase: 'approval' }),
  APPROVAL_ID: async (world) => {
    const id = await insertExport(world, 'manager', { status: 'pending', phase: 'approval' })
    await world.owner.query(
      `insert into export_approvals (tenant_id, export_id, reasons) values ($1, $2, '{rows}')`,
      [world.tenant.id, id],
    )
    return id
  },
  ALERT_ID: async (world) => {
    const id = await insertExport(world, 'manager', { status: 'completed', phase: null })
    await world.owner.query(
      `insert into export_alerts (tenant_id, export_id, reasons) values ($1, $2, '{rows}')`,
      [world.tenant.id, id],
    )
    return id
  },
  TEMPLATE_ID: ({ admin }) =>
    idOf(admin, 'templates', { template_name: 'A template', export_type: 'sales', format: 'csv' }),
  SCHEDULE_ID: ({ admin }) =>
    idOf(admin, 'schedules', {
      ...{ schedule_name: 'A schedule', export_type: 'sales', format: 'csv', frequency: 'daily' },
    }),
  DELTA_SCHEDULE_ID: ({ admin }) =>
    idOf(admin, 'schedules', {
      ...{ schedule_name: 'Changes', export_type: 'sales', format: 'csv', frequency: 'daily' },
      only_changes: true,
    }),
  STOP_LINK: async ({ admin, owner, tenant }) => {
    const recipient = tenant.users.find(({ role }) => role === 'manager')!.email
    const schedule = await idOf(admin, 'schedules', {
      ...{ schedule_name: 'Mailed', export_type: 'customers', format: 'csv', frequency: 'daily' },
      ...{ columns: ['customer_no'], recipients: [recipient] },
    })
    await admin.post(`/api/v1/exports/schedules/${schedule}/run`, {})
    let link = ''
    const mailed = async () => {
      const { rows } = await owner.query<{ unsubscribe_url: string }>(
        'select unsubscribe_url from outgoing_mails where recipient = $1 and unsubscribe_url is not null',
        [recipient],
      )
      link = rows[0]?.unsubscribe_url ?? ''
      return link
    }
    await expect.poll(mailed).not.toBe('')
    return new URL(link).search.slice(1)
  },
  SOURCE_URL: ({ ownerUrl }) => ownerUrl,
  SOURCE_ID: addSource,
  DATASET_KEY: addDataset,
  DRIFTED_KEY: async (world) => {
    const key = await addDataset(world)
    // As if its first column had been of another type.
    await world.owner.query(
      `update custom_datasets set definition = jsonb_set(definition, '{columns,0,kind}', '"json"') where key = $1`,
      [key],
    )
    return key
  },
  DESTINATION_ID: ({ admin }) => idOf(admin, 'destinations', webhook()),
  MEMBER_ID: ({ tenant }) => userId(tenant, 'manager2'),
  ADMIN_ID: ({ tenant }) => userId(tenant, 'super_admin'),
  KEY_ID: async ({ owner, tenant }) => {
    const { prefix, secretHash } = generateApiKey()
    const { rows } = await owner.query(
      `insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access)
       values ($1, $2, 'Old job', $3, $4, 'read_only') returning id`,
      [tenant.id, userId(tenant, 'admin'), prefix, secretHash],
    )
    return rows[0].id
  },
  SUPPLIER_ID: async ({ owner, tenant }) => {
    const { rows } = await owner.query(
      `insert into suppliers (tenant_id, supplier_no, name, currency, status)
       values ($1, $2, 'A supplier', 'EUR', 'active') returning id`,
      [tenant.id, randomUUID()],
    )
    return rows[0].id
  },
  ITEM_ID: async ({ owner, tenant }) => {
    const { rows } = await owner.query('select id from products where tenant_id = $1 limit 1', [tenant.id])
    return rows[0].id
  },
  FORECAST_ID: ({ owner, tenant }) => addForecast(owner, tenant.id),
  ANOMALY_ID: ({ owner, tenant }) => addAnomaly(owner, tenant.id),
  CANDIDATE_ID: ({ owner, tenant }) => addModel(owner, tenant.id, 'candidate'),
  ...databaseMakers,
  ...importMakers,
  ETAG: async ({ admin }) => (await admin.get('/api/v1/exports/types')).headers().etag!,
  SESSION: ({ session }) => session,
  OTHER_SESSION: ({ otherSession }) => otherSession,
}

/** The variables that a command names, with their values. */
export async function arrange(world: GuideWorld, names: Set<string>): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  for (const [name, make] of Object.entries(makers)) if (names.has(name)) made[name] = await make(world)
  // A finished forecast has a series of its own ID.
  if (names.has('SERIES_ID')) made.SERIES_ID = made.FORECAST_ID!
  if (names.has('WAITING_FORECAST_ID')) made.WAITING_FORECAST_ID = await insertWaitingForecast(world)
  if (names.has('STOCK')) Object.assign(made, await arrangeStock(world.admin))
  if ([...names].some((name) => name.endsWith('COUNT_ID')))
    Object.assign(made, await arrangeCounts(world.admin, made.LOCATION_ID!))
  if (names.has('SPEND'))
    Object.assign(made, await arrangeSpending(world.owner, world.tenant, world.admin, world.signing))
  if ([...names].some((name) => /^(SERVICE|CLIENT|SCOPE|DRAFTED|ACCEPTED)_/.test(name)))
    Object.assign(made, await arrangeScopes(world.admin))
  if (orderNames.some((name) => names.has(name)))
    Object.assign(made, await arrangeOrders(world.owner, world.tenant.id))
  if ([...names].some((name) => /RFP_ID$|RESPONSE_ID$/.test(name)))
    Object.assign(made, await arrangeRfps(world.admin, world.owner, world.tenant.id))
  if (names.has('LEARN')) Object.assign(made, await arrangeOnboarding(world.admin))
  if (names.has('DELIVERY_ID')) made.DELIVERY_ID = await insertDelivery(world, made.EXPORT_ID!)
  if (names.has('SIGNATURE')) {
    const link = new URL(await world.admin.link(made.EXPORT_ID!))
    made.FILE_NAME = link.pathname.split('/').at(-1)!
    made.SIGNATURE = link.search.slice(1)
  }
  return made
}

const orderNames = [
  'PLACE_ID',
  'DRAFT_ORDER_ID',
  'SUBMITTED_ORDER_ID',
  'APPROVED_ORDER_ID',
  'SENT_ORDER_ID',
  'ARRIVED_ID',
]

async function idOf(admin: Client, noun: string, body: object): Promise<string> {
  return (await (await admin.post(`/api/v1/exports/${noun}`, body)).json()).data.id
}

const webhook = () => ({
  ...{ name: `Partner ${randomUUID()}`, kind: 'webhook', settings: { url: 'http://127.0.0.1:9/in' } },
})

const userId = (tenant: FixtureTenant, role: string) => tenant.users.find((user) => user.role === role)!.id

/** An export in a state that would take long to bring about. */
async function insertExport({ owner, tenant }: GuideWorld, creator: string, state: object): Promise<string> {
  const row = {
    ...{
      tenant_id: tenant.id,
      export_name: 'An export',
      export_type: 'sales',
      format: 'csv',
      time_zone: 'UTC',
    },
    ...{ created_by: userId(tenant, creator), request_id: 'guide', ...state },
  }
  const names = Object.keys(row)
  const { rows } = await owner.query(
    `insert into data_exports (${names}) values (${names.map((_, index) => `$${index + 1}`)}) returning id`,
    Object.values(row),
  )
  return rows[0].id
}

/** One that no worker has a job for, so that it still waits. */
async function insertWaitingForecast({ owner, tenant }: GuideWorld): Promise<string> {
  const { rows } = await owner.query(
    `insert into forecast_runs (tenant_id, name, dataset, measure, keys, grain, horizon, series_limit, seed, time_zone,
       as_of, request_id)
     values ($1, 'Sales', 'sales', 'amount', '{}', 'month', 1, 1, 1, 'UTC', '2026-01-31', 'guide') returning id`,
    [tenant.id],
  )
  return rows[0].id
}

async function insertDelivery({ owner, tenant }: GuideWorld, exportId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into export_deliveries (tenant_id, export_id, destination_name, kind, state, give_up_at)
     values ($1, $2, 'Accountant', 'webhook', 'failed', now()) returning id`,
    [tenant.id, exportId],
  )
  return rows[0].id
}
