import { and, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** The finished attempt whose kept rows a file is to be made from; undefined when they are not kept any more. */
export async function findSource(tx: Tx, id: string) {
  const [row] = await tx
    .select({
      ...{ id: dataExports.id, attempt: dataExports.attempt, host: dataExports.spoolHost },
      keptUntil: dataExports.spoolKeptUntil,

      manifest: dataExports.manifest,
    })
    .from(dataExports)
    .where(
      and(
        eq(dataExports.id, id),
        eq(dataExports.status, 'completed'),
        isNull(dataExports.deletedAt),
        gt(dataExports.spoolKeptUntil, sql`now()`),
      ),
    )
  return row
}

/** The rows of these exports, and of those made from them, are not kept any more. */
export async function forgetSpools(tx: Tx, ids: string[]): Promise<void> {
  await tx
    .update(dataExports)
    .set({ spoolHost: null, spoolKeptUntil: null })
    .where(
      and(
        or(inArray(dataExports.id, ids), inArray(dataExports.snapshotOf, ids)),
        isNotNull(dataExports.spoolKeptUntil),
      ),
    )
}

/** Which of these exports still need their kept rows. Across all tenants. */
export async function findKeeping(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: dataExports.id })
    .from(dataExports)
    .where(
      and(
        inArray(dataExports.id, ids),
        isNull(dataExports.deletedAt),
        or(eq(dataExports.status, 'processing'), gt(dataExports.spoolKeptUntil, sql`now()`)),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}
