import { sql } from 'drizzle-orm'
import { check, date, index, integer, numeric, text, uuid } from 'drizzle-orm/pg-core'
import { companyTable, keyTo } from './company-table.ts'
import { products } from './sales.ts'
import { suppliers } from './suppliers.ts'

/**
 * What a supplier asks for one unit of a product, and in which days. The migration adds the constraint that no
 * two prices of the same product hold on the same day.
 */
export const supplierItems = companyTable(
  'supplier_items',
  {
    supplierId: uuid().notNull(),
    productId: uuid().notNull(),
    /** The supplier's own number of the product. */
    supplierSku: text(),
    price: numeric({ precision: 14, scale: 4 }).notNull(),
    currency: text().notNull(),
    /** Ordered in multiples of this, and never less than the minimum. */
    packSize: integer().notNull().default(1),
    minimumQuantity: integer().notNull().default(1),
    /** Absent: the supplier's own. */
    leadTimeDays: integer(),
    validFrom: date().notNull(),
    /** The last day; absent: until further notice. */
    validUntil: date(),
  },
  (table) => [
    keyTo(suppliers, 'supplier_items_supplier_fk', [table.tenantId, table.supplierId]),
    keyTo(products, 'supplier_items_product_fk', [table.tenantId, table.productId]),
    index('supplier_items_supplier_idx').on(table.tenantId, table.supplierId, table.productId),
    index('supplier_items_product_idx').on(table.tenantId, table.productId, table.supplierId),
    index('supplier_items_valid_from_idx').on(table.tenantId, table.validFrom, table.id),
    check('supplier_items_price_check', sql`price >= 0`),
    check('supplier_items_pack_size_check', sql`pack_size >= 1 and minimum_quantity >= 1`),
    check('supplier_items_lead_time_days_check', sql`lead_time_days >= 0`),
    check('supplier_items_valid_until_check', sql`valid_until >= valid_from`),
  ],
)
