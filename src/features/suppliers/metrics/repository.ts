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
