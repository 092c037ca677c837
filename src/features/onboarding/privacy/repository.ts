import { eq, sql } from 'drizzle-orm'
import { decisions, journeys } from '#src/lib/db/schema/onboarding/journeys.ts'
import { learnerChoices } from '#src/lib/db/schema/onboarding/learner-choices.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

type ChoiceRow = typeof learnerChoices.$inferSelect

export async function findChoice(tx: Tx, learner: string): Promise<ChoiceRow | undefined> {
  const [row] = await tx.select().from(learnerChoices).where(eq(learnerChoices.learner, learner))
  return row
}

/** Whether what a learner does may choose their steps: until they refuse it. */
export async function isPersonalised(tx: Tx, learner: string): Promise<boolean> {
  return (await findChoice(tx, learner))?.isPersonalised ?? true
}

type NewChoice = Pick<
  typeof learnerChoices.$inferInsert,
  'tenantId' | 'learner' | 'userId' | 'isPersonalised'
>

export async function storeChoice(tx: Tx, choice: NewChoice): Promise<ChoiceRow> {
  const { isPersonalised } = choice
  const [row] = await tx
    .insert(learnerChoices)
    .values(choice)
    .onConflictDoUpdate({
      target: [learnerChoices.tenantId, learnerChoices.learner],
      set: { isPersonalised, updatedAt: sql`now()` },
    })
    .returning()
  return row!
}

/** Takes out of their decisions what was known of the learner: nothing is learned from these any more. */
export async function forgetContexts(tx: Tx, learner: string): Promise<void> {
  await tx.execute(sql`
    update ${decisions} set context = '{}', updated_at = now()
    where journey_id in (select id from ${journeys} where learner = ${learner}) and context <> '{}'`)
}

/** Deletes all journeys of a learner with their events and decisions, and what they decided; returns how many journeys. */
export async function deleteRecords(tx: Tx, learner: string): Promise<number> {
  await tx.delete(learnerChoices).where(eq(learnerChoices.learner, learner))
  const { rowCount } = await tx.delete(journeys).where(eq(journeys.learner, learner))
  return rowCount ?? 0
}
