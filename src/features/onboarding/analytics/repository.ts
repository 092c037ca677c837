import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface FlowFigures extends Record<string, unknown> {
  flow_id: string
  name: string
  started: number
  running: number
  completed: number
  dismissed: number
  median_hours: number | null
}

/** Journeys that began in the last days, by flow. */
export async function sumFlows(tx: Tx, days: number): Promise<FlowFigures[]> {
  const { rows } = await tx.execute<FlowFigures>(sql`
    select f.id as flow_id, f.name, count(j.id)::int as started,
      count(*) filter (where j.status = 'running')::int as running,
      count(*) filter (where j.status = 'completed')::int as completed,
      count(*) filter (where j.status = 'dismissed')::int as dismissed,
      percentile_cont(0.5) within group (order by extract(epoch from j.ended_at - j.started_at) / 3600)
        filter (where j.status = 'completed')::float8 as median_hours
    from flows f left join journeys j on j.tenant_id = f.tenant_id and j.flow_id = f.id and j.status <> 'reset'
      and j.started_at >= now() - make_interval(days => ${days})
    group by f.id order by f.position, f.id limit 100`)
  return rows
}

export interface StepFigures extends Record<string, unknown> {
  step_id: string
  key: string
  title: string
  prior: number
  reached: number
  completed: number
  skipped: number
  asked_for_help: number
}

/** What happened with each step of one version in the journeys that began in the last days. */
export async function sumSteps(
  tx: Tx,
  flowId: string,
  version: number,
  days: number,
): Promise<{ journeys: number; steps: StepFigures[] }> {
  const inPeriod = sql`j.flow_id = ${flowId} and j.flow_version = ${version} and j.status <> 'reset'
    and j.started_at >= now() - make_interval(days => ${days})`
  const counted = (condition: string) =>
    sql`count(distinct e.journey_id) filter (where ${sql.raw(condition)})::int`
  const { rows } = await tx.execute<StepFigures>(sql`
    select s.id as step_id, s.step_key as key, c.title, ${counted('e.is_prior')} as prior,
      ${counted('not e.is_prior')} as reached,
      ${counted(`e.kind = 'completed' and not e.is_prior`)} as completed,
      ${counted(`e.kind = 'skipped'`)} as skipped, ${counted(`e.kind = 'help'`)} as asked_for_help
    from steps s join content_items c on c.tenant_id = s.tenant_id and c.id = s.content_item_id
    left join (step_events e join journeys j on j.tenant_id = e.tenant_id and j.id = e.journey_id and ${inPeriod})
      on e.tenant_id = s.tenant_id and e.step_id = s.id
    where s.flow_id = ${flowId} and s.flow_version = ${version}
    group by s.id, c.title order by s.position, s.id`)
  const begun = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from journeys j where ${inPeriod}`,
  )
  return { journeys: begun.rows[0]!.count, steps: rows }
}

export async function readPulse(tx: Tx): Promise<{ active_learners: number; events_last_minute: number }> {
  const { rows } = await tx.execute<{ active_learners: number; events_last_minute: number }>(sql`
    select count(distinct j.learner)::int as active_learners,
      count(*) filter (where e.created_at >= now() - interval '1 minute')::int as events_last_minute
    from step_events e join journeys j on j.tenant_id = e.tenant_id and j.id = e.journey_id
    where e.created_at >= now() - interval '5 minutes' and not e.is_prior`)
  return rows[0]!
}

/** How many flows have a model, and when one was last trained. */
export async function readTraining(
  tx: Tx,
): Promise<{ flows_with_model: number; last_trained_at: string | null }> {
  const { rows } = await tx.execute<{ flows: number; last: Date | null }>(
    sql`select count(distinct flow_id)::int as flows, max(created_at) as last from onboarding_models`,
  )
  const { flows, last } = rows[0]!
  return { flows_with_model: flows, last_trained_at: last ? new Date(last).toISOString() : null }
}

export interface BusyStep extends Record<string, unknown> {
  step_id: string
  flow: string
  title: string
  viewed: number
  completed: number
  skipped: number
}

export async function findBusySteps(tx: Tx, limit: number): Promise<BusyStep[]> {
  const { rows } = await tx.execute<BusyStep>(sql`
    select s.id as step_id, f.name as flow, c.title,
      count(*) filter (where e.kind = 'viewed')::int as viewed,
      count(*) filter (where e.kind = 'completed')::int as completed,
      count(*) filter (where e.kind = 'skipped')::int as skipped
    from step_events e join steps s on s.tenant_id = e.tenant_id and s.id = e.step_id
    join flows f on f.tenant_id = s.tenant_id and f.id = s.flow_id
    join content_items c on c.tenant_id = s.tenant_id and c.id = s.content_item_id
    where e.created_at >= now() - interval '5 minutes' and not e.is_prior
    group by s.id, f.name, c.title order by count(*) desc, s.id limit ${limit}`)
  return rows
}
