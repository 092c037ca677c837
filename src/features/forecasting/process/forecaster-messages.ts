import type { ForecastOptions, SeriesToForecast } from '../models/panel/forecast-many.ts'
import type { Forecast } from '../models/panel/series.ts'

export interface ToForecaster {
  series: SeriesToForecast[]
  options: ForecastOptions
}

export interface FromForecaster {
  /** Of the series that are forecast, from 0 to 1. */
  share?: number
  forecasts?: Forecast[]
}
