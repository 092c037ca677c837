import { eq, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import { itemOutlooks, outlookPasses } from '#src/lib/db/schema/company/reorder.ts'
import { tenants } from '#src/lib/db/schema/tenants.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

type NewOutlook = typeof itemOutlooks.$inferInsert

export interface StockRow {
  id: string
  sku: string
  name: string
  unit: string
  /** Of the item's own supplier. */
  leadTimeDays: number | null
  available: number
  minimum: number
  reorderPoint: number
  reorderQuantity: number
  onOrder: number
  planned: number
}

/** What is there of those items that are active, and what orders bring. What is in quarantine is not there. */
export async function findStock(tx: Tx, itemIds: string[]): Promise<StockRow[]> {
  const { rows } = await tx.execute<StockRow & Record<string, unknown>>(sql`
    select p.id, p.sku, p.name, p.unit, s.lead_time_days as "leadTimeDays", i.*, o.*
    from products p
      left join suppliers s on s.tenant_id = p.tenant_id and s.id = p.supplier_id
      cross join lateral (
        select coalesce(sum(i.on_hand - i.reserved) filter (where l.kind <> 'quarantine'), 0)::integer as available,
          coalesce(sum(i.minimum), 0)::integer as minimum,
          coalesce(sum(i.reorder_point), 0)::integer as "reorderPoint",
          coalesce(sum(i.reorder_quantity), 0)::integer as "reorderQuantity"
        from inventory_items i join locations l on l.tenant_id = i.tenant_id and l.id = i.location_id
        where i.tenant_id = p.tenant_id and i.product_id = p.id
      ) i
      cross join lateral (
        select coalesce(sum(greatest(l.quantity - l.received, 0))
            filter (where o.status in ('sent', 'partially_received')), 0)::integer as "onOrder",
          coalesce(sum(l.quantity) filter (where o.status in ('draft', 'submitted', 'approved')), 0)::integer as planned
        from purchase_order_lines l join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
        where l.tenant_id = p.tenant_id and l.product_id = p.id
      ) o
    where p.id = any(${sql.param(itemIds)}::uuid[]) and p.status = 'active'
    order by p.id`)
  return rows
}

/** Pieces issued in each of the last weeks, the oldest first, by item; issues that were reversed are none. */
export async function findIssues(tx: Tx, itemIds: string[], weeks: number): Promise<Map<string, number[]>> {
  const since = sql`now() - make_interval(weeks => ${weeks}::integer)`
  // What occurred since then was posted since then, which an index finds.
  const { rows } = await tx.execute<{ id: string; weeksAgo: number; issued: number }>(sql`
    select m.product_id as id, floor(extract(epoch from now() - m.occurred_at) / 604800)::integer as "weeksAgo",
      sum(-m.quantity)::float8 as issued
    from stock_movements m
    where m.product_id = any(${sql.param(itemIds)}::uuid[]) and m.posted_at > ${since} and m.occurred_at > ${since}
      and m.kind = 'issue'
      and not exists (
        select from stock_movements r where r.tenant_id = m.tenant_id and r.reverses_id = m.id)
    group by 1, 2`)
  const found = new Map<string, number[]>()
  for (const { id, weeksAgo, issued } of rows) {
    const own = found.get(id) ?? Array.from({ length: weeks }, () => 0)
    own[weeks - 1 - Math.max(0, Math.min(weeks - 1, weeksAgo))]! += issued
    found.set(id, own)
  }
  return found
}

export async function storeOutlooks(tx: Tx, outlooks: NewOutlook[]): Promise<void> {
  if (outlooks.length === 0) return
  const excluded = (column: string) => sql`excluded.${sql.identifier(column)}`
  await tx
    .insert(itemOutlooks)
    // In one order for all, so that of two who write the same items one waits.
    .values(outlooks.toSorted((a, b) => (a.productId < b.productId ? -1 : 1)))
    .onConflictDoUpdate({
      target: [itemOutlooks.tenantId, itemOutlooks.productId],
      set: {
        method: excluded('method'),
        runId: excluded('run_id'),
        leadTimeDays: excluded('lead_time_days'),
        leadTimeFrom: excluded('lead_time_from'),
        demandP50: excluded('demand_p50'),
        demandP90: excluded('demand_p90'),
        available: excluded('available'),
        onOrder: excluded('on_order'),
        planned: excluded('planned'),
        runOutOn: excluded('run_out_on'),
        quantity: excluded('quantity'),
        supplierId: excluded('supplier_id'),
        price: excluded('price'),
        currency: excluded('currency'),
        computedAt: excluded('computed_at'),
        updatedAt: sql`now()`,
      },
    })
}

/** The items of these suggestions, in their order. */
export async function findItemsOf(tx: Tx, ids: string[]): Promise<{ id: string; itemId: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<{ id: string; itemId: string }>(sql`
    select id, product_id as "itemId" from item_outlooks where id = any(${sql.param(ids)}::uuid[])
    order by array_position(${sql.param(ids)}::uuid[], id)`)
  return rows
}

interface RunOutRow {
  itemId: string
  sku: string
  name: string
  runOutOn: string
  total: number
}

/** Items to order that run out before an order of today would arrive, the first to run out first. */
export async function findRunOuts(tx: Tx, today: string, limit: number): Promise<RunOutRow[]> {
  const { rows } = await tx.execute<RunOutRow & Record<string, unknown>>(sql`
    select p.id as "itemId", p.sku, p.name, o.run_out_on::text as "runOutOn", (count(*) over ())::integer as total
    from item_outlooks o join products p on p.tenant_id = o.tenant_id and p.id = o.product_id
    where o.quantity > 0 and o.run_out_on <= ${today}::date + o.lead_time_days and p.status = 'active'
    order by o.run_out_on, o.id limit ${limit}`)
  return rows
}

/** Active items behind this one. */
export async function findItemIds(tx: Tx, after: string, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from products where id > ${after}::uuid and status = 'active' order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Tenants that have somewhere to keep stock and whose outlooks are older than an hour, the oldest first. */
export async function findDueTenants(
  tx: Tx,
  limit: number,
): Promise<{ tenantId: TenantId; timeZone: string }[]> {
  return tx
    .select({ tenantId: locations.tenantId, timeZone: tenants.timeZone })
    .from(locations)
    .innerJoin(tenants, eq(tenants.id, locations.tenantId))
    .leftJoin(outlookPasses, eq(outlookPasses.tenantId, locations.tenantId))
    .where(sql`coalesce(${outlookPasses.finishedAt} < now() - interval '1 hour', true)`)
    .groupBy(locations.tenantId, tenants.timeZone, outlookPasses.finishedAt)
    .orderBy(sql`${outlookPasses.finishedAt} nulls first`)
    .limit(limit)
}

export async function notePass(tx: Tx, tenantId: TenantId): Promise<void> {
  const finishedAt = sql`now()`
  await tx
    .insert(outlookPasses)
    .values({ tenantId, finishedAt })
    .onConflictDoUpdate({ target: outlookPasses.tenantId, set: { finishedAt } })
}

/** Suggestions become orders one request at a time, so that nothing is ordered twice. */
export async function lockSuggestions(tx: Tx, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reorder ${tenantId}`}, 0))`)
}
