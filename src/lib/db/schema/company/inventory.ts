import { sql } from 'drizzle-orm'
import { check, index, integer, numeric, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { products } from './sales.ts'

/** The stock of one product in one warehouse. */
export const inventoryItems = companyTable(
  'inventory_items',
  {
    productId: uuid().notNull(),
    warehouse: text().notNull(),
    bin: text(),
    /** May fall below zero: shipped before the receipt was booked. */
    onHand: integer().notNull().default(0),
    /** Promised to open orders. */
    reserved: integer().notNull().default(0),
    reorderPoint: integer().notNull().default(0),
    reorderQuantity: integer().notNull().default(0),
    unitCost: numeric({ precision: 14, scale: 4 }).notNull(),
    lastCountedAt: instant(),
    notes: text(),
  },
  (table) => [
    keyTo(products, 'inventory_items_product_fk', [table.tenantId, table.productId]),
    uniqueIndex('inventory_items_product_warehouse_key').on(table.tenantId, table.productId, table.warehouse),
    index('inventory_items_warehouse_idx').on(table.tenantId, table.warehouse),
    check('inventory_items_reserved_check', sql`reserved >= 0`),
  ],
)
