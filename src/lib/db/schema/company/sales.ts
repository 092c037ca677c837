import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { suppliers } from './suppliers.ts'

/** Who was sold to. */
export const customers = companyTable(
  'customers',
  {
    customerNo: text().notNull(),
    name: text().notNull(),
    segment: text(),
    /** Personal data, as is the phone number. */
    email: text(),
    phone: text(),
    country: text(),
    city: text(),
    state: text(),
    region: text(),
    postalCode: text(),
    isActive: boolean().notNull().default(true),
    creditLimit: numeric({ precision: 14, scale: 2 }),
    firstOrderDate: date(),
    lastOrderDate: date(),
    notes: text(),
  },
  (table) => [
    // The target of keyTo().
    unique('customers_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('customers_customer_no_key').on(table.tenantId, table.customerNo),
    index('customers_name_idx').on(table.tenantId, table.name, table.id),
  ],
)

export const productStatuses = ['active', 'discontinued', 'archived'] as const

export const abcClasses = ['A', 'B', 'C'] as const

export const xyzClasses = ['X', 'Y', 'Z'] as const

/** What is sold and stocked. A catalogue may give one sku to two articles, so the pair is the key. */
export const products = companyTable(
  'products',
  {
    sku: text().notNull(),
    name: text().notNull(),
    category: text(),
    subCategory: text(),
    /** List price and cost of one unit. */
    unitPrice: numeric({ precision: 14, scale: 4 }).notNull(),
    unitCost: numeric({ precision: 14, scale: 4 }).notNull(),
    currency: text().notNull().default('EUR'),
    description: text(),
    brand: text(),
    /** What one piece of stock is: quantities are whole numbers of it. */
    unit: text().notNull().default('piece'),
    barcode: text(),
    /** Archived products are kept for their history. */
    status: text().notNull().default('active'),
    tags: text().array().notNull().default(sql`'{}'`),
    /** From whom it is usually bought. */
    supplierId: uuid(),
    /** Free-form facts: colour, weight, lead time and what else a catalogue knows. */
    attributes: jsonb().notNull().default({}),
    /** Fields of the company's own. */
    custom: jsonb().notNull().default({}),
    /** By value and by regularity of demand in the year before `classified_at`. */
    abcClass: text(),
    xyzClass: text(),
    classifiedAt: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    keyTo(suppliers, 'products_supplier_fk', [table.tenantId, table.supplierId]),
    unique('products_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('products_sku_name_key').on(table.tenantId, table.sku, table.name),
    index('products_sku_idx').on(table.tenantId, table.sku, table.id),
    index('products_name_idx').on(table.tenantId, table.name, table.id),
    index('products_updated_at_idx').on(table.tenantId, table.updatedAt, table.id),
    index('products_barcode_idx').on(table.tenantId, table.barcode).where(sql`barcode is not null`),
    index('products_supplier_idx').on(table.tenantId, table.supplierId),
    check('products_status_check', oneOf('status', productStatuses)),
    check('products_abc_class_check', oneOf('abc_class', abcClasses)),
    check('products_xyz_class_check', oneOf('xyz_class', xyzClasses)),
  ],
)

export const saleStatuses = ['processing', 'shipped', 'delivered', 'returned', 'cancelled'] as const

export const shipModes = ['Same Day', 'First Class', 'Second Class', 'Standard Class'] as const

/** One line of an order; lines of one order share order_no. */
export const sales = companyTable(
  'sales',
  {
    lineNo: integer().notNull(),
    orderNo: text().notNull(),
    orderDate: date().notNull(),
    shipDate: date(),
    shipMode: text().notNull(),
    status: text().notNull(),
    customerId: uuid().notNull(),
    productId: uuid().notNull(),
    /** Where this order went, which need not be where the customer sits. */
    country: text(),
    city: text(),
    state: text(),
    region: text(),
    postalCode: text(),
    quantity: integer().notNull(),
    /** List price of one unit, before the discount. */
    unitPrice: numeric({ precision: 14, scale: 4 }).notNull(),
    /** A fraction: 0.2 is 20 % off. */
    discount: numeric({ precision: 5, scale: 4 }).notNull().default('0'),
    amount: numeric({ precision: 14, scale: 4 }).notNull(),
    profit: numeric({ precision: 14, scale: 4 }).notNull(),
    notes: text(),
  },
  (table) => [
    keyTo(customers, 'sales_customer_fk', [table.tenantId, table.customerId]),
    keyTo(products, 'sales_product_fk', [table.tenantId, table.productId]),
    uniqueIndex('sales_line_no_key').on(table.tenantId, table.lineNo),
    index('sales_order_date_idx').on(table.tenantId, table.orderDate, table.id),
    index('sales_order_no_idx').on(table.tenantId, table.orderNo),
    index('sales_customer_id_idx').on(table.tenantId, table.customerId),
    index('sales_product_id_idx').on(table.tenantId, table.productId),
    check('sales_status_check', oneOf('status', saleStatuses)),
    check('sales_ship_mode_check', oneOf('ship_mode', shipModes)),
    check('sales_discount_check', sql`discount between 0 and 1`),
  ],
)
