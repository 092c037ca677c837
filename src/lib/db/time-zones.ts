import { sql } from 'drizzle-orm'
import { invalid } from '../errors.ts'
import type { Tx } from './transaction.ts'

let known: Promise<ReadonlySet<string>> | undefined

/**
 * Refuses a time zone that Node.js knows but this database does not, such as `US/Pacific-New`: a query in it would
 * fail. Throws `invalid_request` at `path`. What the database knows is read once per process.
 */
export async function requireTimeZone(on: Pick<Tx, 'execute'>, name: string, path: string): Promise<void> {
  known ??= readNames(on).catch((error) => {
    known = undefined
    throw error
  })
  if ((await known).has(name.toLowerCase())) return
  throw invalid(path, 'must be an IANA time zone that the database knows, such as Europe/Berlin')
}

async function readNames(on: Pick<Tx, 'execute'>): Promise<ReadonlySet<string>> {
  const { rows } = await on.execute<{ name: string }>(sql`select lower(name) as name from pg_timezone_names`)
  return new Set(rows.map(({ name }) => name))
}
