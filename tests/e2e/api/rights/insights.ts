import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const forecasts = '/v1/analytics/forecasts'
const reading = { may: managers, reads: true, answer: 200 } as const
const readingOne = { ...reading, subject: 'forecast' } as const

/** Who may do what with forecasts. */
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
