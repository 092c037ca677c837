import { and, desc, eq, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { inventoryItems } from '#src/lib/db/schema/company/inventory.ts'
import { stockReservations } from '#src/lib/db/schema/company/stock.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ReservationRow = typeof stockReservations.$inferSelect

interface NewReservation {
  productId: string
  locationId: string
  quantity: number
  reference: string | undefined
  expiresAt: string | undefined
}

/** The columns that say what became of it are not named: a trigger refuses what the level cannot give. */
export async function insertReservation(
  tx: Tx,
  actor: { tenantId: TenantId; userId: string },
  one: NewReservation,
): Promise<ReservationRow> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into stock_reservations (tenant_id, product_id, location_id, quantity, open_quantity, reference, expires_at,
      created_by)
    values (${actor.tenantId}, ${one.productId}, ${one.locationId}, ${one.quantity}, ${one.quantity},
      ${one.reference ?? null}, ${one.expiresAt ?? null}::timestamptz, ${actor.userId}) returning id`)
  return (await findReservation(tx, rows[0]!.id))!
}

export async function findReservation(tx: Tx, id: string): Promise<ReservationRow | undefined> {
  const [row] = await tx.select().from(stockReservations).where(eq(stockReservations.id, id))
  return row
}

/** Gives so many pieces back; undefined when it has ended or has less open. Its level is locked before. */
export async function reduceReservation(
  tx: Tx,
  id: string,
  quantity: number,
  end: 'released' | 'expired',
): Promise<ReservationRow | undefined> {
  const open = sql`${stockReservations.openQuantity} - ${quantity}::integer`
  const [row] = await tx
    .update(stockReservations)
    .set({
      openQuantity: open,
      status: sql`case when ${open} = 0 then ${end}::text else status end`,
      endedAt: sql`case when ${open} = 0 then now() end`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(stockReservations.id, id),
        eq(stockReservations.status, 'active'),
        sql`${stockReservations.openQuantity} >= ${quantity}::integer`,
      ),
    )
    .returning()
  return row
}

/** The open ones of an item, newest first. */
export async function findOpenReservations(
  tx: Tx,
  productId: string,
  limit: number,
): Promise<ReservationRow[]> {
  return tx
    .select()
    .from(stockReservations)
    .where(and(eq(stockReservations.productId, productId), eq(stockReservations.status, 'active')))
    .orderBy(desc(stockReservations.createdAt), desc(stockReservations.id))
    .limit(limit)
}

/** Where an item lies: the locations of its levels. */
export async function findLevelLocations(tx: Tx, productId: string): Promise<string[]> {
  const rows = await tx
    .select({ locationId: inventoryItems.locationId })
    .from(inventoryItems)
    .where(eq(inventoryItems.productId, productId))
    .limit(2)
  return rows.map((row) => row.locationId)
}

/** Reservations of all tenants whose time is over. */
export async function findExpired(
  tx: Tx,
  limit: number,
): Promise<{ id: string; tenantId: TenantId; productId: string; locationId: string }[]> {
  const { id, tenantId, productId, locationId, expiresAt, status } = stockReservations
  return tx
    .select({ id, tenantId, productId, locationId })
    .from(stockReservations)
    .where(and(eq(status, 'active'), sql`${expiresAt} <= now()`))
    .orderBy(expiresAt)
    .limit(limit)
}
