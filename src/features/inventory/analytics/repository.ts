import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

/** A span of days, both included, in the tenant's zone. */
export interface Span {
  from: string
  to: string
  timeZone: string
}

export interface CurrencyRow {
  currency: string
  stockValue: string
  issuedCost: string
}

export interface ClassRow extends CurrencyRow {
  abc: string
  xyz: string
  items: number
}

/**
 * Every item that went out in the span, with its class by value and by regularity. A: what comes before 80 % of the
 * issued value of its currency, B: before 95 %. The variation is the standard deviation of twelve equal parts of the
 * span through their mean.
 */
function classified({ from, to, timeZone }: Span): SQL {
  const start = sql`(${from}::date::timestamp at time zone ${timeZone})`
  const end = sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`
  return sql`parts as (
      select product_id, least(11, floor(12 * extract(epoch from occurred_at - ${start})
          / extract(epoch from ${end} - ${start})))::integer as part, sum(-quantity) as units
      from stock_movements where kind = 'issue' and occurred_at >= ${start} and occurred_at < ${end}
      group by 1, 2
    ), demand as (
      select product_id, sum(units) as units,
        sqrt(greatest(sum(units * units) / 12 - power(sum(units) / 12, 2), 0)) / (sum(units) / 12) as variation
      from parts group by product_id
    ), valued as (
      select d.*, p.currency, d.units * p.unit_cost as cost from demand d join products p on p.id = d.product_id
    ), ranked as (
      select *, sum(cost) over (partition by currency order by cost desc, product_id) - cost as before,
        sum(cost) over (partition by currency) as whole from valued
    ), classified as (
      select product_id, currency, cost,
        case when before < 0.80 * whole then 'A' when before < 0.95 * whole then 'B' else 'C' end as abc,
        case when variation <= 0.5 then 'X' when variation <= 1 then 'Y' else 'Z' end as xyz
      from ranked
    ), lying as (
      select product_id, sum(greatest(on_hand, 0) * unit_cost) as value from inventory_items group by product_id
    )`
}

export async function sumByCurrency(tx: Tx, span: Span): Promise<CurrencyRow[]> {
  const { rows } = await tx.execute<CurrencyRow & Record<string, unknown>>(sql`
    with ${classified(span)}
    select p.currency, round(coalesce(sum(l.value), 0), 4)::text as "stockValue",
      round(coalesce(sum(c.cost), 0), 4)::text as "issuedCost"
    from products p left join lying l on l.product_id = p.id left join classified c on c.product_id = p.id
    group by p.currency order by p.currency`)
  return rows
}

export async function sumByClass(tx: Tx, span: Span): Promise<ClassRow[]> {
  const { rows } = await tx.execute<ClassRow & Record<string, unknown>>(sql`
    with ${classified(span)}
    select c.currency, abc, xyz, count(*)::integer as items, round(sum(cost), 4)::text as "issuedCost",
      round(coalesce(sum(l.value), 0), 4)::text as "stockValue"
    from classified c left join lying l on l.product_id = c.product_id
    group by c.currency, abc, xyz order by c.currency, abc, xyz`)
  return rows
}

/** Writes the classes on the items; an item that did not go out has none. Returns how many changed. */
export async function storeClasses(tx: Tx, span: Span): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    with ${classified(span)}
    update products p set abc_class = n.abc, xyz_class = n.xyz, classified_at = now()
    from (select p.id, c.abc, c.xyz from products p left join classified c on c.product_id = p.id) n
    where n.id = p.id and (p.abc_class, p.xyz_class) is distinct from (n.abc, n.xyz)`)
  return rowCount ?? 0
}
