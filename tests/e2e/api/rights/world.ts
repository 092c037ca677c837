import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import type pg from 'pg'
import { generateApiKey } from '#src/lib/access/api-keys.ts'
import type { Role } from '#src/lib/permissions.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { addTenants } from '../../stack.ts'
import { Client, keyOf, signIn } from '../client.ts'
import { addImport } from './imports.ts'
import { addAdvice, addAnomaly, addForecast, addModel } from './insights.ts'
import { keptByWorkers } from './kept-by-workers.ts'
import { addContent, addFlow, addStep } from './onboarding.ts'
import { addDelivery, addOrder } from './orders.ts'
import { addRfp } from './rfps.ts'
import type { Caller, Places, Rule, Subject, Which, World } from './rule.ts'
import { addClient, addClientScope, addScope, addService } from './scopes.ts'
import { addOpportunity, addStrategy } from './scouting.ts'
import { addOwnDataset, addSource } from './sources.ts'
import { addBudget, addLimit, addRiskAlert, addTrade } from './spend.ts'
import { addItem, addPlaces, addStock } from './stock.ts'

type User = FixtureTenant['users'][number]
const roles: Role[] = ['super_admin', 'admin', 'manager', 'viewer']

export async function buildWorld(
  owner: pg.Pool,
  baseUrl: string,
  open: () => Promise<APIRequestContext>,
): Promise<World> {
  const [tenant, other] = (await addTenants(2, 5)) as [FixtureTenant, FixtureTenant]
  const context = await open()
  const exports: Record<string, string> = {}
  const places: Record<string, Places> = {}
  for (const { id, api_keys } of [tenant, other]) {
    const key = api_keys.find(({ kind, role }) => kind === 'full' && role === 'manager')!.key
    places[id] = await addPlaces(owner, id)
    await addBudget(owner, id)
    exports[id] = (await new Client(context, baseUrl, key).finished({ export_type: 'sow' })).id
  }
  const admin = new Client(context, baseUrl, keyOf(tenant, 'admin'))
  const gallery = await (await admin.get('/api/v1/exports/templates?scope=built_in')).json()
  await context.dispose()
  const callers = await callersOf(owner, tenant, baseUrl, open)
  const id = (role: string) => userOf(tenant, role).id
  const { rows } = await owner.query<{ names: string }>(
    `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
     where table_schema = 'public' and table_name = 'data_exports' and is_generated = 'NEVER'`,
  )
  return {
    owner,
    tenant,
    other,
    callers,
    exports,
    exportColumns: rows[0]!.names,
    reader: id('viewer'),
    heir: id('super_admin'),
    places,
    readyMade: gallery.data[0].id,
    newMember: () => {
      const email = `${randomUUID()}@example.org`
      return { email, first_name: 'New', last_name: 'Member', role: 'viewer' }
    },
  }
}

const userOf = (tenant: FixtureTenant, role: string): User => tenant.users.find((user) => user.role === role)!

