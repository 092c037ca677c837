import * as z from 'zod'
import { forecastStatuses } from '#src/lib/db/schema/insights/forecasts.ts'
import { grainKeys } from '../series/grains.ts'

export const mostSeries = 500
export const mostKeys = 3

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.int(error).min(least, error).max(most, error)
}

export const forecastRequest = z.strictObject({
  /** Left out: the measure and what it is split by. */
  name: z.string().trim().min(1).max(200).optional(),
  dataset: z.string().max(100),
  measure: z.string().max(100),
  /** What the measure is split by; none: one series of everything. */
  keys: z.array(z.string().max(100)).max(mostKeys, `must be at most ${mostKeys} keys`).default([]),
  grain: z.enum(grainKeys, `must be one of: ${grainKeys.join(', ')}`),
  filters: z.record(z.string(), z.unknown()).default({}),
  /** Periods ahead; left out: what suits the grain. */
  horizon: z.int('must be a whole number').optional(),
  /** The largest series alone. */
  series_limit: whole(1, mostSeries).default(100),
  /** The last day that the forecast may know of; left out: today. */
  as_of: z.iso.date('must be a day as YYYY-MM-DD').optional(),
  seed: whole(0, 1_000_000_000).default(1),
})
export type ForecastRequest = z.input<typeof forecastRequest>
export type ParsedRequest = z.output<typeof forecastRequest>

const runId = z.uuid('must be the ID of a forecast')
export const runById = z.strictObject({ id: runId })
export const seriesById = z.strictObject({ id: runId, series: z.uuid('must be the ID of a series') })

const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
}

export const listRunsInput = z.strictObject(paging)
export const listSeriesInput = z.strictObject({ id: runId, ...paging })

const instant = z.iso.datetime()
const day = z.iso.date()

export const accuracyResource = z.object({
  periods: z.int(),
  mase: z.number().nullable(),
  smape: z.number().nullable(),
  bias: z.number().nullable(),
  coverage_80: z.number().nullable(),
  coverage_95: z.number().nullable(),
})
export type AccuracyResource = z.infer<typeof accuracyResource>

export const runResource = z.object({
  id: z.uuid(),
  name: z.string(),
  dataset: z.string(),
  measure: z.string(),
  keys: z.array(z.string()),
  grain: z.enum(grainKeys),
  filters: z.record(z.string(), z.unknown()),
  filters_in_words: z.array(z.string()),
  horizon: z.int(),
  series_limit: z.int(),
  seed: z.int(),
  time_zone: z.string(),
  as_of: day,
  status: z.enum(forecastStatuses),
  phase: z.string().nullable(),
  progress_percentage: z.int(),
  is_cancelling: z.boolean(),
  attempt: z.int(),
  error_message: z.string().nullable(),
  created_at: instant,
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  data_sha256: z.string().nullable(),
  series_count: z.int().nullable(),
  series_left_out: z.int().nullable(),
  starts_on: day.nullable(),
  ends_before: day.nullable(),
  /** Of the periods that have ended. */
  accuracy: accuracyResource,
  links: z.object({ self: z.string(), series: z.string() }),
})
export type RunResource = z.infer<typeof runResource>

export const seriesResource = z.object({
  id: z.uuid(),
  position: z.int(),
  label: z.string(),
  keys: z.record(z.string(), z.string()),
  method: z.string(),
  why: z.string(),
  backtest: z.object({ smape: z.number(), mase: z.number().nullable() }).nullable(),
  /** What is expected of all periods ahead together. */
  total: z.number(),
  accuracy: accuracyResource,
})
export type SeriesResource = z.infer<typeof seriesResource>

const limits = z.object({ lower: z.number(), upper: z.number() })

export const pointResource = z.object({
  step: z.int(),
  starts_on: day,
  mean: z.number(),
  interval_80: limits,
  interval_95: limits,
  interval_99: limits,
  /** Null while the period has not ended. */
  actual: z.number().nullable(),
})
export type PointResource = z.infer<typeof pointResource>

export const seriesDetails = z.object({
  ...seriesResource.shape,
  /** A value is null where there was no stock, so that nobody could buy. */
  history: z.array(z.object({ starts_on: day, value: z.number().nullable() })),
  points: z.array(pointResource),
})
export type SeriesDetails = z.infer<typeof seriesDetails>
