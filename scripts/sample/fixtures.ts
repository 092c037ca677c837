import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { generateApiKey } from '#src/lib/access/api-keys.ts'
import type { AccessLevel, Role } from '#src/lib/permissions.ts'
import { insertTenant, insertUsers } from './accounts.ts'
import { addRows, tables } from './fixtures/rows.ts'

export interface FixtureTenant {
  id: string
  name: string
  users: { id: string; role: FixtureRole; email: string; password: string }[]
  api_keys: { kind: 'full' | 'read_only' | 'revoked'; role: FixtureRole; key: string }[]
  /** How many rows each dataset has. */
  rows: Record<string, number>
}

type FixtureRole = Role | 'manager2' | 'disabled'

export interface FixtureOptions {
  /** Rows in every dataset. */
  rows: number
  name?: string
  timeZone?: string
  /** The same seed makes the same rows; by default how many tenants there were. */
  seed?: number
  /** How passwords are hashed: six good hashes take most of a second, more than many a test. */
  hash?: (password: string) => Promise<string>
}

/** Adds a tenant with users, keys and rows, in one transaction of its own on the owner's connection. */
export async function addTenant(client: pg.ClientBase, options: FixtureOptions): Promise<FixtureTenant> {
  await client.query('begin')
  try {
    const seed = options.seed ?? (await countTenants(client))
    const shortId = randomBytes(5).toString('hex')
    const name = options.name ?? `Fixture ${shortId}`
    const id = await insertTenant(client, name, options.timeZone ?? 'Europe/Berlin')
    const users = await addUsers(client, id, shortId, options.hash)
    const api_keys = await addApiKeys(client, id, users)
    const rows = await addRows(client, id, options.rows, seed)
    await client.query('commit')
    return { id, name, users, api_keys, rows }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Statistics and visibility for the planner, which autovacuum would bring only after a minute. */
export async function vacuumTables(client: pg.ClientBase): Promise<void> {
  await client.query(`vacuum (analyze) ${tables.join(', ')}`)
}

const accounts: [FixtureRole, Role][] = [
  ['super_admin', 'super_admin'],
  ['admin', 'admin'],
  ['manager', 'manager'],
  ['manager2', 'manager'],
  ['viewer', 'viewer'],
  ['disabled', 'manager'],
]

async function countTenants(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::integer as count from tenants')
  return rows[0]!.count
}

async function addUsers(
  client: pg.ClientBase,
  tenantId: string,
  shortId: string,
  hash: FixtureOptions['hash'],
): Promise<FixtureTenant['users']> {
  const users = accounts.map(([label, role]) => ({
    email: `${label}@t-${shortId}.example`,
    firstName: label,
    lastName: shortId,
    role,
    isDisabled: label === 'disabled',
  }))
  const inserted = await insertUsers(client, tenantId, users, hash)
  return accounts.map(([role], index) => {
    const { id, password } = inserted[index]!
    return { id, role, email: users[index]!.email, password }
  })
}

interface Wanted {
  kind: FixtureTenant['api_keys'][number]['kind']
  user: FixtureTenant['users'][number]
  access: AccessLevel
}

/** A full key for everyone who may sign in, and the admin's two lesser ones. */
async function addApiKeys(
  client: pg.ClientBase,
  tenantId: string,
  users: FixtureTenant['users'],
): Promise<FixtureTenant['api_keys']> {
  const active = users.filter((user) => user.role !== 'disabled')
  const admin = users.find((user) => user.role === 'admin')!
  const wanted: Wanted[] = [
    ...active.map((user): Wanted => ({ kind: 'full', user, access: 'everything' })),
    { kind: 'read_only', user: admin, access: 'read_only' },
    { kind: 'revoked', user: admin, access: 'everything' },
  ]
  const keys: FixtureTenant['api_keys'] = []
  for (const { kind, user, access } of wanted) {
    const { key, prefix, secretHash } = generateApiKey()
    await client.query(
      `insert into api_keys (tenant_id, user_id, name, prefix, secret_hash, access, revoked_at)
       values ($1, $2, $3, $4, $5, $6, case when $7 then now() end)`,
      [tenantId, user.id, `${kind} key of ${user.role}`, prefix, secretHash, access, kind === 'revoked'],
    )
    keys.push({ kind, role: user.role, key })
  }
  return keys
}