async function callersOf(
  owner: pg.Pool,
  tenant: FixtureTenant,
  baseUrl: string,
  open: () => Promise<APIRequestContext>,
): Promise<Caller[]> {
  const callers: Caller[] = []
  const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
  for (const label of [...roles, 'disabled']) {
    const user = userOf(tenant, label)
    const role = roles.find((one) => one === label)
    // A session from before the account was disabled.
    await owner.query('update users set disabled_at = null where id = $1', [user.id])
    const request = await open()
    const session = { Cookie: await signIn(request, baseUrl, user), Origin: baseUrl }
    await request.dispose()
    const everything = bearer(await addKey(owner, tenant, user, 'everything'))
    const read_only = bearer(await addKey(owner, tenant, user, 'read_only'))
    if (!role) await owner.query('update users set disabled_at = now() where id = $1', [user.id])
    for (const [by, headers] of Object.entries({ session, everything, read_only }))
      callers.push({
        ...{ name: `${label} by ${by}`, userId: user.id, email: user.email, headers },
        ...{ by: by as Caller['by'], ...(role ? { role } : {}) },
      })
  }
  const { id: userId, email } = userOf(tenant, 'admin')
  const expired = await addKey(owner, tenant, userOf(tenant, 'admin'), 'everything', '-1 day')
  const strangers = {
    nobody: {},
    'a revoked key': bearer(keyOf(tenant, 'revoked')!),
    'an expired key': bearer(expired),
    'an unknown key': bearer(`wb_0123456789ab_${'x'.repeat(32)}`),
    'a forged session': { Cookie: 'next-auth.session-token=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
  }
  for (const [name, headers] of Object.entries(strangers))
    callers.push({ name, userId, email, by: 'session', headers: { Origin: baseUrl, ...headers } })
  return callers
}

/** A key of the user; `expires` is how long from now. */
async function addKey(
  owner: pg.Pool,
  tenant: FixtureTenant,
  user: Pick<User, 'id'>,
  access: string,
  expires?: string,
): Promise<string> {
  const { key, prefix, secretHash } = generateApiKey()
  await owner.query(
    `insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access, expires_at)
     values ($1, $2, 'Matrix', $3, $4, $5, now() + $6::interval)`,
    [tenant.id, user.id, prefix, secretHash, access, expires ?? null],
  )
  return key
}

/** What there is none of, where that is no UUID. */
const unknown: Partial<Record<Subject, string>> = {
  'own dataset': 'own_nothing',
  dataset: 'nothing',
  query: '2',
}

/** What the request names: made for this request alone, whoever is to get it and whatever comes of it. */
export function subjectFor(world: World, rule: Rule, caller: Caller, which: Which): Promise<string> | string {
  if (which === 'unknown') return unknown[rule.subject!] ?? randomUUID()
  if (which === 'malformed') return rule.subject === 'dataset' ? 'no dataset' : 'no-id'
  return makers[rule.subject!](world, caller, which)
}

const makers: Record<Subject, (world: World, caller: Caller, which: Which) => Promise<string> | string> = {
  dataset: (_, __, which) => (which === 'own' ? 'sow' : 'payroll'),
  export: (world, caller, which) =>
    copyExport(world, ownerIn(world, caller, which), changesFor(caller, which)),
  alert: async (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which)
    const id = await copyExport(world, { tenant, user }, {})
    return insert(
      world.owner,
      'export_alerts',
      { tenant_id: tenant.id, export_id: id, reasons: ['rows'] },
      'export_id',
    )
  },
  schedule: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which, 'super_admin')
    return insert(world.owner, 'export_schedules', {
      ...{
        tenant_id: tenant.id,
        owner_id: user,
        created_by: user,
        schedule_name: 'Matrix',
        export_type: 'sow',
      },
      ...{ format: 'csv', frequency: 'daily', time_of_day: '07:00', time_zone: 'UTC' },
      next_run: '2100-01-01',
    })
  },
  destination: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which, 'super_admin')
    return insert(world.owner, 'export_destinations', {
      ...{ tenant_id: tenant.id, created_by: user, name: randomUUID(), kind: 'webhook' },
      ...{ settings: { url: 'http://127.0.0.1:9/in' }, sealed_secret: 'x' },
    })
  },
  source: (world, caller, which) => addSource(world.owner, ownerIn(world, caller, which, 'super_admin')),
  'own dataset': (world, caller, which) =>
    addOwnDataset(world.owner, ownerIn(world, caller, which, 'super_admin')),
  template: (world, caller, which) => {
    if (which === 'ready-made') return world.readyMade
    const { tenant, user } = ownerIn(world, caller, which)
    return insert(world.owner, 'export_templates', {
      ...{
        tenant_id: tenant.id,
        created_by: user,
        template_name: 'Matrix',
        export_type: 'sow',
        format: 'csv',
      },
      is_public: which === 'shared with them',
    })
  },
  item: (world, caller, which) => addItem(world.owner, ownerIn(world, caller, which).tenant.id),
  forecast: (world, caller, which) => addForecast(world.owner, ownerIn(world, caller, which).tenant.id),
  anomaly: (world, caller, which) => addAnomaly(world.owner, ownerIn(world, caller, which).tenant.id),
  query: (_, __, which) => (which === 'malformed' ? 'no-id' : '1'),
  advice: (world, caller, which) => addAdvice(world.owner, ownerIn(world, caller, which).tenant.id),
  model: (world, caller, which) => addModel(world.owner, ownerIn(world, caller, which).tenant.id),
  order: (world, caller, which) => addOrder(world.owner, ownerIn(world, caller, which).tenant.id),
  delivery: (world, caller, which) => addDelivery(world.owner, ownerIn(world, caller, which).tenant.id),
  stock: (world, caller, which) => addStock(world, ownerIn(world, caller, which).tenant.id),
  trade: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which)
    return addTrade(world, tenant.id, user)
  },
  limit: (world, caller, which) => addLimit(world, ownerIn(world, caller, which).tenant.id),
  'risk alert': (world, caller, which) => addRiskAlert(world, ownerIn(world, caller, which).tenant.id),
  opportunity: (world, caller, which) => addOpportunity(world.owner, ownerIn(world, caller, which).tenant.id),
  strategy: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which)
    return addStrategy(world.owner, tenant.id, user)
  },
  service: (world, caller, which) => addService(world.owner, ownerIn(world, caller, which)),
  client: (world, caller, which) => addClient(world.owner, ownerIn(world, caller, which)),
  scope: (world, caller, which) => addScope(world.owner, ownerIn(world, caller, which)),
  'client scope': (world, caller, which) => addClientScope(world.owner, ownerIn(world, caller, which)),
  import: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which)
    return addImport(world.owner, tenant.id, user)
  },
  rfp: (world, caller, which) => addRfp(world.owner, ownerIn(world, caller, which)),
  response: (world, caller, which) => addRfp(world.owner, ownerIn(world, caller, which)),
  content: (world, caller, which) => addContent(world.owner, ownerIn(world, caller, which)),
  flow: (world, caller, which) => addFlow(world.owner, ownerIn(world, caller, which)),
  step: (world, caller, which) => addStep(world.owner, ownerIn(world, caller, which)),
  member: (world, caller, which) => {
    if (which === 'own') return caller.userId
    const { tenant } = ownerIn(world, caller, which)
    return insert(world.owner, 'users', {
      ...{ tenant_id: tenant.id, first_name: 'Matrix', last_name: 'Member', password_hash: 'x' },
      ...{ email: `${randomUUID()}@example.org`, role: which === 'superior' ? 'super_admin' : 'manager' },
    })
  },
  key: (world, caller, which) => {
    const { tenant, user } = ownerIn(world, caller, which)
    return insert(world.owner, 'api_keys', {
      ...{ tenant_id: tenant.id, user_id: user, name: 'Matrix', access: 'read_only', secret_hash: 'x' },
      ...{ prefix: randomUUID().slice(0, 12), expires_at: which === 'expired' ? '2020-01-01' : null },
    })
  },
  supplier: (world, caller, which) =>
    insert(world.owner, 'suppliers', {
      ...{ tenant_id: ownerIn(world, caller, which).tenant.id, supplier_no: randomUUID(), name: 'Matrix' },
      ...{ currency: 'EUR', status: 'active' },
    }),
}

