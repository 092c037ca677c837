import { addPeriods, type Grain } from '../series/grains.ts'
import type { AccuracyRow, PointRow, RunRow, SeriesRow } from './repository.ts'
import type { AccuracyResource, PointResource, RunResource, SeriesDetails, SeriesResource } from './schema.ts'

export function toRun(row: RunRow): RunResource {
  const self = `/api/v1/analytics/forecasts/${row.id}`
  return {
    id: row.id,
    name: row.name,
    dataset: row.dataset,
    measure: row.measure,
    keys: row.keys,
    grain: row.grain as Grain,
    filters: row.filters as RunResource['filters'],
    filters_in_words: row.filtersInWords,
    horizon: row.horizon,
    series_limit: row.seriesLimit,
    seed: row.seed,
    time_zone: row.timeZone,
    as_of: row.asOf,
    status: row.status as RunResource['status'],
    phase: row.phase,
    progress_percentage: row.progressPercentage,
    is_cancelling: row.status === 'processing' && row.cancelRequestedAt !== null,
    attempt: row.attempt,
    error_message: row.errorMessage,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    completed_at: row.completedAt?.toISOString() ?? null,
    data_sha256: row.dataHash,
    series_count: row.seriesCount,
    series_left_out: row.seriesLeftOut,
    starts_on: row.startsOn,
    ends_before: row.endsBefore,
    accuracy: toAccuracy(row),
    links: { self, series: `${self}/series` },
  }
}

export function toSeries(run: Pick<RunRow, 'keys'>, row: SeriesRow & { total: number }): SeriesResource {
  return {
    id: row.id,
    position: row.position,
    label: row.label,
    keys: Object.fromEntries(run.keys.map((key, index) => [key, row.keyValues[index]!])),
    method: row.method,
    why: row.why,
    backtest: row.backtestSmape === null ? null : { smape: row.backtestSmape, mase: row.backtestMase },
    total: row.total,
    accuracy: toAccuracy(row),
  }
}

export function toDetails(run: RunRow, row: SeriesRow, points: PointRow[]): SeriesDetails {
  const total = points.reduce((sum, { mean }) => sum + mean, 0)
  return {
    ...toSeries(run, { ...row, total }),
    history: row.history.map((value, index) => ({
      starts_on: addPeriods(row.historyFrom, run.grain as Grain, index),
      value,
    })),
    points: points.map(toPoint),
  }
}

function toPoint(row: PointRow): PointResource {
  return {
    step: row.step,
    starts_on: row.startsOn,
    mean: row.mean,
    interval_80: { lower: row.lower80, upper: row.upper80 },
    interval_95: { lower: row.lower95, upper: row.upper95 },
    interval_99: { lower: row.lower99, upper: row.upper99 },
    actual: row.actual,
  }
}

function toAccuracy(row: AccuracyRow): AccuracyResource {
  return {
    periods: row.periodsScored,
    mase: row.mase,
    smape: row.smape,
    bias: row.bias,
    coverage_80: row.coverage80,
    coverage_95: row.coverage95,
  }
}
