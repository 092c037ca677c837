import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'
import { keyTo } from '../company/company-table.ts'
import { strategies, strategyVersions } from './strategies.ts'

export const backtestStatuses = ['pending', 'processing', 'completed', 'failed'] as const

/** One try of a version of a strategy over opportunities of the past, which a job carries out. */
export const strategyBacktests = pgTable(
  'strategy_backtests',
  {
    id: id(),
    tenantId: tenantId(),
    strategyId: uuid().notNull(),
    strategyVersionId: uuid().notNull(),
    /** The version that was in force when it was asked for. */
    againstVersionId: uuid().notNull(),
    fromDay: date().notNull(),
    untilDay: date().notNull(),
    timeZone: text().notNull(),
    createdBy: byUser().notNull(),
    apiKeyId: uuid(),
    requestId: text().notNull(),
    status: text().notNull().default('pending'),
    /** Raised by every claim: the fence that keeps a late worker from changing anything. */
    attempt: integer().notNull().default(0),
    workerId: uuid(),
    errorMessage: text(),
    createdAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    completedAt: instant(),
    inputHash: text(),
    resultHash: text(),
    result: jsonb(),
  },
  (table) => [
    keyTo(strategies, 'strategy_backtests_strategy_fk', [table.tenantId, table.strategyId]),
    keyTo(strategyVersions, 'strategy_backtests_version_fk', [table.tenantId, table.strategyVersionId]),
    keyTo(strategyVersions, 'strategy_backtests_against_fk', [table.tenantId, table.againstVersionId]),
    index('strategy_backtests_strategy_idx').on(table.tenantId, table.strategyId, table.id),
    index('strategy_backtests_processing_idx').on(table.startedAt).where(sql`status = 'processing'`),
    check('strategy_backtests_status_check', oneOf('status', backtestStatuses)),
    check('strategy_backtests_days_check', sql`from_day <= until_day`),
    check('strategy_backtests_result_check', sql`(status = 'completed') = (result_hash is not null)`),
  ],
)
