import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { inventoryItems, locations } from '#src/lib/db/schema/company/inventory.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { stockMovements } from '#src/lib/db/schema/company/stock.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface LevelKey {
  productId: string
  locationId: string
}

export interface Level extends LevelKey {
  onHand: number
  reserved: number
  seq: number
}

export type MovementRow = typeof stockMovements.$inferSelect & { isReversed: boolean }

export interface NewMovement extends LevelKey {
  quantity: number
  kind: string
  reason?: string | undefined
  unitCost?: string | undefined
  reference?: string | null | undefined
  reservationId?: string | undefined
  transferId?: string | undefined
  deliveryId?: string | undefined
  countId?: string | undefined
  reversesId?: string | undefined
  occurredAt?: string | undefined
}

/** Locks the levels that are there, always in the same order, so that two who want the same ones take turns. */
export async function lockLevels(tx: Tx, keys: LevelKey[]): Promise<Level[]> {
  const { rows } = await tx.execute<Level & Record<string, unknown>>(sql`
    select i.product_id as "productId", i.location_id as "locationId", on_hand as "onHand", reserved, seq
    from inventory_items i join (select distinct * from ${pairs(keys)}) k
      on i.product_id = k.product_id and i.location_id = k.location_id
    order by i.product_id, i.location_id for update of i`)
  return rows
}

/** Which of these items, archived or not, and locations do not exist. */
export async function findMissing(
  tx: Tx,
  keys: LevelKey[],
): Promise<{ productIds: Set<string>; locationIds: Set<string> }> {
  const [items, places] = [keys.map((key) => key.productId), keys.map((key) => key.locationId)]
  const { rows } = await tx.execute<{ product: string | null; location: string | null }>(sql`
    select k.product_id as product, null as location from ${pairs(keys)} k
      where not exists (select from ${products} p where p.id = k.product_id and p.status <> 'archived')
    union select null, k.location_id from ${pairs(keys)} k
      where not exists (select from ${locations} l where l.id = k.location_id)`)
  const found = (ids: string[], key: 'product' | 'location') =>
    new Set(ids.filter((id) => rows.some((row) => row[key] === id)))
  return { productIds: found(items, 'product'), locationIds: found(places, 'location') }
}

const movementColumns = sql.raw(`id, tenant_id as "tenantId", product_id as "productId",
  location_id as "locationId", seq, quantity, balance_after as "balanceAfter", kind, reason, unit_cost as "unitCost",
  reference, reservation_id as "reservationId", transfer_id as "transferId", delivery_id as "deliveryId",
  count_id as "countId", reverses_id as "reversesId", created_by as "createdBy", occurred_at as "occurredAt",
  posted_at as "postedAt"`)

/** What was posted, in order. The columns that triggers write are not named: nobody else may. */
export async function insertMovements(
  tx: Tx,
  actor: { tenantId: TenantId; userId: string },
  movements: NewMovement[],
): Promise<MovementRow[]> {
  const { rows } = await tx.execute<MovementRow & Record<string, unknown>>(sql`
    insert into stock_movements (tenant_id, product_id, location_id, quantity, kind, reason, unit_cost, reference,
      reservation_id, transfer_id, delivery_id, count_id, reverses_id, created_by, occurred_at)
    select ${actor.tenantId}::uuid, "productId", "locationId", quantity, kind, reason, "unitCost", reference,
      "reservationId", "transferId", "deliveryId", "countId", "reversesId", ${actor.userId}::uuid,
      coalesce("occurredAt", now())
    from jsonb_to_recordset(${JSON.stringify(movements)}::jsonb) m ("productId" uuid, "locationId" uuid,
      quantity integer, kind text, reason text, "unitCost" numeric, reference text, "reservationId" uuid,
      "transferId" uuid, "deliveryId" uuid, "countId" uuid, "reversesId" uuid, "occurredAt" timestamptz)
    returning ${movementColumns}`)
  return rows.map((row) => ({
    ...row,
    occurredAt: new Date(row.occurredAt),
    postedAt: new Date(row.postedAt),
    isReversed: false,
  }))
}

const isReversed = sql<boolean>`exists (select from stock_movements r
  where r.tenant_id = stock_movements.tenant_id and r.reverses_id = stock_movements.id)`

