import { asc, eq } from 'drizzle-orm'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type LocationRow = typeof locations.$inferSelect

/** By code, so many from there. */
export async function findLocations(tx: Tx, page: { limit: number; offset: number }): Promise<LocationRow[]> {
  return tx.select().from(locations).orderBy(asc(locations.code)).limit(page.limit).offset(page.offset)
}

export async function countLocations(tx: Tx): Promise<number> {
  return tx.$count(locations)
}

export async function findLocation(tx: Tx, id: string): Promise<LocationRow | undefined> {
  const [row] = await tx.select().from(locations).where(eq(locations.id, id))
  return row
}

/** The first location for goods on the road. */
export async function findTransitLocation(tx: Tx): Promise<LocationRow | undefined> {
  const isTransit = eq(locations.kind, 'transit')
  const [row] = await tx.select().from(locations).where(isTransit).orderBy(asc(locations.code)).limit(1)
  return row
}

/** Undefined when the code is taken. */
export async function insertLocation(
  tx: Tx,
  values: typeof locations.$inferInsert,
): Promise<LocationRow | undefined> {
  const [row] = await tx
    .insert(locations)
    .values(values)
    .onConflictDoNothing({ target: [locations.tenantId, locations.code] })
    .returning()
  return row
}
