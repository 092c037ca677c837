import { and, asc, eq, exists, isNotNull, sql } from 'drizzle-orm'
import { flows } from '#src/lib/db/schema/onboarding/flows.ts'
import { journeys } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type FlowRow = typeof flows.$inferSelect
export type NewFlow = typeof flows.$inferInsert
export type FlowChanges = Partial<
  Pick<
    NewFlow,
    | 'name'
    | 'description'
    | 'audience'
    | 'position'
    | 'status'
    | 'publishedVersion'
    | 'hasChanges'
    | 'policy'
    | 'holdOutPercent'
  >
>

export async function insertFlow(tx: Tx, values: NewFlow): Promise<FlowRow> {
  const [row] = await tx.insert(flows).values(values).returning()
  return row!
}

export async function findFlow(tx: Tx, id: string): Promise<FlowRow | undefined> {
  const [row] = await tx.select().from(flows).where(eq(flows.id, id))
  return row
}

/** Locked until the transaction ends: changes of a flow and of its steps follow each other. */
export async function lockFlow(tx: Tx, id: string): Promise<FlowRow | undefined> {
  const [row] = await tx.select().from(flows).where(eq(flows.id, id)).for('update')
  return row
}

/** Stores changes of a locked flow and raises its version. */
export async function updateFlow(
  tx: Tx,
  { id, version }: Pick<FlowRow, 'id' | 'version'>,
  changes: FlowChanges = {},
): Promise<FlowRow> {
  const [row] = await tx
    .update(flows)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(flows.id, id))
    .returning()
  return row!
}

export async function deleteFlow(tx: Tx, id: string): Promise<void> {
  await tx.delete(flows).where(eq(flows.id, id))
}

export async function hasJourneys(tx: Tx, id: string): Promise<boolean> {
  const some = tx.select().from(journeys).where(eq(journeys.flowId, id))
  const { rows } = await tx.execute<{ some: boolean }>(sql`select ${exists(some)} as some`)
  return rows[0]!.some
}

/** By position; the cursor is the last flow that was shown. */
export async function findFlows(
  tx: Tx,
  { status }: { status: string | undefined },
  { limit, offset, behind: last }: Window,
): Promise<{ rows: FlowRow[]; total: number }> {
  const where = status ? eq(flows.status, status) : undefined
  const behind = last
    ? sql`(${flows.position}, ${flows.id}) > (select l.position, l.id from flows l where l.id = ${last})`
    : undefined
  const rows = await tx
    .select()
    .from(flows)
    .where(and(where, behind))
    .orderBy(asc(flows.position), asc(flows.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(flows, where) }
}

/** So many flows are looked through for the next one of somebody. */
const mostFlows = 100

/** What learners can be led through, in its order. */
export function findPublishedFlows(tx: Tx): Promise<FlowRow[]> {
  return tx
    .select()
    .from(flows)
    .where(and(eq(flows.status, 'published'), isNotNull(flows.publishedVersion)))
    .orderBy(asc(flows.position), asc(flows.id))
    .limit(mostFlows)
}
