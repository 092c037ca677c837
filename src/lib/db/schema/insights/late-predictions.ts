import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'
import { purchaseOrderLines } from '../company/purchasing.ts'
import { models } from './models.ts'

export const predictionBases = ['model', 'history', 'prior'] as const

/** How likely a line of an order was to be late, as of a day, and what came of it. */
export const latePredictions = pgTable(
  'late_predictions',
  {
    id: id(),
    tenantId: tenantId(),
    orderLineId: uuid().notNull(),
    orderId: uuid().notNull(),
    supplierId: uuid().notNull(),
    /** The day that was promised then. */
    promisedOn: date().notNull(),
    /** The last day that was known of. */
    asOf: date().notNull(),
    basis: text().notNull(),
    /** Null: it comes from the supplier's own lines, or from those of all. */
    modelId: uuid(),
    probability: numeric({ precision: 6, scale: 5, mode: 'number' }).notNull(),
    /** How many days late lines are that come late: the median, and the ends of the middle 80 %. */
    daysLate: integer(),
    daysLateLow: integer(),
    daysLateHigh: integer(),
    reasons: jsonb().notNull(),
    /** The latest one of a line that is still to come. */
    isCurrent: boolean().notNull().default(true),
    /** The first one that this model said of the line: its card counts no other. */
    isFirst: boolean().notNull(),
    /** Known from the day it came in time, or from the day after it was promised. */
    isLate: boolean(),
    knownOn: date(),
    /** Known once it came. */
    actualDaysLate: integer(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check('late_predictions_basis_check', oneOf('basis', predictionBases)),
    check('late_predictions_model_check', sql`(basis = 'model') = (model_id is not null)`),
    check('late_predictions_probability_check', sql`probability between 0 and 1`),
    check('late_predictions_outcome_check', sql`(is_late is null) = (known_on is null)`),
    foreignKey({
      name: 'late_predictions_line_fk',
      columns: [table.tenantId, table.orderLineId],
      foreignColumns: [purchaseOrderLines.tenantId, purchaseOrderLines.id],
    }),
    foreignKey({
      name: 'late_predictions_model_fk',
      columns: [table.tenantId, table.modelId],
      foreignColumns: [models.tenantId, models.id],
    }),
    uniqueIndex('late_predictions_current_key').on(table.tenantId, table.orderLineId).where(sql`is_current`),
    index('late_predictions_line_idx').on(table.tenantId, table.orderLineId, table.id),
    index('late_predictions_risk_idx').on(table.tenantId, table.probability, table.id).where(sql`is_current`),
    index('late_predictions_supplier_idx')
      .on(table.tenantId, table.supplierId, table.probability, table.id)
      .where(sql`is_current`),
    index('late_predictions_order_idx').on(table.tenantId, table.orderId),
    index('late_predictions_outcome_idx')
      .on(table.tenantId, table.modelId, table.knownOn)
      .where(sql`is_first and is_late is not null`),
    index('late_predictions_unarrived_idx')
      .on(table.tenantId, table.orderLineId)
      .where(sql`actual_days_late is null`),
  ],
)

/** Up to which day a company's open lines are predicted; a company without orders has no row. */
export const latenessUpkeep = pgTable('lateness_upkeep', {
  tenantId: tenantId().primaryKey(),
  scoredOn: date(),
  scoredAt: instant(),
  /** Lines of which it was known by then whether they were late, and how many of them were. */
  linesKnown: integer().notNull().default(0),
  linesLate: integer().notNull().default(0),
})
