import { eq, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import { tenants } from '#src/lib/db/schema/tenants.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface Difference {
  productId: string
  locationId: string
  field: string
  recorded: number
  recounted: number
}

/** Every tenant that has somewhere to keep stock, with its zone. */
export async function findTenants(tx: Tx): Promise<{ id: TenantId; timeZone: string }[]> {
  return tx
    .selectDistinct({ id: locations.tenantId, timeZone: tenants.timeZone })
    .from(locations)
    .innerJoin(tenants, eq(tenants.id, locations.tenantId))
}

/** Every level beside what its ledger and its open reservations come to, where they differ; at most so many. */
export async function recount(tx: Tx, limit: number): Promise<Difference[]> {
  const { rows } = await tx.execute<Difference & Record<string, unknown>>(sql`
    with ledger as (
      select product_id, location_id, sum(quantity) as total, max(seq) as last, count(*) as lines,
        (array_agg(balance_after order by seq desc))[1] as balance
      from stock_movements group by product_id, location_id
    ), promised as (
      select product_id, location_id, sum(open_quantity) as open from stock_reservations
      where status = 'active' group by product_id, location_id
    )
    select i.product_id as "productId", i.location_id as "locationId", field, recorded, recounted::integer
    from inventory_items i
      left join ledger m on m.product_id = i.product_id and m.location_id = i.location_id
      left join promised r on r.product_id = i.product_id and r.location_id = i.location_id
      cross join lateral (values
        ('on_hand', i.on_hand, coalesce(m.total, 0)),
        ('balance_after', i.on_hand, coalesce(m.balance, 0)),
        ('seq', i.seq, coalesce(m.lines, 0)),
        ('last_seq', i.seq, coalesce(m.last, 0)),
        ('reserved', i.reserved, coalesce(r.open, 0))) as checks (field, recorded, recounted)
    where recorded <> recounted
    order by i.product_id, i.location_id, field limit ${limit}`)
  return rows
}

/** What is known to differ is what this recount found. */
export async function storeDifferences(tx: Tx, tenantId: TenantId, found: Difference[]): Promise<void> {
  await tx.execute(sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as t ("productId" uuid, "locationId" uuid, field text, recorded integer, recounted integer)
    ), gone as (
      delete from stock_differences d where not exists (select from given g
        where g."productId" = d.product_id and g."locationId" = d.location_id and g.field = d.field)
    )
    insert into stock_differences (tenant_id, product_id, location_id, field, recorded, recounted)
    select ${tenantId}::uuid, "productId", "locationId", field, recorded, recounted from given
    on conflict on constraint stock_differences_pkey
      do update set recorded = excluded.recorded, recounted = excluded.recounted`)
}
