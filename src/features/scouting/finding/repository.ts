import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

/** What is known of whoever something would be bought from. */
export interface Supplier {
  supplierTier: string | null
  supplierRating: number | null
  leadTimeDays: number | null
  /** The share of its deliveries that came late; null where too few are known. */
  lateShare: number | null
}

/** What is known of an item and of whoever it would be bought from. Prices are decimals of one piece. */
export interface Item extends Supplier {
  id: string
  name: string
  category: string | null
  abcClass: string | null
  salePrice: string
  saleCurrency: string
  /** What it costs now, and whether a supplier says so. */
  price: string
  currency: string
  isQuoted: boolean
  supplierId: string | null
  packSize: number
  minimumQuantity: number
  available: number
  reorderPoint: number
  reorderQuantity: number
  dailyDemand: number
  onOrder: number
}

/** So many days of sales say how much is sold a day. */
const demandDays = 90

interface Candidate {
  id: string
  days: number | null
}

/** Items that run out within so many days if they go on selling as they did, the first to run out first. */
export async function findBySales(tx: Tx, within: number, limit: number): Promise<Candidate[]> {
  const { rows } = await tx.execute<Candidate & Record<string, unknown>>(sql`
    select id, greatest(floor(available / per_day), 0)::integer as days from (
      select s.product_id as id, sum(s.quantity) / ${demandDays}::float8 as per_day,
        (select coalesce(sum(i.on_hand - i.reserved), 0) from inventory_items i where i.product_id = s.product_id) as available
      from sales s where s.order_date >= current_date - ${demandDays}::integer and s.status not in ('cancelled', 'returned')
      group by s.product_id having sum(s.quantity) > 0
    ) sold where available / per_day <= ${within} order by 2, 1 limit ${limit}`)
  return rows
}

/** Items of which no more is there than when they are to be ordered again. */
export async function findAtReorderPoint(tx: Tx, limit: number): Promise<Candidate[]> {
  const { rows } = await tx.execute<Candidate & Record<string, unknown>>(sql`
    select product_id as id, null::integer as days from inventory_items
    group by product_id having sum(reorder_point) > 0 and sum(on_hand - reserved) <= sum(reorder_point)
    order by sum(on_hand - reserved) - sum(reorder_point), product_id limit ${limit}`)
  return rows
}

/** Items that an opportunity was found for already: one that is open, or was taken within so many days. */
export async function findKnown(tx: Tx, ids: string[], days: number): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select instrument_id as id from opportunities
    where instrument_kind = 'product' and instrument_id = any(${sql.param(ids)}::text[]) and kind = 'run_out'
      and (status = 'open' or status = 'taken' and taken_at > now() - make_interval(days => ${days}))`)
  return new Set(rows.map(({ id }) => id))
}

/** What is known of these items. Whoever they are usually bought from is asked first, then the cheapest. */
export async function findItems(tx: Tx, ids: string[]): Promise<Item[]> {
  const { rows } = await tx.execute<Item & Record<string, unknown>>(sql`
    select p.id, p.name, p.category, p.abc_class as "abcClass", p.unit_price::text as "salePrice",
      p.currency as "saleCurrency", coalesce(o.price, p.unit_cost)::text as price,
      coalesce(o.currency, p.currency) as currency, o.price is not null as "isQuoted",
      s.id as "supplierId", s.tier as "supplierTier", s.rating::float8 as "supplierRating",
      coalesce(o.lead_time_days, s.lead_time_days) as "leadTimeDays", coalesce(o.pack_size, 1) as "packSize",
      coalesce(o.minimum_quantity, 1) as "minimumQuantity", stock.available, stock.reorder_point as "reorderPoint",
      stock.reorder_quantity as "reorderQuantity", sold.per_day as "dailyDemand", ordered.pieces as "onOrder",
      late.share as "lateShare"
    from products p
    left join lateral (
      select i.* from supplier_items i join suppliers f on f.id = i.supplier_id and f.status = 'active'
      where i.product_id = p.id and current_date between i.valid_from and coalesce(i.valid_until, 'infinity')
      order by i.supplier_id is not distinct from p.supplier_id desc, i.price, i.id limit 1
    ) o on true
    left join suppliers s on s.id = coalesce(o.supplier_id, p.supplier_id)
    cross join lateral (
      select coalesce(sum(on_hand - reserved), 0)::integer as available,
        coalesce(sum(i.reorder_point), 0)::integer as reorder_point,
        coalesce(sum(i.reorder_quantity), 0)::integer as reorder_quantity
      from inventory_items i where i.product_id = p.id
    ) stock
    cross join lateral (
      select coalesce(sum(quantity), 0) / ${demandDays}::float8 as per_day from sales
      where product_id = p.id and order_date >= current_date - ${demandDays}::integer
        and status not in ('cancelled', 'returned')
    ) sold
    cross join lateral (
      select coalesce(sum(greatest(l.quantity - l.received, 0)), 0)::integer as pieces
      from purchase_order_lines l join purchase_orders r on r.id = l.order_id
      where l.product_id = p.id and r.status in ('submitted', 'approved', 'sent', 'partially_received')
    ) ordered
    cross join lateral ${lateShare(sql`s.id`)} late
    where p.id = any(${sql.param(ids)}::uuid[]) and p.status = 'active'`)
  return rows
}

/** Undefined where the company has no such supplier. */
export async function findSupplier(tx: Tx, id: string): Promise<Supplier | undefined> {
  const { rows } = await tx.execute<Supplier & Record<string, unknown>>(sql`
    select s.tier as "supplierTier", s.rating::float8 as "supplierRating", s.lead_time_days as "leadTimeDays",
      late.share as "lateShare"
    from suppliers s cross join lateral ${lateShare(sql`s.id`)} late where s.id = ${id}`)
  return rows[0]
}

/** The share of a supplier's lines due in the last year that came late, where at least three have come. */
function lateShare(supplierId: SQL): SQL {
  return sql`(
    select case when count(*) >= 3 then count(*) filter (where came > due_on)::float8 / count(*) end as share from (
      select l.due_on, min(d.delivered_on) as came
      from purchase_orders r join purchase_order_lines l on l.order_id = r.id
      join delivery_lines g on g.order_line_id = l.id join deliveries d on d.id = g.delivery_id and d.status = 'posted'
      where r.supplier_id = ${supplierId} and l.due_on > current_date - 365 group by l.id, l.due_on
    ) lines
  )`
}
