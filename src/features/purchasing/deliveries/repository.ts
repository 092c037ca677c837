import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '#src/lib/db/schema/accounts.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import {
  deliveries,
  deliveryLines,
  purchaseOrderLines,
  purchaseOrders,
} from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { stockMovements } from '#src/lib/db/schema/company/stock.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { nameOf } from '../orders/repository.ts'

export type DeliveryRow = typeof deliveries.$inferSelect
export type NewDelivery = typeof deliveries.$inferInsert
export type NewDeliveryLine = typeof deliveryLines.$inferInsert

const creators = alias(users, 'creators')
const reversers = alias(users, 'reversers')
/** Deliveries with the names of whom and what they refer to, in the order of the ids. */
export async function findDeliveries(tx: Tx, ids: string[]) {
  if (ids.length === 0) return []
  const found = await tx
    .select({
      row: deliveries,
      order: { orderNo: purchaseOrders.orderNo, status: purchaseOrders.status },
      supplier: { id: suppliers.id, name: suppliers.name },
      locationName: locations.name,
      creator: nameOf(creators),
      reverser: nameOf(reversers),
    })
    .from(deliveries)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, deliveries.orderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(locations, eq(locations.id, deliveries.locationId))
    .innerJoin(creators, eq(creators.id, deliveries.createdBy))
    .leftJoin(reversers, eq(reversers.id, deliveries.reversedBy))
    .where(inArray(deliveries.id, ids))
  const byId = new Map(found.map((one) => [one.row.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
export type FoundDelivery = Awaited<ReturnType<typeof findDeliveries>>[number]

export async function findDeliveryLines(tx: Tx, deliveryId: string) {
  const found = await tx
    .select({
      row: deliveryLines,
      itemId: purchaseOrderLines.productId,
      description: purchaseOrderLines.description,
      sku: products.sku,
      unit: products.unit,
    })
    .from(deliveryLines)
    .innerJoin(purchaseOrderLines, eq(purchaseOrderLines.id, deliveryLines.orderLineId))
    .innerJoin(products, eq(products.id, purchaseOrderLines.productId))
    .where(eq(deliveryLines.deliveryId, deliveryId))
    .orderBy(asc(deliveryLines.lineNo))
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}
export type FoundDeliveryLine = Awaited<ReturnType<typeof findDeliveryLines>>[number]

/** Undefined when the order has a delivery with that reference. */
export async function insertDelivery(tx: Tx, values: NewDelivery): Promise<DeliveryRow | undefined> {
  const [row] = await tx.insert(deliveries).values(values).onConflictDoNothing().returning()
  return row
}

export async function insertDeliveryLines(tx: Tx, lines: NewDeliveryLine[]): Promise<void> {
  await tx.insert(deliveryLines).values(lines)
}

/** Undefined when it was reversed before. */
export async function markReversed(
  tx: Tx,
  id: string,
  by: { reversedBy: string; reversalReason: string },
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .update(deliveries)
    .set({ ...by, status: 'reversed', reversedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(deliveries.id, id), eq(deliveries.status, 'posted')))
    .returning()
  return row
}

/** What a delivery posted to the ledger, reversals not among it. */
export async function findReceipts(tx: Tx, deliveryId: string) {
  return tx
    .select({
      id: stockMovements.id,
      productId: stockMovements.productId,
      locationId: stockMovements.locationId,
      quantity: stockMovements.quantity,
    })
    .from(stockMovements)
    .where(and(eq(stockMovements.deliveryId, deliveryId), eq(stockMovements.kind, 'receipt')))
    .orderBy(asc(stockMovements.productId), asc(stockMovements.locationId), asc(stockMovements.seq))
}

export async function findQuarantine(tx: Tx, id: string | undefined): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: locations.id })
    .from(locations)
    .where(and(eq(locations.kind, 'quarantine'), id ? eq(locations.id, id) : undefined))
    .orderBy(asc(locations.code))
    .limit(1)
  return row?.id
}

/** The currency of each item's cost. */
export async function findCurrencies(tx: Tx, itemIds: string[]): Promise<Map<string, string>> {
  const found = await tx
    .select({ id: products.id, currency: products.currency })
    .from(products)
    .where(inArray(products.id, itemIds))
  return new Map(found.map(({ id, currency }) => [id, currency]))
}
