import { db } from '#src/lib/db/index.ts'
import { doctorReports } from '#src/lib/db/schema/doctor-reports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Report } from './schema.ts'

/** Keeps the report as the last one of its phase. */
export async function saveReport({ phase, timestamp, ...found }: Report): Promise<void> {
  const row = { ...found, ranAt: new Date(timestamp) }
  await db
    .insert(doctorReports)
    .values({ phase, ...row })
    .onConflictDoUpdate({ target: doctorReports.phase, set: row })
}

export async function findReports(tx: Tx) {
  return tx.select().from(doctorReports)
}
