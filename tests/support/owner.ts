import pg from 'pg'
import type { Context } from '#src/lib/context.ts'
import { findPrincipalByUser } from '#src/lib/principals.ts'
import { addTenant, type FixtureTenant } from '../../scripts/sample/fixtures.ts'

/** Runs statements as the owner, whom row-level security does not bind: for arranging and for looking. */
export async function asOwner<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.OWNER_URL })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

export async function ownerRows<Row extends pg.QueryResultRow>(
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  return asOwner(async (client) => (await client.query<Row>(text, values)).rows)
}

/** A fresh tenant with one user per role, API keys and `rows` rows in every dataset. */
export function createTenant(rows = 20): Promise<FixtureTenant> {
  return asOwner((client) => addTenant(client, { rows }))
}

/** The context of one of the tenant's users, as a request would have it. */
export async function contextOf(tenant: FixtureTenant, role: string): Promise<Context> {
  const user = tenant.users.find((candidate) => candidate.role === role)
  const principal = user && (await findPrincipalByUser(user.id))
  if (!principal) throw new Error(`no active user with role ${role}`)
  return { principal, requestId: `test-${role}` }
}
