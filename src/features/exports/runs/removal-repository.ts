import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { dataExports, exportAttempts } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Claim } from '../spools/repository.ts'

/** Completed exports past their day whose file is still there, longest first. Across all tenants. */
export async function findExpired(tx: Tx, limit: number): Promise<{ id: string; filePath: string }[]> {
  return tx
    .select({ id: dataExports.id, filePath: sql<string>`${dataExports.filePath}` })
    .from(dataExports)
    .where(and(isNotNull(dataExports.filePath), lte(dataExports.expiresAt, sql`now()`)))
    .orderBy(dataExports.expiresAt)
    .limit(limit)
}

/** Lets rows forget their files, which are removed; returns how many. */
export async function forgetFiles(tx: Tx, ids: string[]): Promise<number> {
  const forgotten = await tx
    .update(dataExports)
    .set({ filePath: null, files: [] })
    .where(and(inArray(dataExports.id, ids), isNotNull(dataExports.filePath)))
    .returning({ id: dataExports.id })
  return forgotten.length
}

export interface Leftover extends Claim {
  tenantId: TenantId
}

/** Attempts that may have stored files which nobody wants. Across all tenants. */
export async function findLeftovers(tx: Tx, olderThanMinutes: number, limit: number): Promise<Leftover[]> {
  const { tenantId, exportId: id, attempt, leftoverSince } = exportAttempts
  return tx
    .select({ tenantId, id, attempt })
    .from(exportAttempts)
    .where(lte(leftoverSince, sql`now() - make_interval(mins => ${olderThanMinutes})`))
    .orderBy(leftoverSince)
    .limit(limit)
}

export async function findLeftoversOf(tx: Tx, exportId: string): Promise<Leftover[]> {
  const { tenantId, exportId: id, attempt, leftoverSince } = exportAttempts
  return tx
    .select({ tenantId, id, attempt })
    .from(exportAttempts)
    .where(and(eq(id, exportId), isNotNull(leftoverSince)))
}

export async function forgetLeftovers(tx: Tx, attempts: Claim[]): Promise<void> {
  for (const { id, attempt } of attempts) {
    await tx
      .update(exportAttempts)
      .set({ leftoverSince: null })
      .where(and(eq(exportAttempts.exportId, id), eq(exportAttempts.attempt, attempt)))
  }
}
