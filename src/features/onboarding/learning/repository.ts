import { and, count, desc, eq, gt, gte, isNotNull, lt, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { flows, steps } from '#src/lib/db/schema/onboarding/flows.ts'
import { decisions, journeys, onboardingModels } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ModelRow = typeof onboardingModels.$inferSelect
export type NewModel = typeof onboardingModels.$inferInsert

/** The newest model of a flow. */
export async function findModel(tx: Tx, flowId: string): Promise<ModelRow | undefined> {
  const [row] = await tx
    .select()
    .from(onboardingModels)
    .where(eq(onboardingModels.flowId, flowId))
    .orderBy(desc(onboardingModels.number))
    .limit(1)
  return row
}

export async function insertModel(tx: Tx, values: NewModel): Promise<void> {
  await tx.insert(onboardingModels).values(values)
}

/** So many models of a flow are kept, for the decisions that name them. */
const modelsKept = 10

export async function forgetOldModels(tx: Tx, flowId: string, newest: number): Promise<void> {
  const { flowId: flow, number } = onboardingModels
  await tx.delete(onboardingModels).where(and(eq(flow, flowId), lt(number, newest - modelsKept + 1)))
}

export async function forgetModels(tx: Tx, flowId: string): Promise<void> {
  await tx.delete(onboardingModels).where(eq(onboardingModels.flowId, flowId))
}

export interface EndedDecision {
  id: string
  stepKey: string
  context: Record<string, number>
  reward: number
  propensity: number
  eligible: string[]
  isHeldOut: boolean
}

const columns = {
  id: decisions.id,
  stepKey: steps.stepKey,
  context: decisions.context,
  reward: decisions.reward,
  propensity: decisions.propensity,
  eligible: decisions.eligible,
  isHeldOut: journeys.isHeldOut,
}

function ended(flowId: string, since: Date | null) {
  return and(
    eq(journeys.flowId, flowId),
    isNotNull(decisions.reward),
    // Of learners who refuse to have their steps chosen from what they do, nothing is known.
    sql`${decisions.context} <> '{}'`,
    since ? gte(decisions.createdAt, since) : undefined,
  )
}

/** Decisions of which it is known what came of them, oldest first, behind the one that is named. */
export async function findEnded(
  tx: Tx,
  flowId: string,
  { since, after, limit }: { since: Date | null; after: string | undefined; limit: number },
): Promise<EndedDecision[]> {
  const rows = await tx
    .select(columns)
    .from(decisions)
    .innerJoin(journeys, eq(journeys.id, decisions.journeyId))
    .innerJoin(steps, eq(steps.id, decisions.stepId))
    .where(and(ended(flowId, since), after ? gt(decisions.id, after) : undefined))
    .orderBy(decisions.id)
    .limit(limit)
  return rows.map((row) => ({ ...row, reward: row.reward! }))
}

/** The newest of them, for what an experiment shows. */
export async function findNewestEnded(
  tx: Tx,
  flowId: string,
  since: Date | null,
  limit: number,
): Promise<(EndedDecision & { policy: string })[]> {
  const rows = await tx
    .select({ ...columns, policy: decisions.policy })
    .from(decisions)
    .innerJoin(journeys, eq(journeys.id, decisions.journeyId))
    .innerJoin(steps, eq(steps.id, decisions.stepId))
    .where(ended(flowId, since))
    .orderBy(desc(decisions.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, reward: row.reward! }))
}

export async function countEnded(tx: Tx, flowId: string, since: Date | null): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(decisions)
    .innerJoin(journeys, eq(journeys.id, decisions.journeyId))
    .where(ended(flowId, since))
  return row!.count
}

/** A recommendation that was not followed for so long has ended. */
const unansweredDays = 7

/** Ends at most `limit` decisions that nothing came of; across all companies. */
export async function endUnanswered(tx: Tx, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update decisions set reward = 0, rewarded_at = now(), updated_at = now() where id = any(array(
      select d.id from decisions d where d.reward is null
        and d.created_at < now() - make_interval(days => ${unansweredDays})
      order by d.created_at limit ${limit} for update skip locked))`)
  return rowCount ?? 0
}

/** Flows whose model lags behind by so many ended decisions, of all companies. */
export async function findStaleFlows(
  tx: Tx,
  { needed, fresh, limit }: { needed: number; fresh: number; limit: number },
): Promise<{ id: string; tenantId: TenantId }[]> {
  const { rows } = await tx.execute<{ id: string; tenantId: TenantId }>(sql`
    select f.id, f.tenant_id as "tenantId" from ${flows} f
    cross join lateral (
      select count(*)::int as ended from ${decisions} d
      join ${journeys} j on j.tenant_id = d.tenant_id and j.id = d.journey_id
      where j.tenant_id = f.tenant_id and j.flow_id = f.id and d.reward is not null and d.context <> '{}'
        and d.created_at >= coalesce(f.learns_since, '-infinity')
    ) e
    left join lateral (
      select m.trained_on from ${onboardingModels} m where m.tenant_id = f.tenant_id and m.flow_id = f.id
      order by m.number desc limit 1
    ) m on true
    where f.status = 'published' and f.policy <> 'fixed_order' and e.ended >= ${needed}
      and e.ended - coalesce(m.trained_on, 0) >= ${fresh}
    limit ${limit}`)
  return rows
}

export async function resetLearning(tx: Tx, flowId: string): Promise<void> {
  await tx.update(flows).set({ learnsSince: sql`now()` }).where(eq(flows.id, flowId))
}
