import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { log } from '../log.ts'
import { getReplicaPool, query } from './index.ts'

/** A connection to a hot standby that has caught up. */
export interface Replica {
  client: pg.PoolClient
  /** Everything that was committed on the primary before this instant can be read. */
  asOf: Date
  /** Ends what the connection does, and the connection. */
  cancel: () => Promise<void>
}

interface Position {
  cluster: string
  lsn: string | null
  now: Date
}

/** How long the standby may take to catch up with what is committed when somebody wants to read. */
const catchUpMs = 2_000
const pauseMs = 20

/**
 * A connection to the standby on which everything that is committed now can be read. Undefined where there is none,
 * it does not answer, it stays behind, or it is a copy of another cluster: then the primary is to be read, and the log
 * says why. The caller releases the connection.
 */
export async function caughtUpReplica(): Promise<Replica | undefined> {
  const pool = getReplicaPool()
  if (!pool) return undefined
  try {
    const primary = await positionOf(query)
    const client = await pool.connect()
    const behind = await whyBehind(client, primary).catch((error: Error) => {
      client.release(error)
      throw error
    })
    if (behind === undefined) return { client, asOf: primary.now, cancel: () => cancel(pool, client) }
    client.release()
    log.warn({ reason: behind }, 'replica not used')
  } catch (error) {
    log.warn({ err: error }, 'replica not used')
  }
  return undefined
}

/** Resolves when the standby, which must be configured, answers. */
export async function reachReplica(): Promise<'connected'> {
  await getReplicaPool()?.query('select 1')
  return 'connected'
}

/** What is committed is on the primary's disk, unless it was told that commits need not wait for that. */
async function positionOf(run: typeof query): Promise<Position> {
  const { rows } = await run<Position>(
    `select system_identifier::text as cluster, clock_timestamp() as now,
       case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
         else pg_current_wal_flush_lsn() end::text as lsn
     from pg_control_system()`,
  )
  return rows[0]!
}

/** Undefined once everything up to the primary's position can be read. */
async function whyBehind(client: pg.PoolClient, primary: Position): Promise<string | undefined> {
  const deadline = Date.now() + catchUpMs
  for (;;) {
    const { rows } = await client.query<{ cluster: string; caughtUp: boolean | null }>(
      `select system_identifier::text as cluster,
         case when pg_is_in_recovery() then pg_last_wal_replay_lsn() >= $1::pg_lsn end as "caughtUp"
       from pg_control_system()`,
      [primary.lsn],
    )
    const { cluster, caughtUp } = rows[0]!
    if (cluster !== primary.cluster) return 'it is not a copy of this database'
    if (caughtUp === null) return 'it is not a standby'
    if (caughtUp) return undefined
    if (Date.now() > deadline) return 'it is behind the primary'
    await sleep(pauseMs)
  }
}

/** The standby is told, since it would notice a closed connection only when it next sends a row. */
async function cancel(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const { processID, connection } = client as unknown as {
    processID: number
    connection: { stream: { destroy: () => void } }
  }
  await pool
    .query('select pg_cancel_backend($1)', [processID])
    .catch((error) => log.warn({ err: error }, 'statement on the replica not cancelled'))
  connection.stream.destroy()
}
