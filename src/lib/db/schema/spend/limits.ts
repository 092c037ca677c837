import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId, timestamps } from '../columns.ts'
import { keyTo } from '../company/company-table.ts'

export const limitScopes = ['tenant', 'user', 'strategy', 'category', 'supplier'] as const

export const limitPeriods = ['day', 'week', 'month', 'total'] as const

export const alertSeverities = ['low', 'medium', 'high', 'critical'] as const

export const alertKinds = ['threshold', 'emergency', 'reconciliation'] as const

/** Minor units of a currency, such as cents. */
export function minorUnits() {
  return bigint({ mode: 'number' })
}

/** What may be committed, in one currency, by the whole company or by what `subject` names. */
export const budgetLimits = pgTable(
  'budget_limits',
  {
    id: id(),
    tenantId: tenantId(),
    scope: text().notNull(),
    /** A user, a strategy, a supplier or a category; null for the whole company. */
    subject: text(),
    currency: text().notNull(),
    perTransactionCap: minorUnits(),
    dailyCap: minorUnits(),
    weeklyCap: minorUnits(),
    monthlyCap: minorUnits(),
    totalCap: minorUnits(),
    /** Kept back from the total. */
    reserveAmount: minorUnits().notNull().default(0),
    /** A trade that would commit more than this in total is refused and stops all spending. */
    emergencyThreshold: minorUnits(),
    /** A trade above this waits for approval. */
    approveOver: minorUnits(),
    /** Percent of a cap at which an alert is raised. */
    alertAt: smallint().array().notNull().default([50, 80, 100]),
    timeZone: text().notNull(),
    /** 1 is Monday, 7 is Sunday. */
    weekStartsOn: smallint().notNull().default(1),
    isActive: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    changedBy: byUser(),
    ...timestamps(),
  },
  (table) => [
    unique('budget_limits_subject_key')
      .on(table.tenantId, table.scope, table.subject, table.currency)
      .nullsNotDistinct(),
    unique('budget_limits_tenant_id_id_key').on(table.tenantId, table.id),
    check('budget_limits_scope_check', oneOf('scope', limitScopes)),
    check('budget_limits_subject_check', sql`(scope = 'tenant') = (subject is null)`),
    check('budget_limits_currency_check', sql`currency ~ '^[A-Z]{3}$'`),
    check(
      'budget_limits_amounts_check',
      sql`least(per_transaction_cap, daily_cap, weekly_cap, monthly_cap, total_cap, reserve_amount, emergency_threshold, approve_over) >= 0`,
    ),
    check('budget_limits_week_starts_on_check', sql`week_starts_on between 1 and 7`),
  ],
)

/** What a limit has committed in one period. The functions of spend control are its only writers. */
export const budgetCounters = pgTable(
  'budget_counters',
  {
    id: id(),
    tenantId: tenantId(),
    limitId: uuid().notNull(),
    period: text().notNull(),
    /** The first day in the limit's zone; null for the total. */
    startsOn: date(),
    reserved: minorUnits().notNull().default(0),
    settled: minorUnits().notNull().default(0),
    /** The highest cap that was in force in the period; null where there was a time without one. */
    ceiling: minorUnits(),
    /** The head of the currency's ledger, in the company's total alone. */
    lastEntryNo: minorUnits().notNull().default(0),
    lastHash: text().notNull().default(''),
  },
  (table) => [
    keyTo(budgetLimits, 'budget_counters_limit_fk', [table.tenantId, table.limitId]),
    unique('budget_counters_period_key')
      .on(table.tenantId, table.limitId, table.period, table.startsOn)
      .nullsNotDistinct(),
    check('budget_counters_period_check', oneOf('period', limitPeriods)),
    check('budget_counters_starts_on_check', sql`(period = 'total') = (starts_on is null)`),
    check(
      'budget_counters_room_check',
      sql`reserved >= 0 and settled >= 0 and (ceiling is null or reserved + settled <= ceiling)`,
    ),
  ],
)

/** What somebody should look at: a cap that is nearly used up, or money that does not add up. */
export const riskAlerts = pgTable(
  'risk_alerts',
  {
    id: id(),
    tenantId: tenantId(),
    kind: text().notNull(),
    severity: text().notNull(),
    limitId: uuid(),
    counterId: uuid(),
    /** Percent of the cap. */
    threshold: smallint(),
    currency: text(),
    /** What was committed by then. */
    value: minorUnits(),
    cap: minorUnits(),
    message: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    acknowledgedAt: instant(),
    acknowledgedBy: byUser(),
    note: text(),
  },
  (table) => [
    unique('risk_alerts_threshold_key').on(table.tenantId, table.counterId, table.threshold),
    index('risk_alerts_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    check('risk_alerts_kind_check', oneOf('kind', alertKinds)),
    check('risk_alerts_severity_check', oneOf('severity', alertSeverities)),
  ],
)
