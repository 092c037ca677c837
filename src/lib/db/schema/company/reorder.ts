import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { instant, tenantId } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { products } from './sales.ts'
import { suppliers } from './suppliers.ts'

/** Where the demand for an item is read from, the best first. */
export const demandMethods = ['forecast', 'moving_average', 'reorder_point'] as const

/** Where a lead time is read from, the best first. */
export const leadTimeSources = ['offer', 'supplier', 'assumed'] as const

/** How long the stock of each item lasts, and what to order of it, as it was when this was last worked out. */
export const itemOutlooks = companyTable(
  'item_outlooks',
  {
    productId: uuid().notNull(),
    method: text().notNull(),
    /** The forecast that the demand is from. */
    runId: uuid(),
    leadTimeDays: integer().notNull(),
    leadTimeFrom: text().notNull(),
    /** Pieces wanted until an order of today arrives; null where only a reorder point is known. */
    demandP50: doublePrecision('demand_p50'),
    demandP90: doublePrecision('demand_p90'),
    /** Pieces that are there and promised to nobody, those that sent orders bring, and those of orders to be sent. */
    available: integer().notNull(),
    onOrder: integer().notNull(),
    planned: integer().notNull(),
    /** The day that takes the last piece; null: not within a year, or not known. */
    runOutOn: date(),
    /** What to order; 0: nothing. */
    quantity: integer().notNull(),
    /** Who is ranked first for it, and at what price of one unit. */
    supplierId: uuid(),
    price: numeric({ precision: 14, scale: 4 }),
    currency: text(),
    computedAt: instant().notNull(),
  },
  (table) => [
    keyTo(products, 'item_outlooks_product_fk', [table.tenantId, table.productId]),
    keyTo(suppliers, 'item_outlooks_supplier_fk', [table.tenantId, table.supplierId]),
    unique('item_outlooks_product_key').on(table.tenantId, table.productId),
    index('item_outlooks_run_out_idx').on(table.tenantId, table.runOutOn, table.id).where(sql`quantity > 0`),
    check('item_outlooks_method_check', oneOf('method', demandMethods)),
    check('item_outlooks_lead_time_check', oneOf('lead_time_from', leadTimeSources)),
    check('item_outlooks_quantity_check', sql`quantity >= 0 and on_order >= 0 and planned >= 0`),
    check('item_outlooks_demand_check', sql`(method = 'reorder_point') = (demand_p50 is null)`),
  ],
)

/** When the outlooks of all items of a tenant were last worked out. */
export const outlookPasses = pgTable(
  'outlook_passes',
  { tenantId: tenantId().primaryKey(), finishedAt: instant().notNull() },
  (table) => [index('outlook_passes_finished_at_idx').on(table.finishedAt)],
)
