import pg from 'pg'

const owner = 'waybill'
const database = 'waybill'

/**
 * Makes the database and the role that owns it, with what only a superuser can give. Repeatable.
 * Returns the owner's connection string.
 */
export async function createDatabase(superuserUrl: string, ownerPassword: string): Promise<string> {
  await asSuperuser(superuserUrl, async (client) => {
    const role = await client.query('select from pg_roles where rolname = $1', [owner])
    if (!role.rowCount) await client.query(`create role ${owner}`)
    const password = pg.escapeLiteral(ownerPassword)
    await client.query(`alter role ${owner} login createdb createrole nosuperuser password ${password}`)
    await client.query(`grant pg_monitor, pg_signal_backend to ${owner}`)
    const existing = await client.query('select from pg_database where datname = $1', [database])
    if (!existing.rowCount) await client.query(`create database ${database} owner ${owner}`)
  })
  const url = new URL(superuserUrl)
  url.pathname = `/${database}`
  await asSuperuser(url.href, (client) => client.query('create extension if not exists pg_stat_statements'))
  url.username = owner
  url.password = encodeURIComponent(ownerPassword)
  return url.href
}

async function asSuperuser(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'waybill start' })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
