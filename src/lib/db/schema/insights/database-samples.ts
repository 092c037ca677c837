import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

/** Five minutes are kept for 14 days, hours for 13 months. */
export const sampleSteps = ['five_minutes', 'hour'] as const

const count = () => bigint({ mode: 'number' }).notNull().default(0)

/** A statement that the database has run, without its values, and all that was counted of it. */
export const queryStats = pgTable(
  'query_stats',
  {
    id: id(),
    tenantId: tenantId(),
    /** pg_stat_statements calls it queryid. */
    fingerprint: text().notNull(),
    query: text().notNull(),
    calls: count(),
    totalMs: doublePrecision().notNull().default(0),
    rows: count(),
    /** The counters of the server as they were read last: the next reading is compared with them. */
    counters: jsonb().notNull(),
    firstSeenAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('query_stats_fingerprint_key').on(table.tenantId, table.fingerprint),
    index('query_stats_time_idx').on(table.tenantId, table.totalMs, table.id),
  ],
)

/** What a statement did in one step of time. */
export const querySamples = pgTable(
  'query_samples',
  {
    tenantId: tenantId(),
    step: text().notNull(),
    /** The start of the step. */
    at: instant().notNull(),
    fingerprint: text().notNull(),
    calls: count(),
    totalMs: doublePrecision().notNull().default(0),
    rows: count(),
    blocksHit: count(),
    blocksRead: count(),
    tempBlocks: count(),
  },
  (table) => [
    check('query_samples_step_check', oneOf('step', sampleSteps)),
    primaryKey({ columns: [table.tenantId, table.step, table.at, table.fingerprint] }),
    index('query_samples_fingerprint_idx').on(table.tenantId, table.fingerprint, table.step, table.at),
  ],
)

/** A plan of a statement, from when it was first planned so. */
export const queryPlans = pgTable(
  'query_plans',
  {
    id: id(),
    tenantId: tenantId(),
    fingerprint: text().notNull(),
    /** Nodes, tables and indexes, without costs: a plan is another one when this changes. */
    shape: text().notNull(),
    plan: jsonb().notNull(),
    cost: doublePrecision().notNull(),
    plannedAt: instant().notNull().defaultNow(),
  },
  (table) => [index('query_plans_fingerprint_idx').on(table.tenantId, table.fingerprint, table.plannedAt)],
)

/** How the database was as a whole. */
export const databaseSamples = pgTable(
  'database_samples',
  {
    id: id(),
    tenantId: tenantId(),
    step: text().notNull(),
    at: instant().notNull(),
    connections: integer().notNull(),
    maxConnections: integer().notNull(),
    active: integer().notNull(),
    idleInTransaction: integer().notNull(),
    waitingForLocks: integer().notNull(),
    oldestTransactionSeconds: doublePrecision(),
    oldestTransaction: text(),
    /** Since the sample before. */
    blocksHit: count(),
    blocksRead: count(),
    deadlocks: count(),
    tempBytes: count(),
    databaseBytes: count(),
    liveRows: count(),
    deadRows: count(),
    /** Null: the database is on another machine than the worker. */
    diskFreeBytes: bigint({ mode: 'number' }),
    /** The counters as they were read. */
    counters: jsonb().notNull(),
  },
  (table) => [
    check('database_samples_step_check', oneOf('step', sampleSteps)),
    uniqueIndex('database_samples_at_key').on(table.tenantId, table.step, table.at),
    index('database_samples_time_idx').on(table.tenantId, table.at, table.id),
  ],
)

export const tableSamples = pgTable(
  'table_samples',
  {
    tenantId: tenantId(),
    at: instant().notNull(),
    name: text().notNull(),
    liveRows: count(),
    deadRows: count(),
    bytes: count(),
    indexBytes: count(),
    sequentialScans: count(),
    indexScans: count(),
    /** Rows inserted, updated or deleted since the counters began. */
    writes: count(),
    vacuumedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.at, table.name] })],
)

export const indexSamples = pgTable(
  'index_samples',
  {
    tenantId: tenantId(),
    day: date().notNull(),
    name: text().notNull(),
    tableName: text().notNull(),
    /** Since the counters began. */
    scans: count(),
    bytes: count(),
    isValid: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day, table.name] })],
)
