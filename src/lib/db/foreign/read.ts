import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { AppError } from '../../errors.ts'
import { PersonSlots } from '../../limits/person-slots.ts'
import { log } from '../../log.ts'
import type { ForeignFacts, ForeignServer } from '../schema/sources/server.ts'
import type { Tx } from '../transaction.ts'
import { closeNow, connectForeign } from './connect.ts'
import { foreignFailure } from './failures.ts'

export interface ForeignRead {
  /** One transaction on the other server: what it reads is one snapshot, and it can write nothing. */
  tx: Tx
  facts: ForeignFacts
  /** Ends what the other server is doing for us, and the connection. */
  cancel: () => Promise<void>
}

interface Allowed {
  /** What the other server's lists of sessions call it. */
  applicationName: string
  /** Less than the server's own limit, where somebody waits for the answer. */
  seconds?: number | undefined
  /** How long it waits while as many reads of the server run as are allowed. */
  waitSeconds?: number
}

const lockMilliseconds = 5_000
const idleMilliseconds = 60_000

/**
 * Reads on a connection of its own to a server that is not ours. Throws an AppError of the server's failures where
 * that one or the way to it failed; whatever else `run` throws stays as it is.
 */
export async function readForeign<T>(
  server: ForeignServer,
  { applicationName, seconds = server.statementSeconds, waitSeconds = 10 }: Allowed,
  run: (read: ForeignRead) => Promise<T>,
): Promise<T> {
  const slots = new PersonSlots(
    'foreign reads',
    'reads of this database running',
    () => server.concurrentReads,
  )
  return slots
    .with(server.id, waitSeconds * 1000, async () => {
      const limited = { ...server, statementSeconds: Math.min(seconds, server.statementSeconds) }
      const client = await connectForeign(limited, applicationName)
      let isDone = false
      try {
        const facts = await begin(client, limited.statementSeconds)
        const tx = drizzle(client, { casing: 'snake_case' }) as unknown as Tx
        const result = await run({ tx, facts, cancel: () => cancel(server, client) })
        await client.query('commit')
        isDone = true
        return result
      } finally {
        if (isDone) await client.end()
        else closeNow(client)
      }
    })
    .catch((error: unknown) => {
      throw error instanceof AppError && error.code === 'rate_limited'
        ? new AppError('source_timeout', busy(server), { retryAfterSeconds: 10, cause: error })
        : failed(server, error)
    })
}

/** Every name is written with its schema, so that nobody on the other side can put a different table in our way. */
async function begin(client: pg.Client, seconds: number): Promise<ForeignFacts> {
  await client.query(
    [
      'set default_transaction_read_only = on',
      `set statement_timeout = ${seconds * 1000}`,
      `set lock_timeout = ${Math.min(lockMilliseconds, seconds * 1000)}`,
      `set idle_in_transaction_session_timeout = ${idleMilliseconds}`,
      `set search_path = ''`,
    ].join('; '),
  )
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<ForeignFacts>(
    `select current_setting('server_version') as version, pg_is_in_recovery() as "isReplica"`,
  )
  return rows[0]!
}

/** The server is told, since it would notice a closed connection only when it next sends a row. */
async function cancel(server: ForeignServer, client: pg.Client): Promise<void> {
  const { processID } = client as unknown as { processID: number }
  try {
    const other = await connectForeign({ ...server, statementSeconds: 5 }, 'waybill cancel')
    await other.query('select pg_cancel_backend($1)', [processID])
    await other.end()
  } catch (error) {
    log.warn({ err: error }, 'foreign statement not cancelled')
  } finally {
    closeNow(client)
  }
}

function failed(server: ForeignServer, error: unknown): unknown {
  const failure = foreignFailure(server, error)
  if (failure !== error) log.warn({ err: error, sourceId: server.id }, 'foreign read failed')
  return failure
}

function busy({ host, concurrentReads }: ForeignServer): string {
  const reads = concurrentReads === 1 ? 'The one read' : `All ${concurrentReads} reads`
  return `${reads} that ${host} allows at once ${concurrentReads === 1 ? 'is' : 'are'} running. Try again when one has ended.`
}
