import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll } from 'vitest'
import { env } from '#src/lib/env.ts'

// A database beside that of the tests, as a company would have one: nothing of ours is in it.
const name = `shop_${randomBytes(4).toString('hex')}`
const password = 'a-password-nobody-may-see'
const url = new URL(process.env.OWNER_URL!)

export interface SourceDatabase {
  /** Its user may only read. */
  reader: string
  /** As its owner. */
  run: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
}

/** Makes a database on the server of the tests, with a role that can only read; both go after the file. */
export async function createSourceDatabase(setup: string): Promise<SourceDatabase> {
  env().SOURCE_LOOPBACK = true
  await inDatabase('postgres', (client) => client.query(`create database ${name}`))
  const owner = new pg.Client({ connectionString: addressOf(name).toString() })
  owner.on('error', () => {})
  await owner.connect()
  afterAll(async () => {
    await owner.end()
    await inDatabase('postgres', async (client) => {
      await client.query(`drop database ${name} with (force)`)
      await client.query(`drop role ${name}_reader`)
    })
  })
  await owner.query(setup)
  await owner.query(`create role ${name}_reader login password '${password}'`)
  await owner.query(`
    do $$ declare one text; begin
      for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
        execute format('grant usage on schema %I to ${name}_reader', one);
        execute format('grant select on all tables in schema %I to ${name}_reader', one);
      end loop;
    end $$`)
  const as = (user: string, secret: string) => {
    const address = addressOf(name)
    address.username = user
    address.password = secret
    address.searchParams.set('sslmode', 'disable')
    return address.toString()
  }
  return {
    reader: as(`${name}_reader`, password),
    run: (text, values) => owner.query(text, values),
  }
}

function addressOf(database: string): URL {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address
}

async function inDatabase(database: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(database).toString() })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
