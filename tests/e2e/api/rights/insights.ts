import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const forecasts = '/v1/analytics/forecasts'
const reading = { may: managers, reads: true, answer: 200 } as const
const readingOne = { ...reading, subject: 'forecast' } as const

const ofOperator = { may: ['super_admin'], reads: true, answer: 404 } as const

const models = '/v1/analytics/models'

/** Who may do what with forecasts, anomalies, predictions and models. */
export const insightRules: Rule[] = [
  { route: `GET ${forecasts}`, ...reading },
  {
    route: `POST ${forecasts}`,
    ...{ may: admins, answer: 202, changes: true },
    body: () => ({ dataset: 'sales', measure: 'amount', grain: 'month' }),
  },
  { route: `GET ${forecasts}/{id}`, ...readingOne },
  // It has ended already.
  { route: `POST ${forecasts}/{id}/cancel`, may: admins, subject: 'forecast', answer: 409 },
  { route: `GET ${forecasts}/{id}/series`, ...readingOne },
  { route: `GET ${forecasts}/{id}/series/{series}`, ...readingOne },
  { route: 'GET /v1/analytics/accuracy', ...reading },
  { route: 'GET /v1/analytics/anomalies', ...reading },
  { route: 'GET /v1/analytics/anomalies/precision', ...reading },
  {
    route: 'PATCH /v1/analytics/anomalies/{id}',
    ...{ may: admins, subject: 'anomaly', answer: 200, changes: true },
    body: () => ({ status: 'dismissed' }),
  },
  { route: 'GET /v1/analytics/suppliers/predictions', ...reading },
  { route: 'POST /v1/analytics/suppliers/predictions', may: admins, answer: 202, changes: true },
  { route: 'GET /v1/analytics/suppliers/standing', ...reading },
  { route: 'GET /v1/analytics/suppliers/{id}/prediction', ...reading, subject: 'supplier' },
  { route: `GET ${models}`, ...reading },
  { route: `GET ${models}/{id}`, ...reading, subject: 'model' },
  // It was refused.
  { route: `POST ${models}/{id}/activate`, may: admins, subject: 'model', answer: 409 },
  // A company has one training at a time, so that none is started here.
  { route: 'POST /v1/analytics/retrain', may: admins, answer: 400, body: () => ({ seed: -1 }) },
  // Neither of these companies runs the installation, so to its super admins there is nothing.
  { route: 'GET /v1/analytics/database', ...ofOperator },
  { route: 'GET /v1/analytics/queries', ...ofOperator },
  { route: 'GET /v1/analytics/queries/{fingerprint}', ...ofOperator, subject: 'query' },
  { route: 'GET /v1/analytics/indexes', ...ofOperator },
  { route: 'POST /v1/analytics/indexes/{id}/dismiss', may: ofOperator.may, answer: 404, subject: 'advice' },
]

/** A forecast that has ended, with a series of the same ID. */
export async function addForecast(owner: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `with run as (
       insert into forecast_runs (tenant_id, name, dataset, measure, keys, grain, horizon, series_limit, seed, time_zone,
         as_of, request_id, status, starts_on, ends_before)
       values ($1, 'Matrix', 'sales', 'amount', '{}', 'month', 1, 1, 1, 'UTC', '2026-01-31', 'matrix', 'completed',
         '2026-01-01', '2026-02-01')
       returning tenant_id, id)
     insert into forecast_series (tenant_id, id, run_id, position, label, key_values, history_from, history, method, why,
       scale)
     select tenant_id, id, id, 1, 'Everything', '{}', '2025-12-01', '{1}', 'mean', 'Why not.', 1 from run returning id`,
    [tenantId],
  )
  return rows[0].id
}

export async function addAnomaly(owner: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into anomalies (tenant_id, kind, dataset, subject, occurred_on, score, reason, evidence, fingerprint)
     values ($1, 'price', 'sales', 'SKU-1 in order SO-1', '2026-01-01', 1.5,
       'The list price was 9.00, while 2.00 is usual for this item.', $2, uuidv7()) returning id`,
    [
      tenantId,
      JSON.stringify([{ order: 'SO-1', line: 1, order_date: '2026-01-01', price: 9, usual_price: 2 }]),
    ],
  )
  return rows[0].id
}

export async function addAdvice(owner: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into index_advice (tenant_id, kind, subject, reason, evidence, basis, fingerprint)
     values ($1, 'unused', 'sales', 'Nothing has read it.', '{}', 'counters', uuidv7()) returning id`,
    [tenantId],
  )
  return rows[0].id
}

/** A model that was refused, unless said otherwise. */
export async function addModel(owner: pg.Pool, tenantId: string, status = 'refused'): Promise<string> {
  const { rows } = await owner.query(
    `insert into models (tenant_id, kind, number, status, trigger, request_id, as_of, seed, code_version, verdict, reason,
       completed_at)
     select $1, 'lateness', coalesce(max(number), 0) + 1, $2, 'command', 'matrix', '2026-01-31', 1, 'lateness-1',
       'too_few', 'Too few lines became known to compare models.', now() from models where tenant_id = $1 returning id`,
    [tenantId, status],
  )
  return rows[0].id
}
