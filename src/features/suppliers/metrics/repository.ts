import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

interface Group {
  value: string | null
  suppliers: number
}

const groups = { status: sql`status`, tier: sql`tier`, country: sql`country`, category: sql`category` }

/** How many suppliers have each value, the most frequent first. */
export async function countSuppliersBy(tx: Tx, column: keyof typeof groups): Promise<Group[]> {
  const { rows } = await tx.execute<Group & Record<string, unknown>>(sql`
    select ${groups[column]} as value, count(*)::integer as suppliers
    from suppliers group by 1 order by 2 desc, 1 limit 50`)
  return rows
}

export async function rateSuppliers(
  tx: Tx,
): Promise<{ average: number | null; rated: number; suppliers: number }> {
  const { rows } = await tx.execute<{ average: number | null; rated: number; suppliers: number }>(sql`
    select round(avg(rating), 2)::float8 as average, count(rating)::integer as rated,
      count(*)::integer as suppliers
    from suppliers`)
  return rows[0]!
}

/** Active items, and how many of them one or more active suppliers have a price for on this day. */
export async function countItems(
  tx: Tx,
  today: string,
): Promise<{ active: number; covered: number; single_source: number }> {
  const { rows } = await tx.execute<{ active: number; covered: number; single_source: number }>(sql`
    with sources as (
      select i.product_id, count(distinct i.supplier_id) as suppliers
      from supplier_items i join suppliers s on s.tenant_id = i.tenant_id and s.id = i.supplier_id
      where s.status = 'active' and i.valid_from <= ${today}::date
        and (i.valid_until is null or i.valid_until >= ${today}::date)
      group by i.product_id
    )
    select count(*)::integer as active, count(suppliers)::integer as covered,
      (count(*) filter (where suppliers = 1))::integer as single_source
    from products p left join sources on sources.product_id = p.id
    where p.status = 'active'`)
  return rows[0]!
}

/** Prices and certificates of active suppliers that end within 30 days of this one. */
export async function countEndings(tx: Tx, today: string): Promise<{ prices: number; certificates: number }> {
  const soon = sql`between ${today}::date and ${today}::date + 30`
  const { rows } = await tx.execute<{ prices: number; certificates: number }>(sql`
    select
      (select count(*)::integer from supplier_items i
        join suppliers s on s.tenant_id = i.tenant_id and s.id = i.supplier_id
        where s.status = 'active' and i.valid_until ${soon}) as prices,
      (select count(*)::integer from suppliers s
        cross join lateral jsonb_array_elements(s.certificates) certificate
        where s.status = 'active' and (certificate ->> 'valid_until')::date ${soon}) as certificates`)
  return rows[0]!
}

/** What was ordered and sent in the year that ends on this day, by currency, the largest first. */
export async function sumSpend(
  tx: Tx,
  today: string,
): Promise<{ currency: string; total: string; orders: number }[]> {
  const { rows } = await tx.execute<{ currency: string; total: string; orders: number }>(sql`
    select currency, sum(total)::text as total, count(*)::integer as orders
    from purchase_orders
    where status in ('sent', 'partially_received', 'received', 'closed')
      and created_at >= ${today}::date - interval '1 year'
    group by currency order by sum(total) desc, currency limit 50`)
  return rows
}

/** Lines promised in the year that ends on this day, and those of them that were accepted in full in time. */
export async function countOnTime(tx: Tx, today: string): Promise<{ of: number; part: number }> {
  const { rows } = await tx.execute<{ of: number; part: number }>(sql`
    select count(is_on_time_in_full)::integer as of,
      (count(*) filter (where is_on_time_in_full))::integer as part
    from purchase_line_results
    where promised_on between ${today}::date - interval '1 year' and ${today}::date`)
  return rows[0]!
}
