import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { products } from './sales.ts'

export const locationKinds = ['warehouse', 'shop', 'transit', 'quarantine'] as const

/** Where stock lies. */
export const locations = companyTable(
  'locations',
  {
    code: text().notNull(),
    name: text().notNull(),
    kind: text().notNull().default('warehouse'),
    parentId: uuid(),
    /** Whether goods may leave before their receipt is booked. */
    allowsNegative: boolean().notNull().default(false),
  },
  (table) => [
    unique('locations_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('locations_code_key').on(table.tenantId, table.code),
    index('locations_parent_idx').on(table.tenantId, table.parentId),
    foreignKey({
      name: 'locations_parent_fk',
      columns: [table.tenantId, table.parentId],
      foreignColumns: [table.tenantId, table.id],
    }),
    check('locations_kind_check', oneOf('kind', locationKinds)),
    check('locations_parent_check', sql`parent_id <> id`),
  ],
)

/** The level of one product at one location. Triggers alone write what the ledger says of it. */
export const inventoryItems = companyTable(
  'inventory_items',
  {
    productId: uuid().notNull(),
    locationId: uuid().notNull(),
    bin: text(),
    /** The sum of its movements, and the number of the last one. */
    onHand: integer().notNull().default(0),
    seq: integer().notNull().default(0),
    /** The sum of its open reservations. */
    reserved: integer().notNull().default(0),
    /** Safety stock, and what is too much. */
    minimum: integer().notNull().default(0),
    maximum: integer(),
    reorderPoint: integer().notNull().default(0),
    reorderQuantity: integer().notNull().default(0),
    /** Moving average of the receipts with a price. */
    unitCost: numeric({ precision: 14, scale: 4 }).notNull(),
    /** Counts are no movement of goods. */
    lastMovementAt: instant(),
    lastCountedAt: instant(),
    notes: text(),
  },
  (table) => [
    keyTo(products, 'inventory_items_product_fk', [table.tenantId, table.productId]),
    keyTo(locations, 'inventory_items_location_fk', [table.tenantId, table.locationId]),
    unique('inventory_items_product_location_key').on(table.tenantId, table.productId, table.locationId),
    index('inventory_items_location_idx').on(table.tenantId, table.locationId, table.productId),
    check('inventory_items_reserved_check', sql`reserved >= 0`),
    check('inventory_items_limits_check', sql`minimum >= 0 and maximum >= minimum`),
    check('inventory_items_reorder_check', sql`reorder_point >= 0 and reorder_quantity >= 0`),
  ],
)
