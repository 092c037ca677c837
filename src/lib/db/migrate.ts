import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const directory = join(process.cwd(), 'drizzle')

/**
 * Applies the SQL files of `drizzle/` that this database has not seen, in name order, each in one
 * transaction, one runner at a time. Returns the names applied. A file that was applied and changed
 * since is an error: released migrations are never edited.
 */
export async function migrate(ownerUrl: string, folder = directory): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'waybill migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('waybill.migrate'))`)
    await client.query(`create table if not exists schema_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    const applied = await appliedHashes(client)
    const fresh = []
    for (const migration of await readMigrations(folder)) {
      const known = applied.get(migration.name)
      if (known === migration.hash) continue
      if (known)
        throw new Error(`${migration.name} was changed after it was applied; add a new file instead.`)
      await apply(client, migration)
      fresh.push(migration.name)
    }
    return fresh
  } finally {
    await client.end()
  }
}

/** Names of migrations the database has not seen. */
export async function pendingMigrations(
  query: (text: string) => Promise<{ rows: { name: string }[] }>,
  folder = directory,
): Promise<string[]> {
  const seen = new Set((await query('select name from schema_migrations')).rows.map((row) => row.name))
  return (await readMigrations(folder)).map(({ name }) => name).filter((name) => !seen.has(name))
}

/**
 * Makes the login role the application connects as: it owns nothing, cannot bypass row-level
 * security and has only what the group role waybill_app may do. Returns its connection string.
 */
export async function provisionAppLogin(ownerUrl: string, password: string): Promise<string> {
  const url = new URL(ownerUrl)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'waybill provision' })
  await client.connect()
  try {
    const { rows } = await client.query<{ login: string }>(
      `select current_database() || '_app_login' as login`,
    )
    const login = rows[0]!.login
    const role = pg.escapeIdentifier(login)
    const exists = await client.query('select from pg_roles where rolname = $1', [login])
    if (!exists.rowCount) await client.query(`create role ${role} login`)
    await client.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`)
    await client.query(`grant waybill_app to ${role} with inherit true`)
    // Not inherited: only systemTransaction() steps into it, by name.
    await client.query(`grant waybill_system to ${role} with inherit false, set true`)
    url.username = encodeURIComponent(login)
    url.password = encodeURIComponent(password)
    return url.toString()
  } finally {
    await client.end()
  }
}

interface Migration {
  name: string
  hash: string
  text: string
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function appliedHashes(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from schema_migrations',
  )
  return new Map(rows.map((row) => [row.name, row.hash]))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.text)
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
