import { and, asc, eq, sql } from 'drizzle-orm'
import { customDatasets, sources } from '#src/lib/db/schema/sources/sources.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type SourceRow = typeof sources.$inferSelect
export type NewSource = typeof sources.$inferInsert

export async function findSources(tx: Tx, limit: number, offset: number): Promise<SourceRow[]> {
  return tx.select().from(sources).orderBy(asc(sources.name)).limit(limit).offset(offset)
}

export async function countSources(tx: Tx): Promise<number> {
  return tx.$count(sources)
}

export async function findSource(tx: Tx, id: string): Promise<SourceRow | undefined> {
  const [row] = await tx.select().from(sources).where(eq(sources.id, id))
  return row
}

/** Known before the row is there, because its secret is sealed for it. */
export async function newSourceId(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`select uuidv7() as id`)
  return rows[0]!.id
}

/** Undefined when the company has one with this name. */
export async function insertSource(tx: Tx, values: NewSource): Promise<SourceRow | undefined> {
  const [row] = await tx.insert(sources).values(values).onConflictDoNothing().returning()
  return row
}

export async function isNameTaken(tx: Tx, name: string, id: string): Promise<boolean> {
  return (await tx.$count(sources, and(eq(sources.name, name), sql`${sources.id} <> ${id}`))) > 0
}

/** Undefined when it was changed or deleted since that version. */
export async function updateSource(
  tx: Tx,
  { id, version }: Pick<SourceRow, 'id' | 'version'>,
  changes: Partial<NewSource>,
): Promise<SourceRow | undefined> {
  const [row] = await tx
    .update(sources)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(sources.id, id), eq(sources.version, version)))
    .returning()
  return row
}

/** What a check finds is no change of the source. */
export async function noteCheck(
  tx: Tx,
  id: string,
  found: Partial<NewSource>,
): Promise<SourceRow | undefined> {
  const [row] = await tx.update(sources).set(found).where(eq(sources.id, id)).returning()
  return row
}

export async function deleteSource(tx: Tx, id: string): Promise<void> {
  await tx.delete(sources).where(eq(sources.id, id))
}

/** Keys of datasets that read it, at most three. */
export async function findUsers(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx
    .select({ key: customDatasets.key })
    .from(customDatasets)
    .where(eq(customDatasets.sourceId, id))
    .orderBy(asc(customDatasets.key))
    .limit(3)
  return rows.map(({ key }) => key)
}
