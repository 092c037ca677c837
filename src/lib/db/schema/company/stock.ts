import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { stockCounts } from './counts.ts'
import { inventoryItems, locations } from './inventory.ts'
import { deliveries } from './purchasing.ts'
import { products } from './sales.ts'

export const movementKinds = [
  'opening',
  'receipt',
  'issue',
  'adjustment',
  'transfer_in',
  'transfer_out',
  'count',
  'return_in',
  'return_out',
  'scrap',
  'reversal',
] as const

export const reservationStatuses = ['active', 'consumed', 'released', 'expired'] as const

export const transferStatuses = ['draft', 'in_transit', 'received', 'cancelled'] as const

type LevelKey = [tenantId: AnyPgColumn, productId: AnyPgColumn, locationId: AnyPgColumn]

function keyToLevel(name: string, columns: LevelKey) {
  const { tenantId, productId, locationId } = inventoryItems
  return foreignKey({ name, columns, foreignColumns: [tenantId, productId, locationId] })
}

/** Stock promised to somebody; a level's `reserved` is the sum of what is open. */
export const stockReservations = companyTable(
  'stock_reservations',
  {
    productId: uuid().notNull(),
    locationId: uuid().notNull(),
    quantity: integer().notNull(),
    /** What is neither consumed nor released yet. */
    openQuantity: integer().notNull(),
    status: text().notNull().default('active'),
    reference: text(),
    expiresAt: instant(),
    endedAt: instant(),
    createdBy: byUser(),
  },
  (table) => [
    keyToLevel('stock_reservations_level_fk', [table.tenantId, table.productId, table.locationId]),
    unique('stock_reservations_tenant_id_id_key').on(table.tenantId, table.id),
    index('stock_reservations_level_idx').on(table.tenantId, table.productId, table.locationId, table.status),
    index('stock_reservations_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('stock_reservations_expires_at_idx').on(table.expiresAt).where(sql`status = 'active'`),
    check('stock_reservations_status_check', oneOf('status', reservationStatuses)),
    check('stock_reservations_quantity_check', sql`quantity > 0 and open_quantity between 0 and quantity`),
    check('stock_reservations_open_check', sql`(status = 'active') = (open_quantity > 0)`),
    check('stock_reservations_ended_at_check', sql`(status = 'active') = (ended_at is null)`),
  ],
)

/** Goods of one product on their way from one location to another. */
export const stockTransfers = companyTable(
  'stock_transfers',
  {
    productId: uuid().notNull(),
    fromLocationId: uuid().notNull(),
    toLocationId: uuid().notNull(),
    /** Where the goods are meanwhile; none where they were moved at once. */
    transitLocationId: uuid(),
    quantity: integer().notNull(),
    received: integer().notNull().default(0),
    lost: integer().notNull().default(0),
    status: text().notNull(),
    reference: text(),
    sentAt: instant(),
    completedAt: instant(),
    createdBy: byUser(),
  },
  (table) => [
    keyTo(products, 'stock_transfers_product_fk', [table.tenantId, table.productId]),
    keyTo(locations, 'stock_transfers_from_fk', [table.tenantId, table.fromLocationId]),
    keyTo(locations, 'stock_transfers_to_fk', [table.tenantId, table.toLocationId]),
    keyTo(locations, 'stock_transfers_transit_fk', [table.tenantId, table.transitLocationId]),
    unique('stock_transfers_tenant_id_id_key').on(table.tenantId, table.id),
    index('stock_transfers_product_idx').on(table.tenantId, table.productId, table.createdAt, table.id),
    check('stock_transfers_status_check', oneOf('status', transferStatuses)),
    check('stock_transfers_locations_check', sql`from_location_id <> to_location_id`),
    check(
      'stock_transfers_quantity_check',
      sql`quantity > 0 and received >= 0 and lost >= 0 and received + lost <= quantity`,
    ),
    check('stock_transfers_received_check', sql`(status = 'received') = (received + lost = quantity)`),
  ],
)

/** The ledger: every line that changed a level, in posting order. Nothing in it is ever changed. */
export const stockMovements = pgTable(
  'stock_movements',
  {
    id: id(),
    tenantId: tenantId(),
    productId: uuid().notNull(),
    locationId: uuid().notNull(),
    /** Running number and balance of its level, which a trigger gives. */
    seq: integer().notNull(),
    quantity: integer().notNull(),
    balanceAfter: integer().notNull(),
    kind: text().notNull(),
    reason: text(),
    unitCost: numeric({ precision: 14, scale: 4 }),
    reference: text(),
    reservationId: uuid(),
    transferId: uuid(),
    deliveryId: uuid(),
    countId: uuid(),
    reversesId: uuid(),
    createdBy: byUser(),
    /** When it happened, as somebody says; the order of the ledger is that of `posted_at`. */
    occurredAt: instant().notNull().defaultNow(),
    postedAt: instant().notNull(),
  },
  (table) => [
    keyToLevel('stock_movements_level_fk', [table.tenantId, table.productId, table.locationId]),
    keyTo(stockReservations, 'stock_movements_reservation_fk', [table.tenantId, table.reservationId]),
    keyTo(stockTransfers, 'stock_movements_transfer_fk', [table.tenantId, table.transferId]),
    keyTo(deliveries, 'stock_movements_delivery_fk', [table.tenantId, table.deliveryId]),
    keyTo(stockCounts, 'stock_movements_count_fk', [table.tenantId, table.countId]),
    unique('stock_movements_seq_key').on(table.tenantId, table.productId, table.locationId, table.seq),
    uniqueIndex('stock_movements_reverses_key').on(table.tenantId, table.reversesId),
    index('stock_movements_product_idx').on(table.tenantId, table.productId, table.postedAt, table.id),
    index('stock_movements_delivery_idx')
      .on(table.tenantId, table.deliveryId)
      .where(sql`delivery_id is not null`),
    index('stock_movements_count_idx').on(table.tenantId, table.countId).where(sql`count_id is not null`),
    index('stock_movements_posted_at_idx').on(table.tenantId, table.postedAt, table.id),
    check('stock_movements_kind_check', oneOf('kind', movementKinds)),
    check('stock_movements_quantity_check', sql`quantity <> 0 or kind = 'count'`),
    check(
      'stock_movements_sign_check',
      sql`case when kind in ('receipt', 'transfer_in', 'return_in') then quantity > 0
        when kind in ('issue', 'transfer_out', 'return_out', 'scrap') then quantity < 0 else true end`,
    ),
    check('stock_movements_reversal_check', sql`(kind = 'reversal') = (reverses_id is not null)`),
    check('stock_movements_reservation_check', sql`reservation_id is null or kind = 'issue'`),
    check('stock_movements_count_check', sql`count_id is null or kind = 'count'`),
    check('stock_movements_unit_cost_check', sql`unit_cost >= 0`),
  ],
)

/** What the nightly recount found wrong and nobody has put right. */
export const stockDifferences = pgTable(
  'stock_differences',
  {
    tenantId: tenantId(),
    productId: uuid().notNull(),
    locationId: uuid().notNull(),
    /** on_hand, seq, balance_after or reserved. */
    field: text().notNull(),
    recorded: integer().notNull(),
    recounted: integer().notNull(),
    foundAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: 'stock_differences_pkey',
      columns: [table.tenantId, table.productId, table.locationId, table.field],
    }),
    keyToLevel('stock_differences_level_fk', [table.tenantId, table.productId, table.locationId]),
  ],
)
