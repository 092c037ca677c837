import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from './accounts.ts'
import { oneOf } from './checks.ts'
import { id, instant, tenantId, timestamps } from './columns.ts'
import { dataExports } from './exports.ts'

/** An export that comes by itself. */
export const exportSchedules = pgTable(
  'export_schedules',
  {
    id: id(),
    tenantId: tenantId(),
    scheduleName: text().notNull(),
    exportType: text().notNull(),
    format: text().notNull(),

    frequency: text().notNull(),
    /** Where it is set it alone decides days and times. */
    cronExpression: text(),
    /** HH:MM on the clocks of `time_zone`. */
    timeOfDay: text().notNull(),
    weekdays: text().array().notNull().default([]),
    dayOfMonth: text().notNull().default('1'),
    month: integer().notNull().default(1),
    timeZone: text().notNull(),

    filters: jsonb().notNull().default({}),
    columns: jsonb(),
    sort: jsonb().notNull().default([]),
    options: jsonb().notNull().default({}),
    recipients: text().array().notNull().default([]),
    destinations: uuid().array().notNull().default([]),
    missedPolicy: text().notNull().default('once'),
    skipWhenEmpty: boolean().notNull().default(false),
    /** Its files hold what changed since the run before. */
    isDelta: boolean().notNull().default(false),

    isActive: boolean().notNull().default(true),
    /** Null while it is paused or on hold. */
    nextRun: instant(),
    /** The last occurrence that started an export. */
    lastRun: instant(),
    holdReason: text(),
    heldAt: instant(),
    /** Runs with this person's rights. */
    ownerId: byUser().notNull(),
    createdBy: byUser().notNull(),
    /** Raised by every change that a person makes. */
    version: integer().notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    check(
      'export_schedules_frequency_check',
      oneOf('frequency', ['daily', 'weekly', 'monthly', 'quarterly', 'yearly']),
    ),
    check('export_schedules_missed_policy_check', oneOf('missed_policy', ['once', 'skip'])),
    index('export_schedules_next_run_idx').on(
      table.tenantId,
      sql`(case when next_run is null then 'infinity'::timestamptz else next_run end)`,
      table.id,
    ),
    index('export_schedules_owner_idx').on(table.tenantId, table.ownerId),
    index('export_schedules_due_idx').on(table.nextRun).where(sql`is_active and hold_reason is null`),
  ],
)

export const occurrenceStates = ['started', 'skipped', 'missed', 'held'] as const
export const occurrenceTriggers = ['schedule', 'backfill', 'manual', 'test'] as const

/** One time at which a schedule was due, or was run by hand, and what came of it. */
export const exportOccurrences = pgTable(
  'export_occurrences',
  {
    id: id(),
    tenantId: tenantId(),
    scheduleId: uuid()
      .notNull()
      .references(() => exportSchedules.id, { onDelete: 'cascade' }),
    scheduledFor: instant().notNull(),
    trigger: text().notNull().default('schedule'),
    state: text().notNull(),
    /** Why it was skipped, missed or held. */
    reason: text(),
    exportId: uuid().references(() => dataExports.id),
    /** The days whose rows it asked for, both included. */
    windowFrom: date(),
    windowTo: date(),
    /** Set where no export counts them. */
    rows: integer(),
    /** Recipients of the schedule who may not have this file any more. */
    recipientsLeftOut: text().array().notNull().default([]),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check('export_occurrences_state_check', oneOf('state', occurrenceStates)),
    check('export_occurrences_trigger_check', oneOf('trigger', occurrenceTriggers)),
    // Two schedulers never start the same occurrence.
    uniqueIndex('export_occurrences_once_key').on(table.tenantId, table.scheduleId, table.scheduledFor),
    index('export_occurrences_export_id_idx').on(table.exportId).where(sql`export_id is not null`),
  ],
)
