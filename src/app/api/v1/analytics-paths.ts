import * as accuracy from './analytics/accuracy/route.ts'
import * as oneAnomaly from './analytics/anomalies/[id]/route.ts'
import * as precision from './analytics/anomalies/precision/route.ts'
import * as anomalies from './analytics/anomalies/route.ts'
import * as cancelForecast from './analytics/forecasts/[id]/cancel/route.ts'
import * as oneForecast from './analytics/forecasts/[id]/route.ts'
import * as oneSeries from './analytics/forecasts/[id]/series/[series]/route.ts'
import * as forecastSeries from './analytics/forecasts/[id]/series/route.ts'
import * as forecasts from './analytics/forecasts/route.ts'

/** Every route under /api/v1/analytics, by the path that clients know. */
export const analyticsPaths = {
  '/v1/analytics/forecasts': forecasts,
  '/v1/analytics/forecasts/{id}': oneForecast,
  '/v1/analytics/forecasts/{id}/cancel': cancelForecast,
  '/v1/analytics/forecasts/{id}/series': forecastSeries,
  '/v1/analytics/forecasts/{id}/series/{series}': oneSeries,
  '/v1/analytics/accuracy': accuracy,
  '/v1/analytics/anomalies': anomalies,
  '/v1/analytics/anomalies/precision': precision,
  '/v1/analytics/anomalies/{id}': oneAnomaly,
}
