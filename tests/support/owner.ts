import pg from 'pg'
import { afterAll } from 'vitest'
import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import type { Context } from '#src/lib/context.ts'
import { addTenant, type FixtureOptions, type FixtureTenant } from '../../scripts/sample/fixtures.ts'
import { hashCheaply } from './hash-cheaply.ts'

const pool = new pg.Pool({ connectionString: process.env.OWNER_URL!, max: 4 })
// The database is dropped while the last of these connections may still be closing.
pool.on('connect', (client) => client.on('error', () => {}))
afterAll(() => pool.end())

/** Runs statements as the owner, whom row-level security does not bind: for arranging and for looking. */
export async function asOwner<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await run(client)
  } finally {
    client.release()
  }
}

export async function ownerRows<Row extends pg.QueryResultRow>(
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  return (await pool.query<Row>(text, values)).rows
}

/** A fresh tenant with one user per role, API keys and `rows` rows in every dataset. */
export function createTenant(
  rows = 20,
  options: Omit<FixtureOptions, 'rows' | 'hash'> = {},
): Promise<FixtureTenant> {
  return asOwner((client) => addTenant(client, { ...options, rows, hash: hashCheaply }))
}

type Person = 'super_admin' | 'admin' | 'manager' | 'manager2' | 'viewer'

/** The contexts of all users of the tenant who may sign in, by their role. */
export async function contextsOf(tenant: FixtureTenant): Promise<Record<Person, Context>> {
  const active = tenant.users.filter(({ role }) => role !== 'disabled')
  const contexts = await Promise.all(
    active.map(async ({ role }) => [role, await contextOf(tenant, role)] as const),
  )
  return Object.fromEntries(contexts) as Record<Person, Context>
}

/** The context of one of the tenant's users, as a request would have it. */
export async function contextOf(tenant: FixtureTenant, role: string): Promise<Context> {
  const user = tenant.users.find((candidate) => candidate.role === role)
  const principal = user && (await findPrincipalByUser(user.id))
  if (!principal) throw new Error(`no active user with role ${role}`)
  return { principal, requestId: `test-${role}` }
}
