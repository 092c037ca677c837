import { and, eq, isNull, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
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

/** When each person took all of the file last, by their address in lower case. */
export async function findTaken(tx: Tx, exportId: string) {
  const address = sql<string>`coalesce(lower(${users.email}), ${exportDownloadLogs.guestEmail})`
  return tx
    .select({ address, at: sql<string>`max(${exportDownloadLogs.downloadedAt})` })
    .from(exportDownloadLogs)
    .leftJoin(users, eq(users.id, exportDownloadLogs.userId))
    .where(and(eq(exportDownloadLogs.exportId, exportId), eq(exportDownloadLogs.complete, true)))
    .groupBy(address)
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
