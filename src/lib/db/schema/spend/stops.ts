import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

export const tradingStates = ['ACTIVE', 'REDUCING', 'HALTED'] as const

export const stopEvents = ['stopped', 'resume_requested', 'resumed'] as const

/** Whether a company may spend; without a row it may. */
export const tradingState = pgTable(
  'trading_state',
  {
    tenantId: tenantId().primaryKey(),
    state: text().notNull(),
    /** Raised by every stop and every resume, so that an older request to resume no longer counts. */
    version: integer().notNull().default(1),
    reason: text().notNull(),
    changedBy: byUser(),
    changedAt: instant().notNull(),
    resumeRequestedBy: byUser(),
    resumeRequestedAt: instant(),
    resumeReason: text(),
  },
  () => [check('trading_state_state_check', oneOf('state', tradingStates))],
)

/** Every stop, and how spending went on. Rows are added and never changed. */
export const emergencyStops = pgTable(
  'emergency_stops',
  {
    id: id(),
    tenantId: tenantId(),
    event: text().notNull(),
    state: text().notNull(),
    version: integer().notNull(),
    reason: text().notNull(),
    /** Null: the system itself. */
    actorId: uuid(),
    requestId: text().notNull(),
    happenedAt: instant().notNull(),
  },
  (table) => [
    index('emergency_stops_happened_at_idx').on(table.tenantId, table.happenedAt, table.id),
    check('emergency_stops_event_check', oneOf('event', stopEvents)),
    check('emergency_stops_state_check', oneOf('state', tradingStates)),
  ],
)
