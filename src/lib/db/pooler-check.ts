import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { env } from '../env.ts'

/** One end of a connection; the caller ends it. */
type Open = () => Promise<Pick<pg.Client, 'query' | 'on' | 'once' | 'end'>>

const waitMs = 1_500

/**
 * What a pooler between us and PostgreSQL breaks: the lock of a session, by which workers prove that they live, or
 * LISTEN, by which they hear of jobs. Undefined over a direct connection.
 */
export async function brokenByPooler(open: Open = connect): Promise<'session locks' | 'LISTEN' | undefined> {
  const [one, other] = [await open(), await open()]
  try {
    const lock = Math.floor(Math.random() * 2 ** 31)
    await one.query('select pg_advisory_lock($1)', [lock])
    const { rows } = await other.query('select pg_try_advisory_lock($1) as taken', [lock])
    if (rows[0].taken) return 'session locks'
    const channel = pg.escapeIdentifier(`doctor_${randomUUID()}`)
    await one.query(`listen ${channel}`)
    const heard = once(one as pg.Client, 'notification', { signal: AbortSignal.timeout(waitMs) })
    await other.query(`notify ${channel}`)
    return await heard.then(
      () => undefined,
      () => 'LISTEN' as const,
    )
  } finally {
    await Promise.all([one.end(), other.end()])
  }
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: 'waybill pooler check',
    connectionTimeoutMillis: 3_000,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}
