import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { exportDeltas } from '#src/lib/db/schema/export-deltas.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type NewLink = typeof exportDeltas.$inferInsert
export type Link = typeof exportDeltas.$inferSelect

/** The newest link of a schedule's chain, and when its rows were read. */
export async function findNewestLink(
  tx: Tx,
  scheduleId: string,
): Promise<(Link & { snapshotAt: Date | null }) | undefined> {
  const [found] = await tx
    .select({ link: exportDeltas, snapshotAt: dataExports.snapshotAt })
    .from(exportDeltas)
    .innerJoin(dataExports, eq(dataExports.id, exportDeltas.exportId))
    .where(eq(exportDeltas.scheduleId, scheduleId))
    .orderBy(desc(exportDeltas.sequence))
    .limit(1)
  return found && { ...found.link, snapshotAt: found.snapshotAt }
}

/** Whether a file since the last full one is gone before anybody had all of it. */
export async function isBroken(tx: Tx, scheduleId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from export_deltas d join data_exports e on e.id = d.export_id
    where d.schedule_id = ${scheduleId}
      and d.sequence >= (
        select max(f.sequence) from export_deltas f where f.schedule_id = ${scheduleId} and f.kind = 'full')
      and (e.file_path is null or e.deleted_at is not null)
      and not exists (
        select 1 from export_download_logs l
        where l.tenant_id = d.tenant_id and l.export_id = d.export_id and l.complete)
      -- A webhook is sent links, and the download behind one is logged.
      and not exists (
        select 1 from export_deliveries v
        where v.tenant_id = d.tenant_id and v.export_id = d.export_id
          and v.state = 'delivered' and v.kind <> 'webhook')
    limit 1`)
  return rows.length > 0
}

/** False when another run has continued the chain from the same link. */
export async function insertLink(tx: Tx, link: NewLink): Promise<boolean> {
  const made = await tx
    .insert(exportDeltas)
    .values(link)
    .onConflictDoNothing()
    .returning({ id: exportDeltas.exportId })
  return made.length > 0
}

/** Lets the next run be full. */
export async function closeChain(tx: Tx, scheduleId: string): Promise<void> {
  await tx
    .update(exportDeltas)
    .set({ isClosed: true })
    .where(and(eq(exportDeltas.scheduleId, scheduleId), eq(exportDeltas.isClosed, false)))
}

/** Stored states that no run will compare with. Across all tenants. */
export async function findUnneeded(tx: Tx, limit: number): Promise<{ exportId: string; stateKey: string }[]> {
  const { exportId, stateKey } = exportDeltas
  return tx
    .select({ exportId, stateKey: sql<string>`${stateKey}` })
    .from(exportDeltas)
    .where(
      and(
        isNotNull(stateKey),
        sql`(${exportDeltas.isClosed}
          or exists (select 1 from export_deltas later where later.tenant_id = ${exportDeltas.tenantId}
            and later.schedule_id = ${exportDeltas.scheduleId} and later.sequence > ${exportDeltas.sequence})
          or not exists (select 1 from export_schedules s where s.id = ${exportDeltas.scheduleId} and s.is_delta))`,
      ),
    )
    .limit(limit)
}

export async function forgetStates(tx: Tx, exportIds: string[]): Promise<void> {
  await tx.update(exportDeltas).set({ stateKey: null }).where(inArray(exportDeltas.exportId, exportIds))
}
