import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { anomalies } from '#src/lib/db/schema/insights/anomalies.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type AnomalyRow = typeof anomalies.$inferSelect
export type NewAnomaly = typeof anomalies.$inferInsert

/** What was found before stays as it was decided; returns how many are new. */
export async function insertAnomalies(tx: Tx, found: NewAnomaly[]): Promise<number> {
  if (found.length === 0) return 0
  const rows = await tx
    .insert(anomalies)
    .values(found)
    .onConflictDoNothing({ target: [anomalies.tenantId, anomalies.fingerprint] })
    .returning({ id: anomalies.id })
  return rows.length
}

export interface AnomalyFilter {
  /** The datasets whose anomalies may be seen. */
  readable: string[]
  status: string | undefined
  kind: string | undefined
}

/** The latest found first; with `after` those behind that instant and id. */
export async function findAnomalies(
  tx: Tx,
  filter: AnomalyFilter,
  page: { limit: number; offset: number; after: { at: string; id: string } | undefined },
): Promise<(AnomalyRow & { foundText: string })[]> {
  const { after } = page
  const isAfter = after
    ? sql`(${anomalies.foundAt}, ${anomalies.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined
  const found = await tx
    .select({ row: anomalies, foundText: sql<string>`${anomalies.foundAt}::text` })
    .from(anomalies)
    .where(and(matches(filter), isAfter))
    .orderBy(desc(anomalies.foundAt), desc(anomalies.id))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, foundText }) => ({ ...row, foundText }))
}

export async function countAnomalies(tx: Tx, filter: AnomalyFilter): Promise<number> {
  return tx.$count(anomalies, matches(filter))
}

function matches({ readable, status, kind }: AnomalyFilter) {
  return and(
    inArray(anomalies.dataset, readable),
    status ? eq(anomalies.status, status) : undefined,
    kind ? eq(anomalies.kind, kind) : undefined,
  )
}

export async function findAnomaly(tx: Tx, readable: string[], id: string): Promise<AnomalyRow | undefined> {
  const [row] = await tx
    .select()
    .from(anomalies)
    .where(and(eq(anomalies.id, id), inArray(anomalies.dataset, readable)))
  return row
}

/** Of two people who decide one wins: undefined for the other. */
export async function decideAnomaly(
  tx: Tx,
  id: string,
  decision: { status: string; note: string | null; decidedBy: string },
): Promise<AnomalyRow | undefined> {
  const [row] = await tx
    .update(anomalies)
    .set({ ...decision, decidedAt: sql`now()` })
    .where(and(eq(anomalies.id, id), eq(anomalies.status, 'new')))
    .returning()
  return row
}

/** How many of each kind were decided in which way. */
export async function countDecisions(
  tx: Tx,
  readable: string[],
): Promise<{ kind: string; status: string; count: number }[]> {
  return tx
    .select({ kind: anomalies.kind, status: anomalies.status, count: sql<number>`count(*)::integer` })
    .from(anomalies)
    .where(
      and(inArray(anomalies.dataset, readable), inArray(anomalies.status, ['acknowledged', 'dismissed'])),
    )
    .groupBy(anomalies.kind, anomalies.status)
}

export interface OddPrice {
  id: string
  tenantId: TenantId
  orderNo: string
  lineNo: number
  orderDate: string
  productId: string
  sku: string
  price: number
  median: number
  /** In limits of it: 1 is four median absolute deviations, or 4 % where prices hardly differ. */
  score: number
}

/** Tenants that sold something since that day. Across all tenants. */
export async function findSelling(tx: Tx, since: string): Promise<TenantId[]> {
  const { rows } = await tx.$client.query<{ id: TenantId }>(
    `select id from tenants t
     where exists (select from sales s where s.tenant_id = t.id and s.order_date >= $1::date)`,
    [since],
  )
  return rows.map(({ id }) => id)
}

/** Sales since that day at a list price far from what the same item usually had in the year before. */
export async function findOddPrices(tx: Tx, since: string, limit: number): Promise<OddPrice[]> {
  const { rows } = await tx.$client.query<OddPrice>(
    `with lately as (
       select distinct product_id from sales where order_date >= $1::date
     ), priced as (
       select s.*, ln(s.unit_price) as size from lately join sales s using (product_id)
       where s.order_date >= $1::date - 365 and s.unit_price > 0
     ), middles as (
       select product_id, percentile_cont(0.5) within group (order by size) as middle from priced
       group by product_id having count(*) >= 10
     ), spreads as (
       select product_id, middle,
         greatest(4 * percentile_cont(0.5) within group (order by abs(size - middle)), ln(1.04)) as bound
       from priced join middles using (product_id) group by product_id, middle
     )
     select s.id, s.tenant_id as "tenantId", s.order_no as "orderNo", s.line_no as "lineNo",
       s.order_date::text as "orderDate", s.product_id as "productId", p.sku, s.unit_price::float8 as price,
       exp(middle)::float8 as median, (abs(size - middle) / spreads.bound)::float8 as score
     from priced s join spreads using (product_id) join products p on p.id = s.product_id
     where s.order_date >= $1::date and abs(size - middle) > spreads.bound
     order by s.order_date desc, s.id limit $2`,
    [since, limit],
  )
  return rows
}
