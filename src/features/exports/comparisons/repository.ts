import { and, desc, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/**
 * Ids of the tenant's latest exports that hold all rows of the same columns in the same zone as this one, and whose
 * rows are kept.
 */
export async function findComparableIds(tx: Tx, id: string, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: dataExports.id })
    .from(dataExports)
    .where(
      and(
        ne(dataExports.id, id),
        eq(dataExports.status, 'completed'),
        isNull(dataExports.deletedAt),
        eq(dataExports.isDelta, false),
        gt(dataExports.spoolKeptUntil, sql`now()`),
        sql`(${dataExports.exportType}, ${dataExports.timeZone}, ${unlabelled(sql`${dataExports.manifest}`)}) = (
          select other.export_type, other.time_zone, ${unlabelled(sql`other.manifest`)}
          from data_exports other where other.id = ${id})`,
      ),
    )
    .orderBy(desc(dataExports.createdAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** A manifest's columns without their labels, which may have another language. */
function unlabelled(manifest: SQL): SQL {
  return sql`(select jsonb_agg(one.value - 'label' order by one.place)
    from jsonb_array_elements(${manifest} -> 'columns') with ordinality as one (value, place))`
}
