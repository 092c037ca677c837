import * as accuracy from './analytics/accuracy/route.ts'
import * as oneAnomaly from './analytics/anomalies/[id]/route.ts'
import * as precision from './analytics/anomalies/precision/route.ts'
import * as anomalies from './analytics/anomalies/route.ts'
import * as database from './analytics/database/route.ts'
import * as cancelForecast from './analytics/forecasts/[id]/cancel/route.ts'
import * as oneForecast from './analytics/forecasts/[id]/route.ts'
import * as oneSeries from './analytics/forecasts/[id]/series/[series]/route.ts'
import * as forecastSeries from './analytics/forecasts/[id]/series/route.ts'
import * as forecasts from './analytics/forecasts/route.ts'
import * as dismissAdvice from './analytics/indexes/[id]/dismiss/route.ts'
import * as indexes from './analytics/indexes/route.ts'
import * as activateModel from './analytics/models/[id]/activate/route.ts'
import * as oneModel from './analytics/models/[id]/route.ts'
import * as models from './analytics/models/route.ts'
import * as oneQuery from './analytics/queries/[fingerprint]/route.ts'
import * as queries from './analytics/queries/route.ts'
import * as retrain from './analytics/retrain/route.ts'
import * as supplierPrediction from './analytics/suppliers/[id]/prediction/route.ts'
import * as predictions from './analytics/suppliers/predictions/route.ts'
import * as standing from './analytics/suppliers/standing/route.ts'

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
  '/v1/analytics/suppliers/predictions': predictions,
  '/v1/analytics/suppliers/standing': standing,
  '/v1/analytics/suppliers/{id}/prediction': supplierPrediction,
  '/v1/analytics/models': models,
  '/v1/analytics/models/{id}': oneModel,
  '/v1/analytics/models/{id}/activate': activateModel,
  '/v1/analytics/retrain': retrain,
  '/v1/analytics/queries': queries,
  '/v1/analytics/queries/{fingerprint}': oneQuery,
  '/v1/analytics/indexes': indexes,
  '/v1/analytics/indexes/{id}/dismiss': dismissAdvice,
  '/v1/analytics/database': database,
}
