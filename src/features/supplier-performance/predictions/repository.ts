import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { purchaseOrderLines, purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import { latenessUpkeep, latePredictions } from '#src/lib/db/schema/insights/late-predictions.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

function predictionsWhere(tx: Tx, which: ReturnType<typeof and>) {
  return tx
    .select({
      row: latePredictions,
      orderNo: purchaseOrders.orderNo,
      lineNo: purchaseOrderLines.lineNo,
      itemId: purchaseOrderLines.productId,
      sku: products.sku,
      description: purchaseOrderLines.description,
      quantity: purchaseOrderLines.quantity,
      received: purchaseOrderLines.received,
      supplierNo: suppliers.supplierNo,
      supplierName: suppliers.name,
    })
    .from(latePredictions)
    .innerJoin(purchaseOrderLines, eq(purchaseOrderLines.id, latePredictions.orderLineId))
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, latePredictions.orderId))
    .innerJoin(products, eq(products.id, purchaseOrderLines.productId))
    .innerJoin(suppliers, eq(suppliers.id, latePredictions.supplierId))
    .where(which)
}

export type FoundPrediction = Awaited<ReturnType<typeof predictionsWhere>>[number]

/** In the order of the ids. */
export async function findPredictions(tx: Tx, ids: string[]): Promise<FoundPrediction[]> {
  if (ids.length === 0) return []
  const found = await predictionsWhere(tx, inArray(latePredictions.id, ids))
  const byId = new Map(found.map((one) => [one.row.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export interface Scope {
  supplierId?: string
  orderId?: string
  orderLineIds?: string[]
  /** The least probability of being late. */
  from?: number
}

/** Of lines that are still to come, those with the highest risk first. */
export async function findRiskiest(tx: Tx, scope: Scope, limit: number): Promise<FoundPrediction[]> {
  return predictionsWhere(tx, within(scope))
    .orderBy(desc(latePredictions.probability), desc(latePredictions.id))
    .limit(limit)
}

export async function countOpen(tx: Tx, scope: Scope): Promise<{ lines: number; expectedLate: number }> {
  const [row] = await tx
    .select({
      lines: sql<number>`count(*)::integer`,
      expectedLate: sql<number>`coalesce(sum(${latePredictions.probability}), 0)::float8`,
    })
    .from(latePredictions)
    .where(within(scope))
  return row!
}

function within({ supplierId, orderId, orderLineIds, from }: Scope) {
  return and(
    sql`${latePredictions.isCurrent}`,
    supplierId ? eq(latePredictions.supplierId, supplierId) : undefined,
    orderId ? eq(latePredictions.orderId, orderId) : undefined,
    orderLineIds ? inArray(latePredictions.orderLineId, orderLineIds) : undefined,
    from === undefined ? undefined : sql`${latePredictions.probability} >= ${from}`,
  )
}

/** How far the company's lines are predicted; nothing is known of one without orders. */
export async function findUpkeep(tx: Tx) {
  const [row] = await tx.select().from(latenessUpkeep)
  return row
}

export async function hasSupplier(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(suppliers, eq(suppliers.id, id))) > 0
}

export async function hasOrder(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(purchaseOrders, eq(purchaseOrders.id, id))) > 0
}

export interface SupplierFigures {
  id: string
  supplierNo: string
  name: string
  openLines: number
  expectedLate: number
  deliveries: number
  onTimeInFull: number | null
  daysLate: number | null
  rejectRate: number | null
}

/** Under five deliveries no figure is drawn, as on the scorecard itself. */
const enough = 5

/** Suppliers of open lines, those with most lines expected late first, with their scorecards of twelve months. */
export async function findSuppliersAtRisk(tx: Tx, limit: number): Promise<SupplierFigures[]> {
  const { rows } = await tx.$client.query<SupplierFigures>(
    `select s.id, s.supplier_no as "supplierNo", s.name, r.lines as "openLines", r.expected as "expectedLate",
       f.deliveries,
       case when f.deliveries >= $2 then round(100.0 * f.lines_in_full / nullif(f.lines_judged, 0), 1)::float8 end
         as "onTimeInFull",
       case when f.deliveries >= $2 then f.days_late_p50 end as "daysLate",
       case when f.deliveries >= $2 then round(100.0 * f.rejected / nullif(f.pieces, 0), 1)::float8 end as "rejectRate"
     from (select supplier_id, count(*)::integer as lines, round(sum(probability), 1)::float8 as expected
         from late_predictions where is_current group by 1 order by sum(probability) desc, 1 limit $1) r
       join suppliers s on s.id = r.supplier_id
       cross join lateral supplier_performance(s.id, (current_date - interval '1 year')::date + 1, current_date) f
     order by r.expected desc, s.name`,
    [limit, enough],
  )
  return rows
}
