import { and, asc, eq, ne, or, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { savedViews } from '#src/lib/db/schema/views.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ViewRow = typeof savedViews.$inferSelect
export type NewViewRow = typeof savedViews.$inferInsert

/** So many views of one person on one screen. */
export const mostViews = 100

/** The person's own views of a screen, then those that others share, each by name. */
export function findViews(tx: Tx, screen: string, userId: string) {
  return tx
    .select({
      view: savedViews,
      owner: { id: users.id, firstName: users.firstName, lastName: users.lastName },
    })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.userId))
    .where(
      and(eq(savedViews.screen, screen), or(eq(savedViews.userId, userId), eq(savedViews.isShared, true))),
    )
    .orderBy(sql`${savedViews.userId} <> ${userId}`, asc(savedViews.name), asc(savedViews.id))
    .limit(500)
}

/** How many views the person has on a screen beside one of this name. */
export async function countOthers(tx: Tx, screen: string, userId: string, name: string): Promise<number> {
  const { screen: where, userId: owner, name: called } = savedViews
  return tx.$count(savedViews, and(eq(where, screen), eq(owner, userId), ne(called, name)))
}

/** A view of the same name by the same person is replaced. */
export async function upsertView(tx: Tx, values: NewViewRow): Promise<ViewRow> {
  const { tenantId, screen, userId, name } = savedViews
  const [row] = await tx
    .insert(savedViews)
    .values(values)
    .onConflictDoUpdate({
      target: [tenantId, screen, userId, name],
      set: { parameters: values.parameters, isShared: values.isShared ?? false, updatedAt: sql`now()` },
    })
    .returning()
  return row!
}

/** Undefined when the person has no such view. Throws the unique violation when the name is taken. */
export async function updateView(
  tx: Tx,
  id: string,
  userId: string,
  changes: { name: string; isShared?: boolean | undefined },
): Promise<ViewRow | undefined> {
  const [row] = await tx
    .update(savedViews)
    .set({
      name: changes.name,
      ...(changes.isShared === undefined ? {} : { isShared: changes.isShared }),
      updatedAt: sql`now()`,
    })
    .where(and(eq(savedViews.id, id), eq(savedViews.userId, userId)))
    .returning()
  return row
}

/** Undefined when it is not there, or not the person's own; `orShared` also takes what others share. */
export async function deleteView(
  tx: Tx,
  id: string,
  userId: string,
  orShared: boolean,
): Promise<ViewRow | undefined> {
  const mine = eq(savedViews.userId, userId)
  const [row] = await tx
    .delete(savedViews)
    .where(and(eq(savedViews.id, id), orShared ? or(mine, eq(savedViews.isShared, true)) : mine))
    .returning()
  return row
}

export function isNameTaken(error: unknown): boolean {
  const cause = (error as { cause?: { code?: string } }).cause
  return cause?.code === '23505'
}
