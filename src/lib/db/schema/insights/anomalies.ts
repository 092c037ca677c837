import {
  check,
  date,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

export const anomalyKinds = ['outside_range', 'drift', 'price'] as const

export const anomalyStatuses = ['new', 'acknowledged', 'dismissed'] as const

/** Something in the data that is not as expected, until somebody says whether it matters. */
export const anomalies = pgTable(
  'anomalies',
  {
    id: id(),
    tenantId: tenantId(),
    kind: text().notNull(),
    /** Whoever may read this dataset may see it. */
    dataset: text().notNull(),
    /** What it is about, in words. */
    subject: text().notNull(),
    itemId: uuid(),
    /** The day on which what it is about happened, or its period began. */
    occurredOn: date().notNull(),
    /** How far off, in units of its kind: 1 is the limit. */
    score: doublePrecision().notNull(),
    reason: text().notNull(),
    /** The rows that show it. */
    evidence: jsonb().notNull(),
    status: text().notNull().default('new'),
    note: text(),
    decidedBy: byUser(),
    decidedAt: instant(),
    foundAt: instant().notNull().defaultNow(),
    /** What makes it the same when it is found again. */
    fingerprint: text().notNull(),
  },
  (table) => [
    check('anomalies_kind_check', oneOf('kind', anomalyKinds)),
    check('anomalies_status_check', oneOf('status', anomalyStatuses)),
    uniqueIndex('anomalies_fingerprint_key').on(table.tenantId, table.fingerprint),
    index('anomalies_found_at_idx').on(table.tenantId, table.foundAt, table.id),
    index('anomalies_status_idx').on(table.tenantId, table.status, table.foundAt, table.id),
  ],
)
