import type { PoolConfig } from 'pg'
import * as z from 'zod'

const tls = z.union([
  z.boolean(),
  z.object({ rejectUnauthorized: z.boolean().default(true), ca: z.string().optional() }),
])

const queryTimeout = z.number().int().min(2_000).default(15_000)

const byUrl = z.strictObject({
  connectionString: z.string().min(1),
  ssl: tls.optional(),
  queryTimeout,
  pool: z
    .strictObject({
      max: z.number().int().min(1).optional(),
      idleTimeoutMillis: z.number().int().min(0).optional(),
      connectionTimeoutMillis: z.number().int().min(0).optional(),
    })
    .default({}),
})

const byParts = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535).default(5432),
  database: z.string().min(1),
  username: z.string().min(1),
  password: z.string(),
  ssl: tls.optional(),
  poolSize: z.number().int().min(1).optional(),
  /** Milliseconds, as are all timeouts here. */
  connectionTimeout: z.number().int().min(0).optional(),
  idleTimeout: z.number().int().min(0).optional(),
  queryTimeout,
})

const common = { application_name: 'waybill', keepAlive: true }

/** Both ways to say where the database is, normalised to what `pg` takes. */
export const databaseConfig = z.union([
  byUrl.transform(
    ({ connectionString, ssl, pool, queryTimeout }): PoolConfig => ({
      ...common,
      ...timeouts(queryTimeout),
      connectionString,
      ...(ssl === undefined ? {} : { ssl }),
      ...limits(pool.max, pool.idleTimeoutMillis, pool.connectionTimeoutMillis),
    }),
  ),
  byParts.transform(
    ({ username, poolSize, idleTimeout, connectionTimeout, queryTimeout, ssl, ...rest }): PoolConfig => ({
      ...common,
      ...timeouts(queryTimeout),
      ...rest,
      user: username,
      ...(ssl === undefined ? {} : { ssl }),
      ...limits(poolSize, idleTimeout, connectionTimeout),
    }),
  ),
])

export type DatabaseConfig = z.input<typeof databaseConfig>

/**
 * A host that vanished answers nothing, not even an error: after this many milliseconds its connection counts
 * as lost. Longer than any lock of a frozen worker lasts, and than any statement of ours but a COPY takes. The
 * server gives up just before, or it would go on with what nobody waits for.
 */
function timeouts(query_timeout: number) {
  return { query_timeout, statement_timeout: query_timeout - 1_000 }
}

/** A lost database must show within 2 s, so a new connection gets 1.5 s. */
function limits(max = 10, idleTimeoutMillis = 30_000, connectionTimeoutMillis = 1_500) {
  return { max, idleTimeoutMillis, connectionTimeoutMillis }
}
