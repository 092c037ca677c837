import { bigint, check, doublePrecision, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

export const adviceKinds = [
  'create_index',
  'foreign_key',
  'duplicate',
  'unused',
  'invalid',
  'regression',
] as const

export const adviceStatuses = ['open', 'dismissed', 'settled'] as const

/** Something to do about the database, with what shows it; nothing is done without a person's command. */
export const indexAdvice = pgTable(
  'index_advice',
  {
    id: id(),
    tenantId: tenantId(),
    kind: text().notNull(),
    status: text().notNull().default('open'),
    /** The table, or the statement that became slower. */
    subject: text().notNull(),
    indexName: text(),
    /** Null: there is nothing that a statement would change. */
    statement: text(),
    undoStatement: text(),
    reason: text().notNull(),
    evidence: jsonb().notNull(),
    /** What it comes from: counters alone, or plans on a clone. */
    basis: text().notNull(),
    /** The share of the planned cost that it saves. */
    gain: doublePrecision(),
    bytes: bigint({ mode: 'number' }),
    /** What makes it the same when it is found again. */
    fingerprint: text().notNull(),
    foundAt: instant().notNull().defaultNow(),
    decidedAt: instant(),
    decidedBy: byUser(),
  },
  (table) => [
    check('index_advice_kind_check', oneOf('kind', adviceKinds)),
    check('index_advice_status_check', oneOf('status', adviceStatuses)),
    check('index_advice_basis_check', oneOf('basis', ['counters', 'clone', 'rules'])),
    uniqueIndex('index_advice_fingerprint_key').on(table.tenantId, table.fingerprint),
    index('index_advice_found_at_idx').on(table.tenantId, table.foundAt, table.id),
  ],
)
