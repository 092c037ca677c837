import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface AlertRow {
  kind: string
  field: string | null
  productId: string
  sku: string
  name: string
  locationId: string
  locationName: string
  onHand: number
  available: number
  limit: number | null
}

interface Asked {
  kind: string | undefined
  limit: number
  offset: number
}

const found = sql`(
  select kind, null as field, i.product_id, i.location_id, i.on_hand, i.on_hand - i.reserved as available, bound
  from inventory_items i cross join lateral (values
    ('low', i.on_hand - i.reserved <= i.reorder_point and i.reorder_point > 0, i.reorder_point),
    ('over', i.on_hand > i.maximum, i.maximum),
    ('dead', i.on_hand > 0 and i.last_movement_at < now() - interval '180 days', null),
    ('negative', i.on_hand < i.reserved, i.reserved)) as a (kind, holds, bound)
  where holds
  union all
  select 'difference', d.field, d.product_id, d.location_id, i.on_hand, i.on_hand - i.reserved, d.recounted
  from stock_differences d join inventory_items i on i.product_id = d.product_id and i.location_id = d.location_id
)`

/** By kind and SKU. */
export async function findAlerts(tx: Tx, { kind, limit, offset }: Asked): Promise<AlertRow[]> {
  const { rows } = await tx.execute<AlertRow & Record<string, unknown>>(sql`
    select a.kind, a.field, p.id as "productId", p.sku, p.name, l.id as "locationId", l.name as "locationName",
      a.on_hand as "onHand", a.available, a.bound as limit
    from ${found} a join products p on p.id = a.product_id join locations l on l.id = a.location_id
    where p.status <> 'archived' and (${kind ?? null}::text is null or a.kind = ${kind ?? null}::text)
    order by array_position(array['difference', 'negative', 'low', 'over', 'dead'], a.kind), p.sku, p.id, l.code, a.field
    limit ${limit} offset ${offset}`)
  return rows
}

export async function countAlerts(tx: Tx, kind: string | undefined): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::integer as count from ${found} a join products p on p.id = a.product_id
    where p.status <> 'archived' and (${kind ?? null}::text is null or a.kind = ${kind ?? null}::text)`)
  return rows[0]!.count
}
