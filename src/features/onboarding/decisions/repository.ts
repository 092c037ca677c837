import { and, eq, isNull, sql } from 'drizzle-orm'
import { decisions } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type DecisionRow = typeof decisions.$inferSelect
export type NewDecision = typeof decisions.$inferInsert

/** What was recommended last, while nobody knows what comes of it. */
export async function findOpenDecision(tx: Tx, journeyId: string): Promise<DecisionRow | undefined> {
  const [row] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.journeyId, journeyId), isNull(decisions.reward)))
  return row
}

export async function insertDecision(tx: Tx, values: NewDecision): Promise<DecisionRow> {
  const [row] = await tx.insert(decisions).values(values).returning()
  return row!
}

export async function rewardDecision(tx: Tx, id: string, reward: 0 | 1): Promise<void> {
  await tx
    .update(decisions)
    .set({ reward, rewardedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(decisions.id, id), isNull(decisions.reward)))
}
