import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

export const forecastStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const

export const forecastGrains = ['day', 'week', 'month', 'quarter'] as const

/** What the periods of a forecast that have ended say about it; null where too little is known. */
function accuracy() {
  return {
    /** Periods that have ended and are scored. */
    periodsScored: integer().notNull().default(0),
    mase: doublePrecision(),
    /** In percent, 0 to 200. */
    smape: doublePrecision(),
    /** Sum of forecasts less actuals, as a share of the actuals: 0.1 promised 10 % too much. */
    bias: doublePrecision(),
    /** Shares from 0 to 1 of the actuals within the 80 % and 95 % intervals. */
    coverage80: doublePrecision('coverage_80'),
    coverage95: doublePrecision('coverage_95'),
  }
}

/** One request to forecast a measure of a dataset, which a job carries out. */
export const forecastRuns = pgTable(
  'forecast_runs',
  {
    id: id(),
    tenantId: tenantId(),
    name: text().notNull(),
    dataset: text().notNull(),
    measure: text().notNull(),
    /** What the measure is split by; empty: one series of everything. */
    keys: text().array().notNull(),
    grain: text().notNull(),
    filters: jsonb().notNull().default({}),
    filtersInWords: text().array().notNull().default([]),
    horizon: integer().notNull(),
    /** At most so many series, the largest ones. */
    seriesLimit: integer().notNull(),
    seed: integer().notNull(),
    timeZone: text().notNull(),
    /** The last day that the run may know of; the period that it lies in is the first one forecast. */
    asOf: date().notNull(),
    /** Null: asked for by code, not by a person. */
    createdBy: byUser(),
    apiKeyId: uuid(),
    requestId: text().notNull(),

    status: text().notNull().default('pending'),
    /** reading, forecasting or publishing. */
    phase: text(),
    progressPercentage: integer().notNull().default(0),
    /** Raised by every claim: the fence that keeps a late worker from changing anything. */
    attempt: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    workerId: uuid(),
    heartbeatAt: instant(),
    cancelRequestedAt: instant(),
    errorMessage: text(),
    createdAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    completedAt: instant(),

    /** SHA-256 of the series that it learned from. */
    dataHash: text(),
    seriesCount: integer(),
    /** Series that were left out for being smaller than the largest `series_limit`. */
    seriesLeftOut: integer(),
    /** First day of the first forecast period, and of the period behind the last one. */
    startsOn: date(),
    endsBefore: date(),
    ...accuracy(),
    /** The day on which the next period has ended and can be scored; null when all are. */
    scoreOn: date(),
  },
  (table) => [
    check('forecast_runs_status_check', oneOf('status', forecastStatuses)),
    check('forecast_runs_grain_check', oneOf('grain', forecastGrains)),
    unique('forecast_runs_tenant_id_id_key').on(table.tenantId, table.id),
    index('forecast_runs_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('forecast_runs_unfinished_idx').on(table.status).where(sql`status in ('pending', 'processing')`),
    index('forecast_runs_score_on_idx').on(table.scoreOn).where(sql`score_on is not null`),
  ],
)

/** One series of a run: what it learned from, how it was forecast, and how far off that was. */
export const forecastSeries = pgTable(
  'forecast_series',
  {
    id: id(),
    tenantId: tenantId(),
    runId: uuid().notNull(),
    /** 1 is the largest series. */
    position: integer().notNull(),
    label: text().notNull(),
    /** The value of each of the run's keys. */
    keyValues: text().array().notNull(),
    /** The item, where the run is split by items alone and counts pieces. */
    itemId: uuid(),
    /**
     * First day of its first period, and the values since then, the last one ending where the forecast starts; null
     * where there was no stock.
     */
    historyFrom: date().notNull(),
    history: doublePrecision().array().$type<(number | null)[]>().notNull(),
    method: text().notNull(),
    why: text().notNull(),
    /** The error in the back-test: sMAPE in percent, and MASE. */
    backtestSmape: doublePrecision(),
    backtestMase: doublePrecision(),
    /** Mean distance of values a season apart: what MASE is measured in. */
    scale: doublePrecision().notNull(),
    ...accuracy(),
  },
  (table) => [
    foreignKey({
      name: 'forecast_series_run_fk',
      columns: [table.tenantId, table.runId],
      foreignColumns: [forecastRuns.tenantId, forecastRuns.id],
    }).onDelete('cascade'),
    unique('forecast_series_tenant_id_id_key').on(table.tenantId, table.id),
    unique('forecast_series_position_key').on(table.tenantId, table.runId, table.position),
    index('forecast_series_item_idx')
      .on(table.tenantId, table.itemId, table.id)
      .where(sql`item_id is not null`),
  ],
)

/** One period of a series: what is expected, between which limits, and what came. */
export const forecastPoints = pgTable(
  'forecast_points',
  {
    tenantId: tenantId(),
    seriesId: uuid().notNull(),
    /** 1 is the first period forecast. */
    step: integer().notNull(),
    startsOn: date().notNull(),
    mean: doublePrecision().notNull(),
    lower80: doublePrecision('lower_80').notNull(),
    upper80: doublePrecision('upper_80').notNull(),
    lower95: doublePrecision('lower_95').notNull(),
    upper95: doublePrecision('upper_95').notNull(),
    lower99: doublePrecision('lower_99').notNull(),
    upper99: doublePrecision('upper_99').notNull(),
    /** Known once the period has ended. */
    actual: doublePrecision(),
  },
  (table) => [
    primaryKey({
      name: 'forecast_points_pkey',
      columns: [table.tenantId, table.seriesId, table.step],
    }),
    foreignKey({
      name: 'forecast_points_series_fk',
      columns: [table.tenantId, table.seriesId],
      foreignColumns: [forecastSeries.tenantId, forecastSeries.id],
    }).onDelete('cascade'),
  ],
)
