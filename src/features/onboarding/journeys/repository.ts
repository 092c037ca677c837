import { and, asc, eq, getTableColumns, inArray, isNull, max, ne, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { flows } from '#src/lib/db/schema/onboarding/flows.ts'
import { journeys, stepEvents } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type JourneyRow = typeof journeys.$inferSelect
export type NewJourney = typeof journeys.$inferInsert
export type EventRow = typeof stepEvents.$inferSelect
export type NewEvent = typeof stepEvents.$inferInsert

/** A journey with what its flow is called. */
export type JourneyFound = JourneyRow & { flowName: string; flowDescription: string; flowPosition: number }

function selectJourneys(tx: Tx) {
  const { name: flowName, description: flowDescription, position: flowPosition } = flows
  return tx
    .select({ ...getTableColumns(journeys), flowName, flowDescription, flowPosition })
    .from(journeys)
    .innerJoin(flows, eq(flows.id, journeys.flowId))
}

/** Everything that a learner began and did not set back. */
export async function findJourneysOf(tx: Tx, learner: string): Promise<JourneyFound[]> {
  return selectJourneys(tx)
    .where(and(eq(journeys.learner, learner), ne(journeys.status, 'reset')))
    .orderBy(asc(flows.position), asc(flows.id))
}

export async function findJourney(tx: Tx, id: string): Promise<JourneyFound | undefined> {
  const [row] = await selectJourneys(tx).where(eq(journeys.id, id))
  return row
}

/** One request of a learner at a time changes what they have begun, until the end of the transaction. */
export async function lockLearner(tx: Tx, tenantId: TenantId, learner: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`journeys ${tenantId} ${learner}`}, 0))`,
  )
}

/** Locked until the transaction ends: two windows of one learner follow each other. */
export async function lockJourney(tx: Tx, id: string): Promise<JourneyFound | undefined> {
  const [row] = await tx.select().from(journeys).where(eq(journeys.id, id)).for('update')
  return row && findJourney(tx, id)
}

/** Does nothing where the learner has one in this flow already. */
export async function insertJourney(tx: Tx, values: NewJourney): Promise<void> {
  await tx.insert(journeys).values(values).onConflictDoNothing()
}

export async function endJourney(tx: Tx, id: string, status: 'completed' | 'dismissed'): Promise<void> {
  await tx
    .update(journeys)
    .set({ status, endedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(journeys.id, id), eq(journeys.status, 'running')))
}

/** Returns how many of the learner's journeys were set back. */
export async function resetJourneys(tx: Tx, learner: string, flowId: string | undefined): Promise<string[]> {
  const rows = await tx
    .update(journeys)
    .set({ status: 'reset', endedAt: sql`coalesce(ended_at, now())`, updatedAt: sql`now()` })
    .where(
      and(
        eq(journeys.learner, learner),
        ne(journeys.status, 'reset'),
        flowId ? eq(journeys.flowId, flowId) : undefined,
      ),
    )
    .returning({ id: journeys.id })
  return rows.map(({ id }) => id)
}

/** The events that decide about steps: how often somebody looked does not. */
export async function findDecidingEvents(tx: Tx, journeyId: string): Promise<EventRow[]> {
  return tx
    .selectDistinctOn([stepEvents.stepId, stepEvents.kind])
    .from(stepEvents)
    .where(and(eq(stepEvents.journeyId, journeyId), inArray(stepEvents.kind, ['completed', 'skipped'])))
    .orderBy(asc(stepEvents.stepId), asc(stepEvents.kind), asc(stepEvents.occurredAt))
}

export async function findLastEventAt(tx: Tx, journeyId: string): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: max(stepEvents.occurredAt) })
    .from(stepEvents)
    .where(eq(stepEvents.journeyId, journeyId))
  return row?.at ?? undefined
}

/** Returns how many were new: an event that is there, and a second completion, change nothing. */
export async function insertEvents(tx: Tx, values: NewEvent[]): Promise<number> {
  if (values.length === 0) return 0
  const rows = await tx
    .insert(stepEvents)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: stepEvents.id })
  return rows.length
}

/** When a person, or anybody of the company, first did each of these; one look into the index for each. */
export async function findFirstTimes(
  tx: Tx,
  actions: string[],
  userId: string | undefined,
): Promise<Map<string, Date>> {
  if (actions.length === 0) return new Map()
  const byWhom = userId ? sql`and e.user_id = ${userId}` : sql``
  const { rows } = await tx.execute<{ action: string; at: Date }>(sql`
    select a.action, f.created_at as at from unnest(${sql.param(actions)}::text[]) a(action)
    cross join lateral (
      select e.created_at from audit_entries e
      where e.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
        and e.action = a.action ${byWhom} order by e.created_at limit 1
    ) f`)
  return new Map(rows.map(({ action, at }) => [action, new Date(at)]))
}

/** A company that has more counts as large anyway. */
const mostMembers = 1_000

export async function countMembers(tx: Tx): Promise<number> {
  const some = tx.select({ one: sql`1` }).from(users).where(isNull(users.disabledAt)).limit(mostMembers)
  const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from (${some}) s`)
  return rows[0]!.count
}
