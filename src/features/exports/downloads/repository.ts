import { eq } from 'drizzle-orm'
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
