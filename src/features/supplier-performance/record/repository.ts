import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { models } from '#src/lib/db/schema/insights/models.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

const { learned, ...about } = getTableColumns(models)

export type NewModel = typeof models.$inferInsert
/** Everything but what was learned, which is large. */
export type ModelRow = Omit<typeof models.$inferSelect, 'learned'>
type Kind = 'lateness'

export const aboutModel = about

/** Models with the name of whom they were put to use by, in the order of the ids. */
export async function findModels(tx: Tx, ids: string[]) {
  if (ids.length === 0) return []
  const found = await tx
    .select({ row: about, activatedBy: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}` })
    .from(models)
    .leftJoin(users, eq(users.id, models.activatedBy))
    .where(inArray(models.id, ids))
  const byId = new Map(found.map((one) => [one.row.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
export type FoundModel = Awaited<ReturnType<typeof findModels>>[number]

/** Undefined while another training of its kind waits or runs. */
export async function insertModel(tx: Tx, values: Omit<NewModel, 'number'>): Promise<ModelRow | undefined> {
  const number = sql`(select coalesce(max(number), 0) + 1 from models where kind = ${values.kind})`
  const [row] = await tx
    .insert(models)
    .values({ ...values, number: number as unknown as number })
    .onConflictDoNothing()
    .returning(about)
  return row
}

export async function findActive(tx: Tx, kind: Kind): Promise<ModelRow | undefined> {
  const [row] = await tx
    .select(about)
    .from(models)
    .where(and(eq(models.kind, kind), eq(models.status, 'active')))
  return row
}

/** What the model in use learned; undefined for none, or one that an earlier version of the code trained. */
export async function findInUse(tx: Tx, kind: Kind, codeVersion: string) {
  const [row] = await tx
    .select({ id: models.id, number: models.number, asOf: models.asOf, learned })
    .from(models)
    .where(and(eq(models.kind, kind), eq(models.status, 'active'), eq(models.codeVersion, codeVersion)))
  return row
}

/** The last one that was trained, or that waits. */
export async function findNewest(tx: Tx, kind: Kind): Promise<ModelRow | undefined> {
  const [row] = await tx
    .select(about)
    .from(models)
    .where(eq(models.kind, kind))
    .orderBy(desc(models.number))
    .limit(1)
  return row
}

export async function lockModel(tx: Tx, id: string): Promise<ModelRow | undefined> {
  const [row] = await tx.select(about).from(models).where(eq(models.id, id)).for('update')
  return row
}

/** Moves every model of a kind from a status; of two movers one wins. */
export async function retireFrom(tx: Tx, kind: Kind, status: 'active' | 'candidate'): Promise<void> {
  await tx
    .update(models)
    .set({ status: 'retired' })
    .where(and(eq(models.kind, kind), eq(models.status, status)))
}

/** Undefined when its status is no longer that. */
export async function activate(
  tx: Tx,
  { id, status }: Pick<ModelRow, 'id' | 'status'>,
  activatedBy: string,
): Promise<ModelRow | undefined> {
  const [row] = await tx
    .update(models)
    .set({ status: 'active', activatedAt: sql`now()`, activatedBy })
    .where(and(eq(models.id, id), eq(models.status, status)))
    .returning(about)
  return row
}

export interface Outcomes {
  modelId: string | null
  lines: number
  late: number
  /** How many were expected to be late. */
  expected: number
  brier: number
  /** Null without a line of either kind. */
  auc: number | null
}

/** How the first prediction of each line turned out, by model; null: predictions from history. */
export async function readOutcomes(tx: Tx, modelIds: (string | null)[]): Promise<Outcomes[]> {
  const { rows } = await tx.execute<Outcomes & Record<string, unknown>>(sql`
    with counted as (
      select model_id, is_late, probability,
        rank() over same + (count(*) over (partition by model_id, probability) - 1) / 2.0 as place
      from late_predictions
      where is_first and is_late is not null
        and (model_id = any(${sql.param(modelIds.filter((id) => id !== null))}::uuid[])
          or (model_id is null and ${modelIds.includes(null)}))
      window same as (partition by model_id order by probability)
    )
    select model_id as "modelId", count(*)::integer as lines, (count(*) filter (where is_late))::integer as late,
      sum(probability)::float8 as expected, avg((probability - is_late::integer) ^ 2)::float8 as brier,
      ((sum(place) filter (where is_late) - count(*) filter (where is_late) * (count(*) filter (where is_late) + 1) / 2.0)
        / nullif(count(*) filter (where is_late) * count(*) filter (where not is_late), 0))::float8 as auc
    from counted group by model_id`)
  return rows
}

/** Ten parts of as many lines each, by probability: what was said, and what came. */
export async function readBins(
  tx: Tx,
  modelId: string | null,
): Promise<{ count: number; said: number; came: number }[]> {
  const { rows } = await tx.execute<{ count: number; said: number; came: number }>(sql`
    select count(*)::integer as count, avg(probability)::float8 as said, avg(is_late::integer)::float8 as came
    from (select probability, is_late, ntile(10) over (order by probability, id) as bin from late_predictions
      where is_first and is_late is not null and model_id is not distinct from ${modelId}::uuid) p
    group by bin order by bin`)
  return rows
}

/** How far the last outcomes of a model lie from what it said, in standard deviations. */
export async function readDrift(
  tx: Tx,
  modelId: string,
  last: number,
): Promise<{ lines: number; deviations: number }> {
  const { rows } = await tx.execute<{ lines: number; deviations: number }>(sql`
    select count(*)::integer as lines,
      coalesce(abs(sum(is_late::integer - probability)) / nullif(sqrt(sum(probability * (1 - probability))), 0), 0)::float8
        as deviations
    from (select is_late, probability from late_predictions
      where model_id = ${modelId} and is_first and is_late is not null order by known_on desc, id desc limit ${last}) p`)
  return rows[0]!
}
