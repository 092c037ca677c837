import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm'
import { forecastPoints, forecastRuns, forecastSeries } from '#src/lib/db/schema/insights/forecasts.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { PointRow, RunRow, SeriesRow } from '../record/repository.ts'

/** Runs with a period that has ended somewhere on earth and is not scored. Across all tenants. */
export async function findUnscored(tx: Tx, limit: number): Promise<RunRow[]> {
  return tx
    .select()
    .from(forecastRuns)
    .where(and(isNotNull(forecastRuns.scoreOn), lte(forecastRuns.scoreOn, sql`current_date + 1`)))
    .orderBy(asc(forecastRuns.scoreOn))
    .limit(limit)
}

/** Every series of a run with its points up to that day. */
export async function findScored(
  tx: Tx,
  runId: string,
  before: string,
): Promise<{ series: SeriesRow; points: PointRow[] }[]> {
  const rows = await tx
    .select({ series: forecastSeries, point: forecastPoints })
    .from(forecastSeries)
    .innerJoin(forecastPoints, eq(forecastPoints.seriesId, forecastSeries.id))
    .where(and(eq(forecastSeries.runId, runId), sql`${forecastPoints.startsOn} < ${before}`))
    .orderBy(asc(forecastSeries.position), asc(forecastPoints.step))
  const found = Map.groupBy(rows, ({ series }) => series.id)
  return [...found.values()].map((group) => ({
    series: group[0]!.series,
    points: group.map(({ point }) => point),
  }))
}

interface Figures {
  periodsScored: number
  mase: number | null
  smape: number | null
  bias: number | null
  coverage80: number | null
  coverage95: number | null
}

/** What came in each period of these series. */
export async function setActuals(
  tx: Tx,
  actuals: { seriesId: string; step: number; actual: number }[],
): Promise<void> {
  await tx.$client.query(
    `update forecast_points p set actual = a.actual
     from unnest($1::uuid[], $2::integer[], $3::float8[]) as a(series_id, step, actual)
     where p.series_id = a.series_id and p.step = a.step`,
    [
      actuals.map(({ seriesId }) => seriesId),
      actuals.map(({ step }) => step),
      actuals.map(({ actual }) => actual),
    ],
  )
}

export async function setSeriesScores(tx: Tx, scores: ({ id: string } & Figures)[]): Promise<void> {
  await tx.$client.query(
    `update forecast_series s set periods_scored = a.periods, mase = a.mase, smape = a.smape, bias = a.bias,
       coverage_80 = a.coverage_80, coverage_95 = a.coverage_95
     from unnest($1::uuid[], $2::integer[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])
       as a(id, periods, mase, smape, bias, coverage_80, coverage_95)
     where s.id = a.id`,
    [
      scores.map(({ id }) => id),
      scores.map(({ periodsScored }) => periodsScored),
      scores.map(({ mase }) => mase),
      scores.map(({ smape }) => smape),
      scores.map(({ bias }) => bias),
      scores.map(({ coverage80 }) => coverage80),
      scores.map(({ coverage95 }) => coverage95),
    ],
  )
}

export async function setRunScore(
  tx: Tx,
  id: string,
  score: Partial<Figures> & { scoreOn: string | null },
): Promise<void> {
  await tx.update(forecastRuns).set(score).where(eq(forecastRuns.id, id))
}
