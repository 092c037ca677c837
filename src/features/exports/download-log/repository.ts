import { and, eq, isNull, sql } from 'drizzle-orm'
import { exportDownloadLogs } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export async function insertDownload(
  tx: Tx,
  values: typeof exportDownloadLogs.$inferInsert,
): Promise<string> {
  const [row] = await tx.insert(exportDownloadLogs).values(values).returning({ id: exportDownloadLogs.id })
  return row!.id
}

export async function updateDownload(
  tx: Tx,
  id: string,
  bytesSent: number,
  complete: boolean,
): Promise<void> {
  await tx.update(exportDownloadLogs).set({ bytesSent, complete }).where(eq(exportDownloadLogs.id, id))
}

export interface Taken {
  exportId: string
  fileName: string
  userId?: string | undefined
  guestEmail?: string | undefined
}

/** The parts of a file that one person was sent since their last audited download of it, one caller at a time. */
export async function findUnaudited(
  tx: Tx,
  taken: Taken,
): Promise<{ rangeStart: number; bytesSent: number }[]> {
  const { exportId, userId, guestEmail, fileName } = taken
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${exportId} ${userId ?? guestEmail} ${fileName}`}, 0))`,
  )
  const { rangeStart, bytesSent } = exportDownloadLogs
  return tx.select({ rangeStart, bytesSent }).from(exportDownloadLogs).where(isUnaudited(taken))
}

export async function markAudited(tx: Tx, taken: Taken): Promise<void> {
  await tx.update(exportDownloadLogs).set({ auditedAt: sql`now()` }).where(isUnaudited(taken))
}

function isUnaudited({ exportId, userId, guestEmail, fileName }: Taken) {
  return and(
    eq(exportDownloadLogs.exportId, exportId),
    userId === undefined
      ? eq(exportDownloadLogs.guestEmail, guestEmail ?? '')
      : eq(exportDownloadLogs.userId, userId),
    eq(exportDownloadLogs.fileName, fileName),
    isNull(exportDownloadLogs.auditedAt),
  )
}
