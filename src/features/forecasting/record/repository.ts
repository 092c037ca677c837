import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { forecastPoints, forecastRuns, forecastSeries } from '#src/lib/db/schema/insights/forecasts.ts'
import { tenants } from '#src/lib/db/schema/tenants.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type RunRow = typeof forecastRuns.$inferSelect
export type NewRun = typeof forecastRuns.$inferInsert
export type SeriesRow = typeof forecastSeries.$inferSelect
export type PointRow = typeof forecastPoints.$inferSelect
export type AccuracyRow = Pick<
  RunRow,
  'periodsScored' | 'mase' | 'smape' | 'bias' | 'coverage80' | 'coverage95'
>

export async function insertRun(tx: Tx, values: NewRun): Promise<RunRow> {
  const [row] = await tx.insert(forecastRuns).values(values).returning()
  return row!
}

/** Of the tenant that the transaction is for. */
export async function findTimeZone(tx: Tx, tenantId: string): Promise<string | undefined> {
  const [row] = await tx.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, tenantId))
  return row?.timeZone
}

export async function countUnfinished(tx: Tx): Promise<number> {
  return tx.$count(forecastRuns, inArray(forecastRuns.status, ['pending', 'processing']))
}

export interface RunFilter {
  /** The datasets whose runs may be seen. */
  readable: string[]
  /** Only those of which periods have ended. */
  isScored?: boolean
}

/** Newest first; with `after` those behind that instant and id. */
export async function findRuns(
  tx: Tx,
  filter: RunFilter,
  page: { limit: number; offset: number; after: { at: string; id: string } | undefined },
): Promise<(RunRow & { createdText: string })[]> {
  const { after } = page
  const isAfter = after
    ? sql`(${forecastRuns.createdAt}, ${forecastRuns.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined
  const found = await tx
    .select({ row: forecastRuns, createdText: sql<string>`${forecastRuns.createdAt}::text` })
    .from(forecastRuns)
    .where(and(matches(filter), isAfter))
    .orderBy(desc(forecastRuns.createdAt), desc(forecastRuns.id))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, createdText }) => ({ ...row, createdText }))
}

export async function countRuns(tx: Tx, filter: RunFilter): Promise<number> {
  return tx.$count(forecastRuns, matches(filter))
}

function matches({ readable, isScored }: RunFilter) {
  const scored = isScored ? gt(forecastRuns.periodsScored, 0) : undefined
  return and(inArray(forecastRuns.dataset, readable), scored)
}

export async function findRun(tx: Tx, readable: string[], id: string): Promise<RunRow | undefined> {
  const [row] = await tx
    .select()
    .from(forecastRuns)
    .where(and(eq(forecastRuns.id, id), inArray(forecastRuns.dataset, readable)))
  return row
}

/** The largest series first; with `after` those behind that position. */
export async function findSeriesOf(
  tx: Tx,
  runId: string,
  page: { limit: number; after: number },
): Promise<(SeriesRow & { total: number })[]> {
  const total = sql<number>`(select coalesce(sum(p.mean), 0) from forecast_points p
    where p.tenant_id = forecast_series.tenant_id and p.series_id = forecast_series.id)`
  const found = await tx
    .select({ row: forecastSeries, total })
    .from(forecastSeries)
    .where(and(eq(forecastSeries.runId, runId), sql`${forecastSeries.position} > ${page.after}`))
    .orderBy(asc(forecastSeries.position))
    .limit(page.limit)
  return found.map(({ row, total }) => ({ ...row, total }))
}

export async function findSeries(
  tx: Tx,
  { runId, id }: { runId: string; id: string },
): Promise<SeriesRow | undefined> {
  const [row] = await tx
    .select()
    .from(forecastSeries)
    .where(and(eq(forecastSeries.id, id), eq(forecastSeries.runId, runId)))
  return row
}

export async function findPoints(tx: Tx, seriesId: string): Promise<PointRow[]> {
  return tx
    .select()
    .from(forecastPoints)
    .where(eq(forecastPoints.seriesId, seriesId))
    .orderBy(asc(forecastPoints.step))
}

/** Asks a run to end: one that waits does at once. Undefined when it has ended already. */
export async function requestCancel(tx: Tx, id: string): Promise<RunRow | undefined> {
  const [row] = await tx
    .update(forecastRuns)
    .set({
      cancelRequestedAt: sql`coalesce(${forecastRuns.cancelRequestedAt}, now())`,
      status: sql`case when ${forecastRuns.status} = 'pending' then 'cancelled' else ${forecastRuns.status} end`,
      completedAt: sql`case when ${forecastRuns.status} = 'pending' then now() end`,
    })
    .where(and(eq(forecastRuns.id, id), inArray(forecastRuns.status, ['pending', 'processing'])))
    .returning()
  return row
}

export interface ItemForecast {
  itemId: string
  runId: string
  method: string
  points: { startsOn: string; endsBefore: string; mean: number; lower80: number; upper80: number }[]
}

/** The latest forecast of each of these items, its periods that have not ended by this day. */
export async function findItemForecasts(tx: Tx, itemIds: string[], today: string): Promise<ItemForecast[]> {
  const { rows } = await tx.$client.query<ItemForecast>(
    `select s.item_id as "itemId", s.run_id as "runId", s.method, p.points
     from unnest($1::uuid[]) as item(id)
     cross join lateral (
       select s.*, r.ends_before from forecast_series s join forecast_runs r on r.id = s.run_id
       where s.item_id = item.id and r.ends_before > $2::date order by s.id desc limit 1
     ) s
     cross join lateral (
       select json_agg(json_build_object('startsOn', starts_on, 'endsBefore', ends, 'mean', mean,
         'lower80', lower_80, 'upper80', upper_80) order by step) as points
       from (select p.*, lead(starts_on, 1, s.ends_before) over (order by step) as ends
         from forecast_points p where p.series_id = s.id) p
       where ends > $2::date
     ) p`,
    [itemIds, today],
  )
  return rows
}
