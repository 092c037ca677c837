import { and, arrayContains, asc, eq, inArray, sql } from 'drizzle-orm'
import { exportDestinations } from '#src/lib/db/schema/export-destinations.ts'
import { exportTemplates } from '#src/lib/db/schema/export-templates.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import { exportSchedules } from '#src/lib/db/schema/schedules.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type DestinationRow = typeof exportDestinations.$inferSelect
export type NewDestination = typeof exportDestinations.$inferInsert

export async function findDestinations(tx: Tx, limit: number, offset: number): Promise<DestinationRow[]> {
  return tx
    .select()
    .from(exportDestinations)
    .orderBy(asc(exportDestinations.name))
    .limit(limit)
    .offset(offset)
}

export async function countDestinations(tx: Tx): Promise<number> {
  return tx.$count(exportDestinations)
}

export async function findDestination(tx: Tx, id: string): Promise<DestinationRow | undefined> {
  const [row] = await tx.select().from(exportDestinations).where(eq(exportDestinations.id, id))
  return row
}

/** Held until the end of the transaction, so that none is deleted while a request begins to name it. */
export async function findDestinationsByIds(tx: Tx, ids: readonly string[]): Promise<DestinationRow[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(exportDestinations)
    .where(inArray(exportDestinations.id, [...ids]))
    .orderBy(asc(exportDestinations.id))
    .for('key share')
}

/** Known before the row is there, because its secret is sealed for it. */
export async function newDestinationId(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`select uuidv7() as id`)
  return rows[0]!.id
}

/** Undefined when the company has one with this name. */
export async function insertDestination(tx: Tx, values: NewDestination): Promise<DestinationRow | undefined> {
  const [row] = await tx.insert(exportDestinations).values(values).onConflictDoNothing().returning()
  return row
}

/** Whether another destination has this name. */
export async function isNameTaken(tx: Tx, name: string, id: string): Promise<boolean> {
  const found = await tx.$count(
    exportDestinations,
    and(eq(exportDestinations.name, name), sql`${exportDestinations.id} <> ${id}`),
  )
  return found > 0
}

/** Undefined when it was changed or deleted since that version. */
export async function updateDestination(
  tx: Tx,
  { id, version }: Pick<DestinationRow, 'id' | 'version'>,
  changes: Partial<NewDestination>,
): Promise<DestinationRow | undefined> {
  const [row] = await tx
    .update(exportDestinations)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(exportDestinations.id, id), eq(exportDestinations.version, version)))
    .returning()
  return row
}

/** A test is no change of the destination. */
export async function noteTest(
  tx: Tx,
  id: string,
  changes: Pick<Partial<NewDestination>, 'testRequestedAt' | 'lastTest'>,
): Promise<DestinationRow | undefined> {
  const [row] = await tx
    .update(exportDestinations)
    .set(changes)
    .where(eq(exportDestinations.id, id))
    .returning()
  return row
}

export async function deleteDestination(tx: Tx, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(exportDestinations)
    .where(eq(exportDestinations.id, id))
    .returning({ id: exportDestinations.id })
  return deleted.length > 0
}

/** Holds it until the end of the transaction: nobody begins to name it meanwhile. */
export async function lockDestination(tx: Tx, id: string): Promise<void> {
  await tx
    .select({ id: exportDestinations.id })
    .from(exportDestinations)
    .where(eq(exportDestinations.id, id))
    .for('update')
}

/** The schedules, templates and unfinished exports that name it, at most three of each. */
export async function findUsers(
  tx: Tx,
  id: string,
): Promise<{ schedules: string[]; templates: string[]; exports: string[] }> {
  const schedules = await tx
    .select({ name: exportSchedules.scheduleName })
    .from(exportSchedules)
    .where(arrayContains(exportSchedules.destinations, [id]))
    .limit(3)
  const templates = await tx
    .select({ name: exportTemplates.templateName })
    .from(exportTemplates)
    .where(arrayContains(exportTemplates.destinations, [id]))
    .limit(3)
  const unfinished = await tx
    .select({ name: dataExports.exportName })
    .from(dataExports)
    .where(
      and(
        inArray(dataExports.status, ['pending', 'processing']),
        arrayContains(dataExports.destinations, [id]),
      ),
    )
    .limit(3)
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
  return { schedules: names(schedules), templates: names(templates), exports: names(unfinished) }
}
