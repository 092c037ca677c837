import { and, asc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { exportDeliveries } from '#src/lib/db/schema/export-destinations.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { type ExportRow, exportColumns } from '../../record/repository.ts'

export type DeliveryRow = typeof exportDeliveries.$inferSelect
export type NewDelivery = typeof exportDeliveries.$inferInsert

/** Unique on export and destination: one that is there already is not inserted again. */
export async function insertDelivery(tx: Tx, values: NewDelivery): Promise<DeliveryRow | undefined> {
  const [row] = await tx.insert(exportDeliveries).values(values).onConflictDoNothing().returning()
  return row
}

/** A worker that is silent for so long counts as lost. */
export const claimSeconds = 60

/**
 * Takes a delivery that is due for one attempt; undefined when it has ended, is not due, or is in other hands. One
 * whose worker was lost in the middle may have arrived.
 */
export async function claimDelivery(tx: Tx, id: string): Promise<DeliveryRow | undefined> {
  const isAbandoned = sql`${exportDeliveries.state} = 'sending'`
  const [row] = await tx
    .update(exportDeliveries)
    .set({
      state: 'sending',
      attempts: sql`${exportDeliveries.attempts} + 1`,
      nextTryAt: sql`now() + make_interval(secs => ${claimSeconds})`,
      mayHaveArrived: sql`${exportDeliveries.mayHaveArrived} or ${isAbandoned}`,
      log: sql`case when ${isAbandoned} then ${logged('The worker stopped in the middle of it.')}
        else ${exportDeliveries.log} end`,
    })
    .where(
      and(
        eq(exportDeliveries.id, id),
        sql`${exportDeliveries.state} in ('pending', 'sending')`,
        // A job may come a little before its time by this process's clock.
        lte(exportDeliveries.nextTryAt, sql`now() + interval '1 second'`),
      ),
    )
    .returning()
  return row
}

/** Says that the attempt goes on; false when another worker has taken it over. */
export async function prolongClaim(tx: Tx, { id, attempts }: DeliveryRow): Promise<boolean> {
  const prolonged = await tx
    .update(exportDeliveries)
    .set({ nextTryAt: sql`now() + make_interval(secs => ${claimSeconds})` })
    .where(isOurs({ id, attempts }))
    .returning({ id: exportDeliveries.id })
  return prolonged.length > 0
}

type Changes = Partial<Pick<DeliveryRow, 'state' | 'mayHaveArrived' | 'endedAt'>> & {
  nextTryInSeconds?: number
}

/** Ends an attempt with a line in the log; undefined when its claim had run out and another was made. */
export async function settleDelivery(
  tx: Tx,
  { id, attempts }: DeliveryRow,
  { nextTryInSeconds = 0, ...changes }: Changes,
  message: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .update(exportDeliveries)
    .set({
      ...changes,
      nextTryAt: sql`now() + make_interval(secs => ${nextTryInSeconds})`,
      log: logged(message),
    })
    .where(isOurs({ id, attempts }))
    .returning()
  return row
}

/** Makes one that ended without success, or that waits, due now; undefined in any other state. */
export async function restartDelivery(
  tx: Tx,
  { id, exportId }: { id: string; exportId: string },
  giveUpAt: Date,
  message: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .update(exportDeliveries)
    .set({ state: 'pending', nextTryAt: sql`now()`, giveUpAt, endedAt: null, log: logged(message) })
    .where(
      and(
        eq(exportDeliveries.id, id),
        eq(exportDeliveries.exportId, exportId),
        sql`${exportDeliveries.state} in ('pending', 'failed', 'unknown')`,
      ),
    )
    .returning()
  return row
}

export async function findDelivery(
  tx: Tx,
  { id, exportId }: { id: string; exportId: string },
): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .select()
    .from(exportDeliveries)
    .where(and(eq(exportDeliveries.id, id), eq(exportDeliveries.exportId, exportId)))
  return row
}

/** What a worker sends, for whom nothing is hidden. */
export async function findSentExport(tx: Tx, id: string): Promise<ExportRow | undefined> {
  const [row] = await tx
    .select(exportColumns)
    .from(dataExports)
    .where(and(eq(dataExports.id, id), isNull(dataExports.deletedAt)))
  return row
}

/** Of one export, in the order of their names. */
export async function findDeliveries(
  tx: Tx,
  exportId: string,
  limit: number,
  offset: number,
): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(exportDeliveries)
    .where(eq(exportDeliveries.exportId, exportId))
    .orderBy(asc(exportDeliveries.destinationName), asc(exportDeliveries.id))
    .limit(limit)
    .offset(offset)
}

export async function countDeliveries(tx: Tx, exportId: string): Promise<number> {
  return tx.$count(exportDeliveries, eq(exportDeliveries.exportId, exportId))
}

/**
 * Deliveries whose time came a while ago: the worker that had their job is gone. Locked, and without those that
 * a worker is just taking. Across all tenants.
 */
export async function findOverdue(tx: Tx): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(exportDeliveries)
    .where(
      and(
        sql`${exportDeliveries.state} in ('pending', 'sending')`,
        lt(exportDeliveries.nextTryAt, sql`now() - interval '1 minute'`),
      ),
    )
    .orderBy(asc(exportDeliveries.nextTryAt))
    .limit(200)
    .for('update', { skipLocked: true })
}

export async function makeDue(tx: Tx, id: string): Promise<void> {
  await tx.update(exportDeliveries).set({ nextTryAt: sql`now()` }).where(eq(exportDeliveries.id, id))
}

function isOurs({ id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>) {
  return and(
    eq(exportDeliveries.id, id),
    eq(exportDeliveries.attempts, attempts),
    eq(exportDeliveries.state, 'sending'),
  )
}

/** The log with one line more; the oldest go, so that a row stays small. */
function logged(message: string) {
  return sql`(case when jsonb_array_length(${exportDeliveries.log}) >= 100 then ${exportDeliveries.log} - 0
    else ${exportDeliveries.log} end) || jsonb_build_array(jsonb_build_object(
      'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'attempt', ${exportDeliveries.attempts}, 'message', ${message}::text))`
}
