import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { byUser } from './accounts.ts'
import { oneOf } from './checks.ts'
import { id, instant, tenantId, timestamps } from './columns.ts'
import { dataExports } from './exports.ts'

export const destinationKinds = ['webhook', 's3', 'sftp'] as const
export const deliveryStates = ['pending', 'sending', 'delivered', 'failed', 'unknown'] as const

/** A place outside that a company sends its exports to. */
export const exportDestinations = pgTable(
  'export_destinations',
  {
    id: id(),
    tenantId: tenantId(),
    name: text().notNull(),
    kind: text().notNull(),
    /** Everything about it that is no secret. */
    settings: jsonb().notNull(),
    /** Encrypted with a key made from AUTH_SECRET. */
    sealedSecret: text().notNull(),
    /** Set while a worker tests it. */
    testRequestedAt: instant(),
    /** When it was tested last, whether it passed, and what was found. */
    lastTest: jsonb(),
    createdBy: byUser().notNull(),
    ...timestamps(),
    /** Raised by every change, for If-Match. */
    version: integer().notNull().default(1),
  },
  (table) => [
    check('export_destinations_kind_check', oneOf('kind', destinationKinds)),
    uniqueIndex('export_destinations_name_key').on(table.tenantId, table.name),
  ],
)

/** One export on its way to one destination. */
export const exportDeliveries = pgTable(
  'export_deliveries',
  {
    id: id(),
    tenantId: tenantId(),
    exportId: uuid()
      .notNull()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    /** Null once the destination was deleted. */
    destinationId: uuid().references(() => exportDestinations.id, { onDelete: 'set null' }),
    /** As it was called then: the delivery outlives its destination. */
    destinationName: text().notNull(),
    kind: text().notNull(),
    state: text().notNull().default('pending'),
    /** Raised by every claim: what a late worker writes about an earlier one is dropped. */
    attempts: integer().notNull().default(0),
    /** While it is sent: when its worker counts as lost. */
    nextTryAt: instant().notNull().defaultNow(),
    giveUpAt: instant().notNull(),
    /** Whether some attempt ended without anybody knowing if it arrived. */
    mayHaveArrived: boolean().notNull().default(false),
    /** What happened, in words: [{ at, attempt, message }]. */
    log: jsonb().notNull().default([]),
    createdAt: instant().notNull().defaultNow(),
    endedAt: instant(),
  },
  (table) => [
    check('export_deliveries_state_check', oneOf('state', deliveryStates)),
    // Nothing is delivered to one place twice.
    uniqueIndex('export_deliveries_once_key').on(table.tenantId, table.exportId, table.destinationId),
    index('export_deliveries_destination_id_idx').on(table.tenantId, table.destinationId, table.createdAt),
    index('export_deliveries_due_idx').on(table.nextTryAt).where(sql`state in ('pending', 'sending')`),
  ],
)
