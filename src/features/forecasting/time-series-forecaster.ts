import type { Pool } from 'pg'
import type { TenantId } from '#src/lib/context.ts'
import { startByCode } from './commands/create.ts'
import type { Backtest } from './models/panel/backtest.ts'
import {
  backtestOne,
  type ForecastOptions,
  forecastMany,
  type SeriesToForecast,
} from './models/panel/forecast-many.ts'
import type { Forecast } from './models/panel/series.ts'
import type { ForecastRequest } from './record/schema.ts'

/** Forecasts series of numbers; the same series, options and seed give the same numbers. */
export class TimeSeriesForecaster {
  readonly db: Pool | { getConnection: () => Pool } | undefined

  /** Rows are read on the application's own connections, whose policies keep tenants apart, and not on `db`. */
  constructor(db?: Pool | { getConnection: () => Pool }) {
    this.db = db
  }

  /** One series; throws a RangeError that names the field for what cannot be forecast. */
  forecast(series: SeriesToForecast, options: ForecastOptions): Forecast {
    return forecastMany([series], options)[0]!
  }

  /** Many series, in their order: those of one period learn from each other where there are enough. */
  forecastMany(many: SeriesToForecast[], options: ForecastOptions): Forecast[] {
    return forecastMany(many, options)
  }

  /** What a method, or the mean of three, would have missed by from up to four origins; null for a short history. */
  backtest(series: SeriesToForecast, options: ForecastOptions): Backtest | null {
    return backtestOne(series, options)
  }

  /** Leaves a run of the tenant's own series to a worker; throws `invalid_request` naming every wrong field. */
  run(tenant: TenantId, request: ForecastRequest): Promise<{ runId: string }> {
    return startByCode(tenant, request)
  }
}
