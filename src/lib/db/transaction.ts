import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { TenantId } from '../context.ts'
import { isConnectionError } from '../errors.ts'
import { getClient, getLongReadClient } from './index.ts'

/** What repositories write their statements on: one open transaction. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient }

export type Mode = 'read only' | 'read write' | 'isolation level repeatable read read only'

/**
 * Runs inside one transaction that sees only this tenant's rows. Commits when `run` resolves,
 * rolls back and rethrows when it rejects.
 */
export function transaction<T>(tenantId: TenantId, mode: Mode, run: (tx: Tx) => Promise<T>): Promise<T> {
  const tenant = pg.escapeLiteral(tenantId)
  return inTransaction(`begin ${mode}; select set_config('app.tenant_id', ${tenant}, true)`, run)
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

/**
 * The named exception: one transaction across all tenants, as the role that policies let through.
 * For signing in, sweeps and statistics; tests/laws lists who may import it.
 */
export function systemTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction('begin; set local role waybill_system', run)
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
