import { and, desc, eq, exists, lt, sql } from 'drizzle-orm'
import { contentItems, steps } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type ContentRow = typeof contentItems.$inferSelect
export type NewContent = typeof contentItems.$inferInsert
export type ContentChanges = Partial<
  Pick<NewContent, 'kind' | 'title' | 'body' | 'url' | 'locale' | 'audience' | 'tags' | 'status'>
>

export async function createContentItem(tx: Tx, values: NewContent): Promise<ContentRow> {
  const [row] = await tx.insert(contentItems).values(values).returning()
  return row!
}

export async function findContentItemById(tx: Tx, id: string): Promise<ContentRow | undefined> {
  const [row] = await tx.select().from(contentItems).where(eq(contentItems.id, id))
  return row
}

/** Raises the version. Undefined where it is not there, or no longer has the version that was given. */
export async function updateContentItem(
  tx: Tx,
  { id, version }: Pick<ContentRow, 'id' | 'version'>,
  changes: ContentChanges,
): Promise<ContentRow | undefined> {
  const [row] = await tx
    .update(contentItems)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(contentItems.id, id), eq(contentItems.version, version)))
    .returning()
  return row
}

/** @public The same under the names that other code uses. */
export class ContentItemsRepository {
  readonly create = createContentItem
  readonly createContentItem = createContentItem
  readonly findContentItemById = findContentItemById
  readonly updateContentItem = updateContentItem
}

/** @public */
export const contentItemsRepository = new ContentItemsRepository()

/** Locked until the transaction ends: its changes follow each other. */
export async function lockContentItem(tx: Tx, id: string): Promise<ContentRow | undefined> {
  const [row] = await tx.select().from(contentItems).where(eq(contentItems.id, id)).for('update')
  return row
}

export async function deleteContentItem(tx: Tx, id: string): Promise<void> {
  await tx.delete(contentItems).where(eq(contentItems.id, id))
}

export async function isUsed(tx: Tx, id: string): Promise<boolean> {
  const use = tx.select().from(steps).where(eq(steps.contentItemId, id))
  const { rows } = await tx.execute<{ used: boolean }>(sql`select ${exists(use)} as used`)
  return rows[0]!.used
}

interface Wanted {
  status: string | undefined
  kind: string | undefined
}

/** Newest first: ids are made in the order of time. */
export async function findContentItems(
  tx: Tx,
  { status, kind }: Wanted,
  { limit, offset, behind }: Window,
): Promise<{ rows: ContentRow[]; total: number }> {
  const where = and(
    status ? eq(contentItems.status, status) : undefined,
    kind ? eq(contentItems.kind, kind) : undefined,
  )
  const rows = await tx
    .select()
    .from(contentItems)
    .where(behind ? and(where, lt(contentItems.id, behind)) : where)
    .orderBy(desc(contentItems.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(contentItems, where) }
}