export async function findMovements(tx: Tx, ids: string[]): Promise<MovementRow[]> {
  const found = await tx
    .select({ row: stockMovements, isReversed })
    .from(stockMovements)
    .where(sql`${stockMovements.id} = any(${sql.param(ids)}::uuid[])`)
  const rows = new Map(found.map(({ row, isReversed }) => [row.id, { ...row, isReversed }]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

export interface MovementFilter {
  productId: string
  kind: string | undefined
  locationId: string | undefined
  /** Days in the tenant's zone, both included. */
  from: string | undefined
  to: string | undefined
  timeZone: string
}

/** Newest first; with `after` those behind that one. */
export async function listMovementRows(
  tx: Tx,
  filter: MovementFilter,
  page: { limit: number; offset: number; after: { at: string; id: string } | undefined },
): Promise<(MovementRow & { postedText: string })[]> {
  const { after } = page
  const isAfter = after
    ? sql`(${stockMovements.postedAt}, ${stockMovements.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined
  const found = await tx
    .select({ row: stockMovements, isReversed, postedText: sql<string>`${stockMovements.postedAt}::text` })
    .from(stockMovements)
    .where(and(matches(filter), isAfter))
    .orderBy(desc(stockMovements.postedAt), desc(stockMovements.id))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}

export async function countMovements(tx: Tx, filter: MovementFilter): Promise<number> {
  return tx.$count(stockMovements, matches(filter))
}

/** The last movement of each level of an item up to an instant. */
export async function findBalances(
  tx: Tx,
  filter: Pick<MovementFilter, 'productId' | 'locationId'>,
  at: string,
): Promise<MovementRow[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select m.id from ${inventoryItems} i cross join lateral (
      select id from stock_movements m where m.tenant_id = i.tenant_id and m.product_id = i.product_id
        and m.location_id = i.location_id and m.posted_at <= ${at}::timestamptz order by m.seq desc limit 1) m
    where i.product_id = ${filter.productId}
      and (${filter.locationId ?? null}::uuid is null or i.location_id = ${filter.locationId ?? null}::uuid)
    order by i.location_id`)
  return findMovements(
    tx,
    rows.map(({ id }) => id),
  )
}

/** What lay there after the movement of that number; 0 before the first. */
export async function findBalanceAt(tx: Tx, key: LevelKey, seq: number): Promise<number | undefined> {
  if (seq === 0) return 0
  const [row] = await tx
    .select({ balance: stockMovements.balanceAfter })
    .from(stockMovements)
    .where(
      and(
        eq(stockMovements.productId, key.productId),
        eq(stockMovements.locationId, key.locationId),
        eq(stockMovements.seq, seq),
      ),
    )
  return row?.balance
}

/** Of levels that were counted after a movement, those in which a later count booked a difference. */
export async function findCountedSince(tx: Tx, counted: (LevelKey & { seq: number })[]): Promise<LevelKey[]> {
  const seqs = sql.param(counted.map(({ seq }) => seq))
  const { rows } = await tx.execute<LevelKey & Record<string, unknown>>(sql`
    select distinct k.product_id as "productId", k.location_id as "locationId"
    from unnest(${sql.param(counted.map((key) => key.productId))}::uuid[],
        ${sql.param(counted.map((key) => key.locationId))}::uuid[], ${seqs}::integer[]) as k (product_id, location_id, seq)
      join stock_movements on stock_movements.product_id = k.product_id
        and stock_movements.location_id = k.location_id and stock_movements.seq > k.seq
    where kind = 'count' and quantity <> 0 and not ${isReversed}`)
  return rows
}

function matches({ productId, kind, locationId, from, to, timeZone }: MovementFilter): SQL | undefined {
  const day = sql`(${stockMovements.postedAt} at time zone ${timeZone})::date`
  return and(
    eq(stockMovements.productId, productId),
    kind ? eq(stockMovements.kind, kind) : undefined,
    locationId ? eq(stockMovements.locationId, locationId) : undefined,
    from ? sql`${day} >= ${from}::date` : undefined,
    to ? sql`${day} <= ${to}::date` : undefined,
  )
}

function pairs(keys: LevelKey[]): SQL {
  const productIds = sql.param(keys.map((key) => key.productId))
  const locationIds = sql.param(keys.map((key) => key.locationId))
  return sql`(select * from unnest(${productIds}::uuid[], ${locationIds}::uuid[]) as t (product_id, location_id))`
}
