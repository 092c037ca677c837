import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, numeric, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { locations } from './inventory.ts'
import { products } from './sales.ts'

export const countStatuses = ['open', 'counting', 'review', 'posted', 'cancelled'] as const

/** What a count was drawn up from: everything at the location, one category of it, or items by name. */
export const countScopes = ['location', 'category', 'items'] as const

/** A stock-take at one location. */
export const stockCounts = companyTable(
  'stock_counts',
  {
    number: integer().notNull(),
    countNo: text()
      .notNull()
      .generatedAlwaysAs(sql`'SC-' || lpad(number::text, greatest(5, length(number::text)), '0')`),
    locationId: uuid().notNull(),
    scope: text().notNull(),
    category: text(),
    /** Whether the people who count are not shown what the ledger expects. */
    isBlind: boolean().notNull().default(true),
    note: text(),
    status: text().notNull().default('open'),
    /** How many lines it has, and how many of them were counted. */
    lines: integer().notNull().default(0),
    counted: integer().notNull().default(0),
    createdBy: byUser(),
    startedAt: instant(),
    submittedAt: instant(),
    postedBy: byUser(),
    postedAt: instant(),
    cancelledAt: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    keyTo(locations, 'stock_counts_location_fk', [table.tenantId, table.locationId]),
    unique('stock_counts_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('stock_counts_number_key').on(table.tenantId, table.number),
    check('stock_counts_status_check', oneOf('status', countStatuses)),
    check('stock_counts_scope_check', oneOf('scope', countScopes)),
    check('stock_counts_category_check', sql`(scope = 'category') = (category is not null)`),
    check('stock_counts_counted_check', sql`counted between 0 and lines`),
    check('stock_counts_posted_at_check', sql`(status = 'posted') = (posted_at is not null)`),
    check('stock_counts_cancelled_at_check', sql`(status = 'cancelled') = (cancelled_at is not null)`),
  ],
)

/** One item of a count. `expected` is what the ledger said in the moment in which it was counted. */
export const stockCountLines = companyTable(
  'stock_count_lines',
  {
    countId: uuid().notNull(),
    productId: uuid().notNull(),
    /** The order in which the lines are walked. */
    position: integer().notNull(),
    bin: text(),
    counted: integer(),
    expected: integer(),
    /** The number of the last movement before the counting. */
    seq: integer(),
    /** What one piece cost then. */
    unitCost: numeric({ precision: 14, scale: 4 }),
    countedBy: byUser(),
    countedAt: instant(),
    /** How often it was counted again. */
    recounts: integer().notNull().default(0),
  },
  (table) => [
    keyTo(stockCounts, 'stock_count_lines_count_fk', [table.tenantId, table.countId]),
    keyTo(products, 'stock_count_lines_product_fk', [table.tenantId, table.productId]),
    uniqueIndex('stock_count_lines_product_key').on(table.tenantId, table.countId, table.productId),
    uniqueIndex('stock_count_lines_position_key').on(table.tenantId, table.countId, table.position),
    index('stock_count_lines_uncounted_idx')
      .on(table.tenantId, table.countId, table.position)
      .where(sql`counted is null`),
    index('stock_count_lines_differing_idx')
      .on(table.tenantId, table.countId, table.position)
      .where(sql`counted <> expected`),
    check('stock_count_lines_counted_check', sql`counted >= 0`),
    check(
      'stock_count_lines_counting_check',
      sql`num_nulls(counted, expected, seq, unit_cost, counted_at) in (0, 5)`,
    ),
  ],
)
