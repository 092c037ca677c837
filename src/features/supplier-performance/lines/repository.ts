import { sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** What models learn from at most; the latest promised lines come first. */
const mostLines = 20_000
/** Older lines say little of how suppliers deliver now. */
const mostYears = 3
/** How long reading may take. */
const mostSeconds = 120

export interface LineRow {
  id: string
  orderId: string
  orderNo: string
  lineNo: number
  supplier: string
  supplierName: string
  country: string
  site: string
  siteName: string
  group: string
  /** Days since 1970, here and below. */
  orderedOn: number
  dueOn: number
  deliveredOn: number | null
  quantity: number
  price: number
  /** Whether anything may still come of it. */
  isOpen: boolean
}

/** The zone of the transaction's tenant, which its days are of from now on, and its day at that moment. */
export async function enterTenantDays(
  tx: Tx,
  tenantId: TenantId,
  now: Date,
): Promise<{ today: string; day: number } | undefined> {
  const { rows } = await tx.execute<{ today: string; day: number }>(sql`
    select set_config('TimeZone', time_zone, true),
      (${now.toISOString()}::timestamptz at time zone time_zone)::date::text as today,
      (${now.toISOString()}::timestamptz at time zone time_zone)::date - date '1970-01-01' as day
    from tenants where id = ${tenantId}`)
  return rows[0] && { today: rows[0].today, day: rows[0].day }
}

/**
 * Lines of orders that were sent by that day, as they were known then: what arrived, was entered, reversed, confirmed
 * or ended later is left out. A line that was called off before it was due says nothing, so it is left out too.
 */
export async function readLines(tx: Tx, asOf: string): Promise<LineRow[]> {
  // All lines are read. Of tables that were just filled the planner knows nothing, and would go through one for each
  // row of another.
  await tx.execute(
    sql.raw(`set local statement_timeout = '${mostSeconds}s'; set local enable_nestloop = off`),
  )
  const { rows } = await tx.$client.query<LineRow>({
    text: `
      with accepted as (
        select dl.order_line_id, d.delivered_on, sum(dl.quantity - dl.rejected)
            over (partition by dl.order_line_id order by d.delivered_on, d.id) as accepted
        from delivery_lines dl join deliveries d on d.tenant_id = dl.tenant_id and d.id = dl.delivery_id
        where d.delivered_on <= $1::date and d.created_at::date <= $1::date
          and (d.status = 'posted' or d.reversed_at::date > $1::date)
      ), arrivals as (
        select l.id, min(c.delivered_on) as full_on
        from accepted c join purchase_order_lines l on l.id = c.order_line_id
        where c.accepted >= l.quantity group by l.id
      )
      select l.id, l.order_id as "orderId", o.order_no as "orderNo", l.line_no as "lineNo", o.supplier_id as supplier,
        s.name as "supplierName", coalesce(s.country, '') as country, o.location_id as site, w.name as "siteName",
        coalesce(p.sub_category, p.category, '') as "group",
        o.sent_at::date - date '1970-01-01' as "orderedOn", t.promised_on - date '1970-01-01' as "dueOn",
        a.full_on - date '1970-01-01' as "deliveredOn", l.quantity, l.price::float8 as price,
        o.status in ('sent', 'partially_received') and a.full_on is null as "isOpen"
      from purchase_orders o
        join purchase_order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
        join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
        join locations w on w.tenant_id = o.tenant_id and w.id = o.location_id
        join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
        cross join lateral (
          select case when o.confirmed_at::date <= $1::date then coalesce(l.confirmed_on, l.due_on) else l.due_on end
            as promised_on) t
        left join arrivals a on a.id = l.id
      where o.sent_at::date <= $1::date and t.promised_on > $1::date - make_interval(years => $3)
        and (o.ended_at is null or o.ended_at::date > least($1::date, t.promised_on) or a.full_on is not null)
      order by (o.status in ('sent', 'partially_received') and t.promised_on >= $1::date) desc, t.promised_on desc, l.id
      limit $2`,
    values: [asOf, mostLines, mostYears],
    // The client's own patience is shorter.
    ...{ query_timeout: (mostSeconds + 5) * 1000 },
  })
  return rows
}
