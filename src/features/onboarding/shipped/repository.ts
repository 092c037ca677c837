import { isNotNull } from 'drizzle-orm'
import { contentItems, flows } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export async function findShippedKeys(tx: Tx): Promise<Set<string | null>> {
  const rows = await tx.select({ key: flows.shippedKey }).from(flows).where(isNotNull(flows.shippedKey))
  return new Set(rows.map(({ key }) => key))
}

/** Undefined where the company has it, or is about to. */
export async function insertShippedFlow(
  tx: Tx,
  values: typeof flows.$inferInsert,
): Promise<string | undefined> {
  const [row] = await tx.insert(flows).values(values).onConflictDoNothing().returning({ id: flows.id })
  return row?.id
}

/** In the order of the values. */
export async function insertShippedContent(
  tx: Tx,
  values: (typeof contentItems.$inferInsert)[],
): Promise<string[]> {
  const rows = await tx.insert(contentItems).values(values).returning({ id: contentItems.id })
  return rows.map(({ id }) => id)
}
