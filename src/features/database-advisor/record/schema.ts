import * as z from 'zod'
import { adviceKinds, adviceStatuses } from '#src/lib/db/schema/insights/index-advice.ts'

const hours = z.coerce
  .number()
  .int()
  .min(1, 'must be from 1 to 8760 hours')
  .max(8_760, 'must be from 1 to 8760 hours')
  .default(24)
const orders = ['time', 'calls', 'mean'] as const

export const topQueriesInput = z.strictObject({
  hours: hours.describe('How far back.'),
  by: z.enum(orders, `must be one of: ${orders.join(', ')}`).default('time'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const fingerprint = z.string().regex(/^-?\d{1,20}$/, 'must be the fingerprint of a query, such as -123456789')

export const queryInput = z.strictObject({ fingerprint, hours })

export const historyInput = z.strictObject({ hours })

export const listAdviceInput = z
  .strictObject({
    status: z.enum(adviceStatuses, `must be one of: ${adviceStatuses.join(', ')}`).optional(),
    kind: z.enum(adviceKinds, `must be one of: ${adviceKinds.join(', ')}`).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(10_000).optional().describe('A next_cursor of this list.'),
  })
  .refine(({ cursor, page }) => cursor === undefined || page === 1, {
    path: ['page'],
    error: 'is said by the cursor already; leave it out',
  })

export const adviceById = z.strictObject({ id: z.uuid('must be the ID of advice') })

const instant = z.iso.datetime()

export const queryFigures = z.object({
  fingerprint: z.string(),
  query: z.string(),
  calls: z.number(),
  total_ms: z.number(),
  mean_ms: z.number(),
  rows: z.number(),
  /** Of the blocks that it read: those that were in memory. Null: it read none. */
  cache_share: z.number().nullable(),
  /** Of the time of all statements. */
  time_share: z.number(),
})
export type QueryFigures = z.infer<typeof queryFigures>

export const topQueries = z.object({
  since: instant,
  total_ms: z.number(),
  queries: z.array(queryFigures),
})

const queryHistoryPoint = z.object({
  at: instant,
  calls: z.number(),
  total_ms: z.number(),
  mean_ms: z.number(),
})

export const queryResource = queryFigures.extend({
  first_seen_at: instant,
  last_seen_at: instant,
  history: z.array(queryHistoryPoint),
  /** The latest first. */
  plans: z.array(z.object({ planned_at: instant, cost: z.number(), lines: z.array(z.string()) })),
})
export type QueryResource = z.infer<typeof queryResource>

export const adviceResource = z.object({
  id: z.uuid(),
  kind: z.enum(adviceKinds),
  status: z.enum(adviceStatuses),
  subject: z.string(),
  index_name: z.string().nullable(),
  statement: z.string().nullable(),
  undo_statement: z.string().nullable(),
  reason: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  basis: z.enum(['counters', 'clone', 'rules']),
  gain: z.number().nullable(),
  bytes: z.number().nullable(),
  found_at: instant,
  decided_at: instant.nullable(),
})
export type AdviceResource = z.infer<typeof adviceResource>

export const alertResource = z.object({
  code: z.string(),
  severity: z.enum(['notice', 'warning', 'critical']),
  message: z.string(),
})
export type Alert = z.infer<typeof alertResource>

export const healthPoint = z.object({
  at: instant,
  connections: z.number(),
  max_connections: z.number(),
  active: z.number(),
  idle_in_transaction: z.number(),
  waiting_for_locks: z.number(),
  oldest_transaction_seconds: z.number().nullable(),
  oldest_transaction: z.string().nullable(),
  cache_share: z.number().nullable(),
  deadlocks: z.number(),
  temp_bytes: z.number(),
  database_bytes: z.number(),
  dead_share: z.number(),
  disk_free_bytes: z.number().nullable(),
})
export type HealthPoint = z.infer<typeof healthPoint>

export const databaseResource = z.object({
  /** Whether the server counts statements, and if not, what to do. */
  statements: z.object({
    state: z.enum(['ready', 'not_loaded', 'not_created', 'not_permitted']),
    remedy: z.string().nullable(),
  }),
  now: healthPoint.nullable(),
  /** When the disk is full at the growth of the last 14 days; null: not foreseeable, or not this machine's disk. */
  disk_full_on: z.iso.date().nullable(),
  alerts: z.array(alertResource),
  history: z.array(healthPoint),
  tables: z.array(
    z.object({
      name: z.string(),
      live_rows: z.number(),
      dead_rows: z.number(),
      bytes: z.number(),
      index_bytes: z.number(),
      vacuumed_at: instant.nullable(),
    }),
  ),
})
export type DatabaseResource = z.infer<typeof databaseResource>
