import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { stockTransfers } from '#src/lib/db/schema/company/stock.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type TransferRow = typeof stockTransfers.$inferSelect

export async function insertTransfer(
  tx: Tx,
  values: typeof stockTransfers.$inferInsert,
): Promise<TransferRow> {
  const [row] = await tx.insert(stockTransfers).values(values).returning()
  return row!
}

export async function findTransfer(tx: Tx, id: string): Promise<TransferRow | undefined> {
  const [row] = await tx.select().from(stockTransfers).where(eq(stockTransfers.id, id))
  return row
}

/** The unfinished ones of an item, newest first. */
export async function findOpenTransfers(tx: Tx, productId: string, limit: number): Promise<TransferRow[]> {
  return tx
    .select()
    .from(stockTransfers)
    .where(
      and(eq(stockTransfers.productId, productId), inArray(stockTransfers.status, ['draft', 'in_transit'])),
    )
    .orderBy(desc(stockTransfers.createdAt), desc(stockTransfers.id))
    .limit(limit)
}

/** Undefined when it is in another state by now. */
export async function moveTransfer(
  tx: Tx,
  id: string,
  from: TransferRow['status'],
  changes: Partial<typeof stockTransfers.$inferInsert>,
): Promise<TransferRow | undefined> {
  const [row] = await tx
    .update(stockTransfers)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(and(eq(stockTransfers.id, id), eq(stockTransfers.status, from)))
    .returning()
  return row
}

/** Adds what arrived and what was lost; undefined when so much is not on its way. The last part ends it. */
export async function receivePart(
  tx: Tx,
  id: string,
  { quantity, lost }: { quantity: number; lost: number },
): Promise<TransferRow | undefined> {
  const { received, status } = stockTransfers
  const rest = sql`${stockTransfers.quantity} - ${received} - ${stockTransfers.lost} - ${quantity + lost}::integer`
  const [row] = await tx
    .update(stockTransfers)
    .set({
      received: sql`${received} + ${quantity}::integer`,
      lost: sql`${stockTransfers.lost} + ${lost}::integer`,
      status: sql`case when ${rest} = 0 then 'received' else ${status} end`,
      completedAt: sql`case when ${rest} = 0 then now() end`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(stockTransfers.id, id), eq(status, 'in_transit'), sql`${rest} >= 0`))
    .returning()
  return row
}
