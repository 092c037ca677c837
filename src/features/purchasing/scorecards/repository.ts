import { eq, sql } from 'drizzle-orm'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface PerformanceRow {
  deliveries: number
  judged: number
  inFull: number
  pieces: number
  rejected: number
  p50: number | null
  p90: number | null
  confirmed: number
  responseDays: number | null
}

export async function findSupplierNo(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.select({ no: suppliers.supplierNo }).from(suppliers).where(eq(suppliers.id, id))
  return row?.no
}

/** The figures of a supplier, in the days of the connection's zone. */
export async function readPerformance(
  tx: Tx,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<PerformanceRow> {
  const { rows } = await tx.execute<PerformanceRow & Record<string, unknown>>(sql`
    select deliveries, lines_judged as judged, lines_in_full as "inFull", pieces::integer, rejected::integer,
      days_late_p50 as p50, days_late_p90 as p90, orders_confirmed as confirmed,
      response_days::float8 as "responseDays"
    from supplier_performance(${id}, ${from}, ${to})`)
  return rows[0]!
}
