import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId, timestamps } from '../columns.ts'
import { products } from './sales.ts'

/** The stock of one product in one warehouse. */
export const inventoryItems = pgTable(
  'inventory_items',
  {
    id: id(),
    tenantId: tenantId(),
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
    ...timestamps(),
  },
  (table) => [
    foreignKey({
      name: 'inventory_items_product_fk',
      columns: [table.tenantId, table.productId],
      foreignColumns: [products.tenantId, products.id],
    }),
    uniqueIndex('inventory_items_product_warehouse_key').on(table.tenantId, table.productId, table.warehouse),
    index('inventory_items_warehouse_idx').on(table.tenantId, table.warehouse),
    check('inventory_items_reserved_check', sql`reserved >= 0`),
  ],
)
