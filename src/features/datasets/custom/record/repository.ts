import { and, eq, sql } from 'drizzle-orm'
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

export async function deleteCustom(tx: Tx, id: string): Promise<void> {
  await tx.delete(customDatasets).where(eq(customDatasets.id, id))
}
