import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { type DatabaseConfig, databaseConfig } from './config.ts'

export type { DatabaseConfig } from './config.ts'

const longReadConnections = 3
const longReadWaitMs = 5_000
const reservedConnections = 4

/** Owns the connections of this process. */
export class DatabaseManager {
  readonly pool: pg.Pool
  /** A few connections for reads that may take long, so that nobody else waits behind them. */
  readonly longReads: pg.Pool
  /** Kept for what must never wait behind other work, such as stopping all spending. */
  readonly reserved: pg.Pool
  /** On a hot standby, where there is one. */
  readonly replica: pg.Pool | undefined
  readonly db: NodePgDatabase

  constructor(config: DatabaseConfig, replicaUrl?: string) {
    const parsed = databaseConfig.parse(config)
    this.pool = tolerant(new pg.Pool(parsed))
    this.longReads = tolerant(
      new pg.Pool({ ...parsed, max: longReadConnections, connectionTimeoutMillis: longReadWaitMs }),
    )
    this.reserved = tolerant(new pg.Pool({ ...parsed, max: reservedConnections }))
    this.replica = replicaUrl ? tolerant(new pg.Pool({ ...parsed, connectionString: replicaUrl })) : undefined
    this.db = drizzle(this.pool, { casing: 'snake_case' })
  }

  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(text, values)
  }

  /** A connection of its own; the caller releases it. */
  getClient(): Promise<pg.PoolClient> {
    return this.pool.connect()
  }

  getConnection(): pg.Pool {
    return this.pool
  }

  /** Resolves when the database answers. */
  async connect(): Promise<void> {
    await this.pool.query('select 1')
  }

  async close(): Promise<void> {
    await Promise.all([this.pool, this.longReads, this.reserved, this.replica].map((pool) => pool?.end()))
  }
}

/**
 * Without a listener a connection that breaks ends the process: an idle one, and one in use, whose statement tells
 * its caller anyway.
 */
function tolerant(pool: pg.Pool): pg.Pool {
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

// Next bundles this module more than once in a process; the pool must still be one.
const shared = globalThis as {
  __waybillDatabase?: DatabaseManager
  __waybillReserved?: AsyncLocalStorage<true>
}
shared.__waybillReserved ??= new AsyncLocalStorage()
const reservedLane = shared.__waybillReserved

/** Opens the pool, by default on DATABASE_URL; a second call returns the open one. */
export function initializeDatabase(config?: DatabaseConfig): DatabaseManager {
  shared.__waybillDatabase ??= config ? new DatabaseManager(config) : fromEnvironment()
  return shared.__waybillDatabase
}

function fromEnvironment(): DatabaseManager {
  const { DATABASE_URL, DATABASE_REPLICA_URL, DATABASE_TIMEOUT_SECONDS } = env()
  const config = { connectionString: DATABASE_URL, queryTimeout: DATABASE_TIMEOUT_SECONDS * 1_000 }
  return new DatabaseManager(config, DATABASE_REPLICA_URL)
}

/** Ends the pool; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  const current = shared.__waybillDatabase
  shared.__waybillDatabase = undefined
  await current?.close()
}

/** The shared pool. */
export function getPool(): pg.Pool {
  return initializeDatabase().pool
}

/** A connection of its own from the pool; the caller releases it. */
export function getClient(): Promise<pg.PoolClient> {
  const { pool, reserved } = initializeDatabase()
  return (reservedLane.getStore() ? reserved : pool).connect()
}

/** Runs something whose transactions take their connections from those that are kept for the urgent. */
export function withReservedConnections<T>(run: () => Promise<T>): Promise<T> {
  return reservedLane.run(true, run)
}

/** A connection for a read that may take long; the caller releases it. */
export function getLongReadClient(): Promise<pg.PoolClient> {
  return initializeDatabase().longReads.connect()
}

/** The pool on a hot standby of the database, where one is configured. */
export function getReplicaPool(): pg.Pool | undefined {
  return initializeDatabase().replica
}

/** One statement outside any tenant: tables under row-level security show no rows here. */
export function query<Row extends pg.QueryResultRow>(
  text: string,
  values?: unknown[],
): Promise<pg.QueryResult<Row>> {
  return initializeDatabase().query<Row>(text, values)
}

/** The shared pool and its drizzle face, opened at first use so that importing costs no connection. */
export const pool: pg.Pool = lazily(getPool)
export const db: NodePgDatabase = lazily(() => initializeDatabase().db)

/** @public The door that code written against a default export expects. */
export default { query, getPool, getClient, db, pool, DatabaseManager, initializeDatabase, closeDatabase }

/** Stands for what is opened at its first use. */
export function lazily<T extends object>(open: () => T): T {
  return new Proxy({} as T, {
    get(_, property) {
      const target = open()
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
