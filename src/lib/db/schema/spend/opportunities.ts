import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'
import { keyTo } from '../company/company-table.ts'
import { suppliers } from '../company/suppliers.ts'
import { minorUnits } from './limits.ts'
import { strategyVersions } from './strategies.ts'
import { trades } from './trades.ts'

export const opportunityKinds = ['run_out', 'offer'] as const

export const opportunityStatuses = ['open', 'taken', 'dismissed', 'expired'] as const

export const findingMethods = ['forecast', 'moving_average', 'reorder_point'] as const

/** A reason to buy something, with the facts as they were when it was found: later only its state changes. */
export const opportunities = pgTable(
  'opportunities',
  {
    id: id(),
    tenantId: tenantId(),
    kind: text().notNull(),
    status: text().notNull().default('open'),
    /** How a run-out was found; null for an offer. */
    method: text(),
    instrumentKind: text().notNull(),
    instrumentId: text().notNull(),
    /** What it is called. */
    title: text().notNull(),
    supplierId: uuid(),
    category: text(),
    quantity: integer().notNull(),
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    facts: jsonb().notNull(),
    /** The sum of its reasons, in minor units. */
    score: bigint({ mode: 'number' }).notNull(),
    reasons: jsonb().notNull(),
    /** Who sent in an offer. */
    createdBy: byUser(),
    foundAt: instant().notNull().defaultNow(),
    validUntil: instant().notNull(),
    /** Who took it, for which strategy, under which key of the decision. */
    takenBy: byUser(),
    takenAt: instant(),
    takenKey: text(),
    strategyVersionId: uuid(),
    tradeId: uuid(),
    /** Its trade was placed, so it stays taken. */
    placedAt: instant(),
    dismissedBy: byUser(),
    dismissedAt: instant(),
    /** Why it was dismissed, or is open again. */
    note: text(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    keyTo(suppliers, 'opportunities_supplier_fk', [table.tenantId, table.supplierId]),
    keyTo(strategyVersions, 'opportunities_strategy_version_fk', [table.tenantId, table.strategyVersionId]),
    keyTo(trades, 'opportunities_trade_fk', [table.tenantId, table.tradeId]),
    unique('opportunities_trade_key').on(table.tenantId, table.tradeId),
    uniqueIndex('opportunities_open_key')
      .on(table.tenantId, table.instrumentKind, table.instrumentId)
      .where(sql`kind = 'run_out' and status = 'open'`),
    index('opportunities_score_idx').on(table.tenantId, table.status, table.score, table.id),
    index('opportunities_found_at_idx').on(table.tenantId, table.foundAt, table.id),
    index('opportunities_strategy_idx').on(table.tenantId, table.strategyVersionId),
    index('opportunities_taken_key_idx').on(table.tenantId, table.takenKey),
    index('opportunities_valid_until_idx').on(table.validUntil).where(sql`status = 'open'`),
    index('opportunities_unplaced_idx').on(table.takenAt).where(sql`status = 'taken' and placed_at is null`),
    check('opportunities_kind_check', oneOf('kind', opportunityKinds)),
    check('opportunities_status_check', oneOf('status', opportunityStatuses)),
    check('opportunities_method_check', oneOf('method', findingMethods)),
    check('opportunities_amount_check', sql`amount > 0 and quantity > 0`),
    check('opportunities_currency_check', sql`currency ~ '^[A-Z]{3}$'`),
    check(
      'opportunities_taken_check',
      sql`(status = 'taken') <= (taken_by is not null and taken_key is not null)`,
    ),
    check('opportunities_trade_check', sql`trade_id is null or status = 'taken'`),
  ],
)
