import { eq, inArray, sql } from 'drizzle-orm'
import { services } from '#src/lib/db/schema/company/scopes.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ServiceRow = typeof services.$inferSelect

export async function findService(tx: Tx, id: string): Promise<ServiceRow | undefined> {
  const [row] = await tx.select().from(services).where(eq(services.id, id))
  return row
}

/** Locked until the transaction ends: its changes follow each other. */
export async function lockService(tx: Tx, id: string): Promise<ServiceRow | undefined> {
  const [row] = await tx.select().from(services).where(eq(services.id, id)).for('update')
  return row
}

/** In the order of the ids. */
export async function findServices(tx: Tx, ids: string[]): Promise<ServiceRow[]> {
  if (ids.length === 0) return []
  const found = await tx.select().from(services).where(inArray(services.id, ids))
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Undefined where another service has the name. */
export async function insertService(
  tx: Tx,
  values: typeof services.$inferInsert,
): Promise<ServiceRow | undefined> {
  const [row] = await tx.insert(services).values(values).onConflictDoNothing().returning()
  return row
}

/** Renames a locked service. */
export async function updateService(
  tx: Tx,
  { id, version }: ServiceRow,
  servicesName: string,
): Promise<ServiceRow> {
  const [row] = await tx
    .update(services)
    .set({ servicesName, version: version + 1, updatedAt: sql`now()` })
    .where(eq(services.id, id))
    .returning()
  return row!
}
