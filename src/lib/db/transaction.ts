import type { SQL } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { TenantId } from '../context.ts'
import { isConnectionError } from '../errors.ts'
import { getClient, getLongReadClient } from './index.ts'
import type { Replica } from './replica.ts'

/** What repositories write their statements on: one open transaction. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient }

export type Mode = 'read only' | 'read write' | 'isolation level repeatable read read only'

/**
 * Runs inside one transaction that sees only this tenant's rows. Commits when `run` resolves,
 * rolls back and rethrows when it rejects.
 */
export function transaction<T>(tenantId: TenantId, mode: Mode, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(beginFor(tenantId, mode), run)
}

function beginFor(tenantId: TenantId, mode: Mode): string {
  return `begin ${mode}; select set_config('app.tenant_id', ${pg.escapeLiteral(tenantId)}, true)`
}

/**
 * Reads this tenant's rows on one of a few connections kept for what may take long; the server ends a statement
 * that takes longer than `seconds`. Throws a connection error when none of them becomes free.
 */
export function longRead<T>(tenantId: TenantId, seconds: number, run: (tx: Tx) => Promise<T>): Promise<T> {
  const tenant = pg.escapeLiteral(tenantId)
  const limit = `set local statement_timeout = '${Math.ceil(seconds * 1000)}ms'`
  const begin = `begin read only; ${limit}; select set_config('app.tenant_id', ${tenant}, true)`
  return inTransaction(begin, run, getLongReadClient)
}

/** One snapshot of this tenant's rows, on a standby that has caught up; its connection is given back. */
export function onReplica<T>(
  tenantId: TenantId,
  { client }: Replica,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(
    beginFor(tenantId, 'isolation level repeatable read read only'),
    run,
    async () => client,
  )
}

/**
 * The named exception: one transaction across all tenants, as the role that policies let through.
 * For signing in, sweeps and statistics; tests/laws lists who may import it.
 */
export function systemTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction('begin; set local role waybill_system', run)
}

const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * The rows of one SELECT across all tenants, in one round trip instead of four: for what every request needs. Its
 * values are written into it as literals, because a message of two statements takes no parameters.
 */
export async function systemSelect<Row extends object>(select: SQL): Promise<Row[]> {
  const { sql: text } = dialect.sqlToQuery(select.inlineParams())
  const client = await getClient()
  let broken: Error | undefined
  try {
    const results: unknown = await client.query(`set local role waybill_system; ${text}`)
    return (results as pg.QueryResult<Row>[])[1]!.rows
  } catch (error) {
    if (isConnectionError(error)) broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/** Deadlocks and failed serializations, which PostgreSQL asks its clients to try again. */
const retryable = new Set(['40P01', '40001'])
const tries = 4

/** Runs a transaction again, up to three times, where it lost to another one; it must do nothing but statements. */
export async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt === tries || !retryable.has(sqlStateOf(error) ?? '')) throw error
    }
  }
}

/** What PostgreSQL said was wrong with a statement; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: string }
    if (code && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}

/** Whether a statement failed because this unique index has the value already; its transaction is lost. */
export function isTaken(error: unknown, index: string): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, constraint } = current as { code?: string; constraint?: string }
    if (code === '23505' && constraint === index) return true
  }
  return false
}

async function inTransaction<T>(begin: string, run: (tx: Tx) => Promise<T>, connect = getClient): Promise<T> {
  const client = await connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await run(drizzle(client, { casing: 'snake_case' }) as Tx)
    const { command } = await client.query('commit')
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and its error was swallowed.
    if (command !== 'COMMIT') throw new Error('a statement failed earlier, so nothing was committed')
    return result
  } catch (error) {
    // Nobody answers a rollback on a connection that was lost.
    if (isConnectionError(error)) broken = error as Error
    else
      await client.query('rollback').catch((rollbackError: Error) => {
        broken = rollbackError
      })
    throw error
  } finally {
    client.release(broken)
  }
}
