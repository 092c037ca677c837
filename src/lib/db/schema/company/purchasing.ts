import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant, tenantId } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { locations } from './inventory.ts'
import { products } from './sales.ts'
import { rfps } from './sourcing.ts'
import { suppliers } from './suppliers.ts'

/** How one tenant buys, and the numbers it gave last; without a row every order needs approval. */
export const purchasingSettings = pgTable(
  'purchasing_settings',
  {
    tenantId: tenantId().primaryKey(),
    /** Orders in this currency up to this total need no approval; null: all do. */
    approvalLimit: numeric({ precision: 18, scale: 3 }),
    approvalCurrency: text(),
    /** By how much of the ordered quantity all deliveries of a line may exceed it. */
    tolerancePercent: integer().notNull().default(0),
    /** Numbers without gaps: whoever takes one locks the row until it commits. */
    lastOrderNumber: integer().notNull().default(0),
    lastDeliveryNumber: integer().notNull().default(0),
    updatedBy: byUser(),
    updatedAt: instant().notNull().defaultNow(),
    version: integer().notNull().default(0),
  },
  () => [
    check(
      'purchasing_settings_limit_check',
      sql`approval_limit >= 0 and (approval_limit is null) = (approval_currency is null)`,
    ),
    check('purchasing_settings_tolerance_check', sql`tolerance_percent between 0 and 100`),
  ],
)

export const orderStatuses = [
  'draft',
  'submitted',
  'approved',
  'sent',
  'partially_received',
  'received',
  'closed',
  'cancelled',
] as const

