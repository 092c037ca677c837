import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { contentItems, steps } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type NewStep = typeof steps.$inferInsert
export type StepRow = typeof steps.$inferSelect
export type StepChanges = Partial<
  Pick<
    NewStep,
    | 'contentItemId'
    | 'completionActions'
    | 'completedBy'
    | 'prerequisites'
    | 'roles'
    | 'isOptional'
    | 'path'
    | 'position'
  >
>

/** A step with the text that it shows. */
export type StepFound = StepRow & {
  title: string
  kind: string
  body: string
  url: string | null
  contentStatus: string
}

function selectSteps(tx: Tx) {
  const { title, kind, body, url, status } = contentItems
  return tx
    .select({ ...getTableColumns(steps), title, kind, body, url, contentStatus: status })
    .from(steps)
    .innerJoin(contentItems, eq(contentItems.id, steps.contentItemId))
}

/** The steps of one version of a flow, in their order. */
export async function findSteps(tx: Tx, flowId: string, flowVersion: number): Promise<StepFound[]> {
  return selectSteps(tx)
    .where(and(eq(steps.flowId, flowId), eq(steps.flowVersion, flowVersion)))
    .orderBy(asc(steps.position), asc(steps.id))
}

export async function findStep(tx: Tx, id: string): Promise<StepFound | undefined> {
  const [row] = await selectSteps(tx).where(eq(steps.id, id))
  return row
}

export async function insertSteps(tx: Tx, values: NewStep[]): Promise<string[]> {
  const rows = await tx.insert(steps).values(values).returning({ id: steps.id })
  return rows.map(({ id }) => id)
}

/** The steps of a version again under the number of the next one. */
export async function copySteps(tx: Tx, flowId: string, from: number, to: number): Promise<void> {
  const found = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.flowId, flowId), eq(steps.flowVersion, from)))
    .orderBy(asc(steps.position), asc(steps.id))
  const copies = found.map(({ id: _, createdAt: __, updatedAt: ___, ...rest }) => ({
    ...rest,
    flowVersion: to,
  }))
  if (copies.length > 0) await tx.insert(steps).values(copies)
}

export async function updateStep(tx: Tx, id: string, changes: StepChanges): Promise<void> {
  await tx
    .update(steps)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(steps.id, id))
}

export async function deleteStep(tx: Tx, id: string): Promise<void> {
  await tx.delete(steps).where(eq(steps.id, id))
}
