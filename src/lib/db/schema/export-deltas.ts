import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { oneOf } from './checks.ts'
import { instant, tenantId } from './columns.ts'
import { dataExports } from './exports.ts'

export const deltaKinds = ['full', 'changes'] as const

/** One link of a schedule's chain: a full file, or what changed since the link before. */
export const exportDeltas = pgTable(
  'export_deltas',
  {
    tenantId: tenantId(),
    exportId: uuid()
      .primaryKey()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    /** Not a key: what a deleted schedule has stored is still to be removed. */
    scheduleId: uuid().notNull(),
    sequence: integer().notNull(),
    kind: text().notNull(),
    /** Of everything that must be the same for two runs to be compared. */
    fingerprint: text().notNull(),
    rows: bigint({ mode: 'number' }).notNull(),
    upserts: bigint({ mode: 'number' }).notNull(),
    deletes: bigint({ mode: 'number' }).notNull(),
    /** Where the states of its rows are stored, and what they are; null once they are removed. */
    stateKey: text(),
    stateSha256: text().notNull(),
    /** No later run continues from here. */
    isClosed: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check('export_deltas_kind_check', oneOf('kind', deltaKinds)),
    // Of two runs that compared with the same link, one is published.
    uniqueIndex('export_deltas_sequence_key').on(table.tenantId, table.scheduleId, table.sequence),
    index('export_deltas_stored_idx').on(table.createdAt).where(sql`state_key is not null`),
  ],
)
