import { and, asc, eq, lt, min, ne, or, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { customDatasets } from '#src/lib/db/schema/sources/sources.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type CustomRow = typeof customDatasets.$inferSelect
export type NewCustom = typeof customDatasets.$inferInsert

export async function findCustom(tx: Tx, key: string): Promise<CustomRow | undefined> {
  const [row] = await tx.select().from(customDatasets).where(eq(customDatasets.key, key))
  return row
}

export async function countCustom(tx: Tx): Promise<number> {
  return tx.$count(customDatasets)
}

export async function countOfSource(tx: Tx, sourceId: string): Promise<number> {
  return tx.$count(customDatasets, eq(customDatasets.sourceId, sourceId))
}

export async function findOfSource(
  tx: Tx,
  sourceId: string,
  limit: number,
  offset: number,
): Promise<CustomRow[]> {
  return tx
    .select()
    .from(customDatasets)
    .where(eq(customDatasets.sourceId, sourceId))
    .orderBy(asc(customDatasets.key))
    .limit(limit)
    .offset(offset)
}

/** Undefined when the company has one with this key. */
export async function insertCustom(tx: Tx, values: NewCustom): Promise<CustomRow | undefined> {
  const [row] = await tx.insert(customDatasets).values(values).onConflictDoNothing().returning()
  return row
}

/** Undefined when it was changed or deleted since that version. */
export async function updateCustom(
  tx: Tx,
  { id, version }: Pick<CustomRow, 'id' | 'version'>,
  changes: Partial<NewCustom>,
): Promise<CustomRow | undefined> {
  const [row] = await tx
    .update(customDatasets)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(customDatasets.id, id), eq(customDatasets.version, version)))
    .returning()
  return row
}

/** What was seen of its relation; undefined where that changes nothing, or it has another version by now. */
export async function noteSeen(
  tx: Tx,
  { key, version }: Pick<CustomRow, 'key' | 'version'>,
  seen: Pick<CustomRow, 'state' | 'reasons' | 'vanished'>,
): Promise<CustomRow | undefined> {
  const [row] = await tx
    .update(customDatasets)
    .set(seen)
    .where(
      and(
        eq(customDatasets.key, key),
        eq(customDatasets.version, version),
        or(ne(customDatasets.reasons, seen.reasons), ne(customDatasets.vanished, seen.vanished)),
      ),
    )
    .returning()
  return row
}

/** Datasets of a source are looked at together, whatever came of it. */
export async function noteLook(tx: Tx, sourceId: string): Promise<void> {
  await tx.update(customDatasets).set({ checkedAt: sql`now()` }).where(eq(customDatasets.sourceId, sourceId))
}

/** Sources of all tenants with a dataset that nobody has looked at for so many hours, the longest first; at most so many. */
export async function findUnseenSources(
  tx: Tx,
  hours: number,
  limit: number,
): Promise<{ sourceId: string; tenantId: TenantId }[]> {
  return tx
    .select({ sourceId: customDatasets.sourceId, tenantId: customDatasets.tenantId })
    .from(customDatasets)
    .where(lt(customDatasets.checkedAt, sql`now() - make_interval(hours => ${hours})`))
    .groupBy(customDatasets.tenantId, customDatasets.sourceId)
    .orderBy(min(customDatasets.checkedAt))
    .limit(limit)
}

export async function deleteCustom(tx: Tx, id: string): Promise<void> {
  await tx.delete(customDatasets).where(eq(customDatasets.id, id))
}