/** What is bought from one supplier, in one currency. */
export const purchaseOrders = companyTable(
  'purchase_orders',
  {
    orderNo: text().notNull(),
    /** The trade whose money it spends; its foreign key is in the migration alone, since trades refer to suppliers. */
    tradeId: uuid(),
    supplierId: uuid().notNull(),
    status: text().notNull().default('draft'),
    currency: text().notNull(),
    /** The sum of its lines, rounded once to the currency's minor unit. */
    total: numeric({ precision: 18, scale: 3 }).notNull(),
    /** Where it is to be delivered. */
    locationId: uuid().notNull(),
    /** What the supplier calls it, such as the number of an offer. */
    reference: text(),
    notes: text(),
    /** The request for proposal whose award made it. */
    rfpId: uuid(),
    createdBy: byUser().notNull(),
    /** Who answers for what it says now: the last one to submit or change it. */
    submittedBy: byUser(),
    submittedAt: instant(),
    /** Null for an approved order: it was within the limit. */
    approvedBy: byUser(),
    approvedAt: instant(),
    sentAt: instant(),
    /** When the supplier first confirmed a date. */
    confirmedAt: instant(),
    endedAt: instant(),
    /** Why it was cancelled or closed short. */
    endReason: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    keyTo(suppliers, 'purchase_orders_supplier_fk', [table.tenantId, table.supplierId]),
    keyTo(locations, 'purchase_orders_location_fk', [table.tenantId, table.locationId]),
    unique('purchase_orders_tenant_id_id_key').on(table.tenantId, table.id),
    unique('purchase_orders_trade_id_key').on(table.tenantId, table.tradeId),
    uniqueIndex('purchase_orders_order_no_key').on(table.tenantId, table.orderNo),
    keyTo(rfps, 'purchase_orders_rfp_fk', [table.tenantId, table.rfpId]),
    // An award makes one order for each supplier, once.
    uniqueIndex('purchase_orders_rfp_key')
      .on(table.tenantId, table.rfpId, table.supplierId)
      .where(sql`rfp_id is not null`),
    index('purchase_orders_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('purchase_orders_supplier_idx').on(table.tenantId, table.supplierId, table.createdAt, table.id),
    index('purchase_orders_status_idx').on(table.tenantId, table.status, table.createdAt, table.id),
    check('purchase_orders_status_check', oneOf('status', orderStatuses)),
    check('purchase_orders_total_check', sql`total >= 0`),
    check(
      'purchase_orders_submitted_check',
      sql`status in ('draft', 'cancelled') or submitted_at is not null`,
    ),
    check(
      'purchase_orders_approved_check',
      sql`status in ('draft', 'submitted', 'cancelled') or approved_at is not null`,
    ),
    check(
      'purchase_orders_sent_check',
      sql`status in ('draft', 'submitted', 'approved', 'cancelled') or sent_at is not null`,
    ),
    check('purchase_orders_ended_check', sql`(status in ('closed', 'cancelled')) = (ended_at is not null)`),
  ],
)

export const purchaseOrderLines = companyTable(
  'purchase_order_lines',
  {
    orderId: uuid().notNull(),
    lineNo: integer().notNull(),
    productId: uuid().notNull(),
    /** What the item was called when it was ordered. */
    description: text().notNull(),
    /** The supplier's own number of the item. */
    supplierSku: text(),
    quantity: integer().notNull(),
    /** Of one unit. */
    price: numeric({ precision: 14, scale: 4 }).notNull(),
    /** When it is wanted, and when the supplier says it comes. */
    dueOn: date().notNull(),
    confirmedOn: date(),
    /** Accepted pieces of all deliveries, and those that were turned down. */
    received: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
  },
  (table) => [
    keyTo(purchaseOrders, 'purchase_order_lines_order_fk', [table.tenantId, table.orderId]),
    keyTo(products, 'purchase_order_lines_product_fk', [table.tenantId, table.productId]),
    unique('purchase_order_lines_tenant_id_id_key').on(table.tenantId, table.id),
    unique('purchase_order_lines_line_no_key').on(table.tenantId, table.orderId, table.lineNo),
    index('purchase_order_lines_product_idx').on(table.tenantId, table.productId, table.orderId),
    index('purchase_order_lines_due_on_idx').on(table.tenantId, table.dueOn, table.id),
    check('purchase_order_lines_quantity_check', sql`quantity > 0`),
    check('purchase_order_lines_price_check', sql`price >= 0`),
    check('purchase_order_lines_received_check', sql`received >= 0 and rejected >= 0`),
  ],
)

export const deliveryStatuses = ['posted', 'reversed'] as const

/** What arrived of one order on one day. */
export const deliveries = companyTable(
  'deliveries',
  {
    deliveryNo: text().notNull(),
    orderId: uuid().notNull(),
    status: text().notNull().default('posted'),
    locationId: uuid().notNull(),
    /** Where rejected pieces lie. */
    quarantineLocationId: uuid(),
    /** The day it arrived, which may be before the day it was entered. */
    deliveredOn: date().notNull(),
    /** The number on the supplier's delivery note. */
    reference: text(),
    notes: text(),
    createdBy: byUser().notNull(),
    reversedBy: byUser(),
    reversedAt: instant(),
    reversalReason: text(),
  },
  (table) => [
    keyTo(purchaseOrders, 'deliveries_order_fk', [table.tenantId, table.orderId]),
    keyTo(locations, 'deliveries_location_fk', [table.tenantId, table.locationId]),
    keyTo(locations, 'deliveries_quarantine_fk', [table.tenantId, table.quarantineLocationId]),
    unique('deliveries_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('deliveries_delivery_no_key').on(table.tenantId, table.deliveryNo),
    uniqueIndex('deliveries_reference_key')
      .on(table.tenantId, table.orderId, table.reference)
      .where(sql`status = 'posted'`),
    index('deliveries_order_idx').on(table.tenantId, table.orderId, table.createdAt, table.id),
    index('deliveries_delivered_on_idx').on(table.tenantId, table.deliveredOn, table.id),
    index('deliveries_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    check('deliveries_status_check', oneOf('status', deliveryStatuses)),
    check('deliveries_reversed_check', sql`(status = 'reversed') = (reversed_at is not null)`),
  ],
)

export const deliveryLines = companyTable(
  'delivery_lines',
  {
    deliveryId: uuid().notNull(),
    orderLineId: uuid().notNull(),
    lineNo: integer().notNull(),
    /** Pieces that arrived; the rejected ones are among them. */
    quantity: integer().notNull(),
    rejected: integer().notNull().default(0),
    rejectionReason: text(),
  },
  (table) => [
    keyTo(deliveries, 'delivery_lines_delivery_fk', [table.tenantId, table.deliveryId]),
    keyTo(purchaseOrderLines, 'delivery_lines_order_line_fk', [table.tenantId, table.orderLineId]),
    unique('delivery_lines_line_no_key').on(table.tenantId, table.deliveryId, table.lineNo),
    unique('delivery_lines_order_line_key').on(table.tenantId, table.deliveryId, table.orderLineId),
    index('delivery_lines_order_line_idx').on(table.tenantId, table.orderLineId),
    check('delivery_lines_quantity_check', sql`quantity > 0 and rejected between 0 and quantity`),
    check('delivery_lines_reason_check', sql`(rejected > 0) = (rejection_reason is not null)`),
  ],
)
