import { and, eq, inArray, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { latenessUpkeep, latePredictions } from '#src/lib/db/schema/insights/late-predictions.ts'
import { models } from '#src/lib/db/schema/insights/models.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isDead } from '#src/lib/jobs/liveness.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import { aboutModel, type ModelRow, type NewModel } from '../record/repository.ts'

/** Whose attempt it is: every statement of a training is fenced by it. */
export type Claim = Pick<ModelRow, 'id' | 'attempt'>

/** Takes a waiting training: undefined when it does not wait any more. */
export async function claimTraining(tx: Tx, id: string, worker: Worker): Promise<ModelRow | undefined> {
  const [row] = await tx
    .update(models)
    .set({
      status: 'training',
      phase: 'reading',
      progressPercentage: 0,
      attempt: sql`${models.attempt} + 1`,
      workerId: worker.id,
      heartbeatAt: sql`now()`,
      startedAt: sql`now()`,
    })
    .where(and(eq(models.id, id), eq(models.status, 'pending')))
    .returning(aboutModel)
  return row
}

export type Report = Partial<Pick<NewModel, 'phase' | 'progressPercentage'>>

/** A report is also a heartbeat. Nobody cancels a training; undefined when the attempt is no longer ours. */
export async function reportTraining(tx: Tx, claim: Claim, report: Report): Promise<false | undefined> {
  const { rowCount } = await tx
    .update(models)
    .set({ ...report, heartbeatAt: sql`now()` })
    .where(isOurs(claim))
  return rowCount === 1 ? false : undefined
}

/** Ends our attempt: undefined when it was taken over. */
export async function settleTraining(
  tx: Tx,
  claim: Claim,
  changes: Partial<NewModel> & Pick<NewModel, 'status'>,
): Promise<ModelRow | undefined> {
  const [row] = await tx
    .update(models)
    .set({ phase: null, workerId: null, heartbeatAt: null, ...changes })
    .where(isOurs(claim))
    .returning(aboutModel)
  return row
}

/** The attempt's row, held until the end of the transaction; undefined when it was taken over. */
export async function lockTraining(tx: Tx, claim: Claim): Promise<ModelRow | undefined> {
  const [row] = await tx.select(aboutModel).from(models).where(isOurs(claim)).for('update')
  return row
}

function isOurs({ id, attempt }: Claim) {
  return and(eq(models.id, id), eq(models.status, 'training'), eq(models.attempt, attempt))
}

/** Running ones whose worker died, or has been silent for longer than the lease. Across all tenants. */
export async function findAbandoned(
  tx: Tx,
  leaseSeconds: number,
): Promise<Pick<ModelRow, 'id' | 'attempt' | 'tenantId'>[]> {
  const { id, attempt, tenantId } = models
  return tx
    .select({ id, attempt, tenantId })
    .from(models)
    .where(
      and(
        eq(models.status, 'training'),
        sql`(${models.heartbeatAt} < now() - make_interval(secs => ${leaseSeconds})
          or ${isDead(sql`${models.workerId}`)})`,
      ),
    )
    .limit(100)
}

/** Companies that wait for deliveries and whose lines are not predicted as of their day. Across all tenants. */
export async function findUnscored(tx: Tx, now: Date, limit: number): Promise<TenantId[]> {
  const { rows } = await tx.execute<{ id: TenantId }>(sql`
    select t.id from tenants t left join lateness_upkeep u on u.tenant_id = t.id
    where (u.scored_on is null or u.scored_on < (${now.toISOString()}::timestamptz at time zone t.time_zone)::date)
      and exists (select from purchase_orders o
        where o.tenant_id = t.id and o.status in ('sent', 'partially_received'))
    order by u.scored_on nulls first limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** One run of a company at a time writes predictions, until the end of the transaction. */
export async function lockPredictions(tx: Tx, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`late_predictions ${tenantId}`}, 0))`)
}

/**
 * Writes what became of predicted lines, once: in time on the day the last piece came, late from the day after it was
 * promised, and how late once it came. Returns how many lines became known.
 */
export async function settleOutcomes(tx: Tx, orderId: string | null, today: string): Promise<number> {
  // A line that was called off before it was due is neither in time nor late.
  const known = await tx.execute(sql`
    update late_predictions p set is_current = false,
      is_late = case when a.full_on is not null then a.full_on > p.promised_on when not a.is_called_off then true end,
      known_on = case when a.full_on <= p.promised_on then a.full_on when not a.is_called_off then p.promised_on + 1 end
    from ${arrivals(sql`p.is_late is null`, orderId)} a
    where p.id = a.id
      and (a.full_on is not null or (a.is_called_off and p.is_current)
        or (not a.is_called_off and p.promised_on < ${today}::date))`)
  await tx.execute(sql`
    update late_predictions p set actual_days_late = a.full_on - p.promised_on
    from ${arrivals(sql`p.actual_days_late is null`, orderId)} a where p.id = a.id and a.full_on is not null`)
  return known.rowCount ?? 0
}

/** Predictions with the day on which their line came in full, null until then. */
function arrivals(which: ReturnType<typeof sql>, orderId: string | null) {
  const ofOrder = orderId === null ? sql`true` : sql`p.order_id = ${orderId}::uuid`
  return sql`(
    select p.id, min(d.delivered_on) as full_on,
      coalesce(o.ended_at::date <= p.promised_on, false) and min(d.delivered_on) is null as is_called_off
    from late_predictions p
      join purchase_order_lines l on l.tenant_id = p.tenant_id and l.id = p.order_line_id
      join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
      left join lateral (
        select d.delivered_on, sum(dl.quantity - dl.rejected) over (order by d.delivered_on, d.id) as accepted
        from delivery_lines dl join deliveries d on d.tenant_id = dl.tenant_id and d.id = dl.delivery_id
        where dl.tenant_id = l.tenant_id and dl.order_line_id = l.id and d.status = 'posted'
      ) d on d.accepted >= l.quantity
    where ${which} and ${ofOrder}
    group by p.id, o.ended_at)`
}

export type NewPrediction = typeof latePredictions.$inferInsert

export interface OpenLine {
  id: string
  orderId: string
  supplierId: string
  promisedOn: string
  /** The prediction in force, if there is one. */
  currentId: string | null
  modelId: string | null
  basis: string | null
  probability: number | null
  saidFor: string | null
  /** The models that ever said something of it; empty: its history. */
  saidBy: string[]
}

/** Those of these lines that may still come, with what was said of them last. */
export async function findOpen(tx: Tx, lineIds: string[]): Promise<OpenLine[]> {
  const { rows } = await tx.$client.query<OpenLine>(
    `select l.id, l.order_id as "orderId", o.supplier_id as "supplierId",
       coalesce(l.confirmed_on, l.due_on)::text as "promisedOn", p.id as "currentId", p.model_id as "modelId", p.basis,
       p.probability::float8, p.promised_on::text as "saidFor",
       array(select distinct coalesce(e.model_id::text, '') from late_predictions e where e.order_line_id = l.id)
         as "saidBy"
     from purchase_order_lines l
       join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
         and o.status in ('sent', 'partially_received')
       left join late_predictions p on p.tenant_id = l.tenant_id and p.order_line_id = l.id and p.is_current
     where l.id = any($1) and l.received < l.quantity`,
    [lineIds],
  )
  return rows
}

const batch = 2_000

/** Puts predictions in force, in place of those with these ids. */
export async function storePredictions(tx: Tx, superseded: string[], rows: NewPrediction[]): Promise<void> {
  await tx
    .update(latePredictions)
    .set({ isCurrent: false })
    .where(and(inArray(latePredictions.id, superseded), eq(latePredictions.isCurrent, true)))
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(latePredictions).values(rows.slice(from, from + batch))
}

export async function noteScored(tx: Tx, values: typeof latenessUpkeep.$inferInsert): Promise<void> {
  const { tenantId: target } = latenessUpkeep
  await tx.insert(latenessUpkeep).values(values).onConflictDoUpdate({ target, set: values })
}
