import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import { exportOccurrences } from '#src/lib/db/schema/schedules.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** The latest finished run of the schedule that was due before this export's; tests do not count. */
export async function findRunBefore(tx: Tx, scheduleId: string, exportId: string) {
  const { id, isDelta, manifest, snapshotOf } = dataExports
  const [found] = await tx
    .select({ id, isDelta, manifest, snapshotOf })
    .from(exportOccurrences)
    .innerJoin(dataExports, eq(dataExports.id, exportOccurrences.exportId))
    .where(
      and(
        eq(exportOccurrences.scheduleId, scheduleId),
        inArray(exportOccurrences.trigger, ['schedule', 'manual', 'backfill']),
        sql`${exportOccurrences.scheduledFor} < (
          select own.scheduled_for from export_occurrences own where own.export_id = ${exportId})`,
        eq(dataExports.status, 'completed'),
        isNull(dataExports.deletedAt),
      ),
    )
    .orderBy(desc(exportOccurrences.scheduledFor))
    .limit(1)
  return found
}
