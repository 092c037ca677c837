import { eq, inArray, sql } from 'drizzle-orm'
import { clients } from '#src/lib/db/schema/company/scopes.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ClientRow = typeof clients.$inferSelect
export type NewClient = typeof clients.$inferInsert
export type ClientChanges = Partial<Pick<NewClient, 'clientNo' | 'name' | 'country' | 'isActive'>>

export async function findClient(tx: Tx, id: string): Promise<ClientRow | undefined> {
  const [row] = await tx.select().from(clients).where(eq(clients.id, id))
  return row
}

/** Locked until the transaction ends: its changes follow each other. */
export async function lockClient(tx: Tx, id: string): Promise<ClientRow | undefined> {
  const [row] = await tx.select().from(clients).where(eq(clients.id, id)).for('update')
  return row
}

/** In the order of the ids. */
export async function findClients(tx: Tx, ids: string[]): Promise<ClientRow[]> {
  if (ids.length === 0) return []
  const found = await tx.select().from(clients).where(inArray(clients.id, ids))
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Undefined where another client has the number. */
export async function insertClient(tx: Tx, values: NewClient): Promise<ClientRow | undefined> {
  const [row] = await tx.insert(clients).values(values).onConflictDoNothing().returning()
  return row
}

/** Stores changes of a locked client and raises its version. */
export async function updateClient(
  tx: Tx,
  { id, version }: ClientRow,
  changes: ClientChanges,
): Promise<ClientRow> {
  const [row] = await tx
    .update(clients)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(clients.id, id))
    .returning()
  return row!
}
