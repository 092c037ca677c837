import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId, timestamps } from '../columns.ts'
import { keyTo } from '../company/company-table.ts'

export const strategyStatuses = ['draft', 'active', 'paused', 'archived'] as const

export const autonomies = ['observe', 'propose', 'auto'] as const

/** Rules that choose among opportunities; what they say stands in the versions. */
export const strategies = pgTable(
  'strategies',
  {
    id: id(),
    tenantId: tenantId(),
    name: text().notNull(),
    status: text().notNull().default('draft'),
    /** The number of the version in force. */
    currentNumber: integer().notNull().default(1),
    createdBy: byUser().notNull(),
    version: integer().notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    unique('strategies_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('strategies_name_key').on(table.tenantId, table.name),
    index('strategies_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    check('strategies_status_check', oneOf('status', strategyStatuses)),
  ],
)

/** What a strategy said from one change to the next. Rows are added and never changed. */
export const strategyVersions = pgTable(
  'strategy_versions',
  {
    id: id(),
    tenantId: tenantId(),
    strategyId: uuid().notNull(),
    number: integer().notNull(),
    rules: jsonb().notNull(),
    createdBy: byUser().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    keyTo(strategies, 'strategy_versions_strategy_fk', [table.tenantId, table.strategyId]),
    unique('strategy_versions_tenant_id_id_key').on(table.tenantId, table.id),
    unique('strategy_versions_number_key').on(table.tenantId, table.strategyId, table.number),
  ],
)