/** Whose it is. */
function ownerIn({ tenant, other }: World, caller: Caller, which: Which, colleague = 'manager2') {
  if (which === 'of another company') return { tenant: other, user: userOf(other, 'admin').id }
  const isTheirs = which === 'own' || which === 'expired'
  return { tenant, user: isTheirs ? caller.userId : userOf(tenant, colleague).id }
}

function changesFor({ email }: Caller, which: Which): object {
  if (which === 'shared with them') return { recipients: [email] }
  return which === 'expired' ? { expires_at: '2020-01-01', file_path: null } : {}
}

/** A record of its own of the company's finished export, on the same stored file. */
async function copyExport(
  { owner, exports, exportColumns }: World,
  { tenant, user }: { tenant: FixtureTenant; user: string },
  changes: object,
): Promise<string> {
  const id = randomUUID()
  const row = { id, created_by: user, recipients: [], spool_kept_until: null, ...changes }
  await owner.query(
    `insert into data_exports (${exportColumns}) select ${exportColumns} from (
       select (jsonb_populate_record(e, $2)).* from data_exports e where id = $1) as copied`,
    [exports[tenant.id], row],
  )
  return id
}

async function insert(owner: pg.Pool, table: string, values: object, returned = 'id'): Promise<string> {
  const names = Object.keys(values)
  const { rows } = await owner.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})
     returning ${returned} as id`,
    Object.values(values),
  )
  return rows[0].id
}

/** What is stored of these companies, table by table: it is another as soon as one row is. */
export async function stateOf({ owner, tenant, other }: World): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ table: string }>(
    `select table_name as table from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id' and table_name <> all($1) order by 1`,
    [keptByWorkers],
  )
  // A key's last use is noted for a refused request too, and so is a request for many things.
  const parts = rows.map(
    ({ table }) => `select '${table}' as part, count(*) as rows,
      sum(hashtextextended((to_jsonb(t) - 'last_used_at')::text, 0)) as hash from ${table} t
      where tenant_id = any($1::uuid[])${table === 'audit_entries' ? ` and action not like 'exports.bulk_%'` : ''}`,
  )
  const jobs = `select 'jobs', count(*), 0 from pgboss.job where data->>'tenantId' = any($1::uuid[]::text[])`
  const found = await owner.query([...parts, jobs].join(' union all '), [[tenant.id, other.id]])
  return Object.fromEntries(found.rows.map(({ part, rows, hash }) => [part, `${rows} rows, ${hash}`]))
}
