import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from './columns.ts'

/** Who did what to which thing, written in the transaction that did it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    tenantId: tenantId(),
    /** noun.past, such as export.created. */
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: uuid().notNull(),
    /** Null: the system itself. */
    userId: uuid(),
    requestId: text().notNull(),
    details: jsonb().notNull().default({}),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index('audit_entries_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('audit_entries_user_idx').on(table.tenantId, table.userId, table.createdAt, table.id),
    index('audit_entries_user_action_idx').on(table.tenantId, table.userId, table.action, table.createdAt),
    index('audit_entries_action_idx').on(table.tenantId, table.action, table.createdAt, table.id),
    index('audit_entries_request_idx').on(table.tenantId, table.requestId, table.id),
    index('audit_entries_subject_idx').on(table.tenantId, table.subjectType, table.subjectId),
  ],
)

/** Answers of commands that were sent with an Idempotency-Key. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    principalId: uuid().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    /** The command's output as it was answered. */
    answer: jsonb(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.principalId, table.route, table.key] }),
    index('idempotency_keys_created_at_idx').on(table.createdAt),
  ],
)

/** What signed requests were told apart by: each is answered once. */
export const requestNonces = pgTable(
  'request_nonces',
  {
    tenantId: tenantId(),
    keyId: text().notNull(),
    nonce: text().notNull(),
    seenAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.keyId, table.nonce] }),
    index('request_nonces_seen_at_idx').on(table.seenAt),
  ],
)

/** What went wrong on our side, each kind of failure once. */
export const errorGroups = pgTable(
  'error_groups',
  {
    id: id(),
    tenantId: tenantId(),
    /** What makes two failures the same. */
    fingerprint: text().notNull(),
    /** The operation or queue that failed. */
    place: text().notNull(),
    name: text().notNull(),
    /** Without what differs from time to time, such as numbers and quoted values. */
    message: text().notNull(),
    occurrences: integer().notNull().default(1),
    firstSeenAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    lastRequestId: text().notNull(),
  },
  (table) => [
    unique('error_groups_fingerprint_key').on(table.tenantId, table.fingerprint),
    index('error_groups_request_idx').on(table.tenantId, table.lastRequestId),
  ],
)

/** Requests of one person, or one address, in one window. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    principal: text().primaryKey(),
    windowEndsAt: instant().notNull(),
    requests: integer().notNull(),
  },
  (table) => [index('rate_limits_window_ends_at_idx').on(table.windowEndsAt)],
)
