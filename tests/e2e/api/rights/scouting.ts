import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const opportunity = '/fastbreak/opportunities/{id}'
const strategy = '/fastbreak/strategies/{id}'

const rules = { currency: 'EUR', match: { match: 'all', of: [{ field: 'amount', op: 'gt', value: 0 }] } }
const keyed = () => ({ 'Idempotency-Key': randomUUID() })
const reading = { may: managers, reads: true, answer: 200 } as const
const changing = { may: admins, subject: 'strategy', answer: 200, changes: true } as const

/** Who may look for reasons to buy, buy for them, and write rules that do. */
export const scoutingRules: Rule[] = [
  {
    route: 'POST /fastbreak/scouting/analyze',
    ...{ may: managers, answer: 200, changes: true },
    body: () => ({ limit: 1, wait_ms: 10_000 }),
  },
  { route: 'GET /fastbreak/opportunities', ...reading },
  {
    route: 'POST /fastbreak/opportunities',
    ...{ may: managers, answer: 201, changes: true },
    body: () => ({
      ...{ instrument: { kind: 'matrix', id: randomUUID() }, quantity: 1, unit_price: 1, currency: 'EUR' },
      valid_until: '2100-01-01T00:00:00Z',
    }),
  },
  { route: `GET ${opportunity}`, ...reading, subject: 'opportunity' },
  {
    route: `POST ${opportunity}/take`,
    ...{ may: managers, subject: 'opportunity', keysSign: true, headers: keyed, answer: 201, changes: true },
  },
  {
    route: `POST ${opportunity}/dismiss`,
    ...{ may: managers, subject: 'opportunity', answer: 200, changes: true },
    body: () => ({ reason: 'The matrix' }),
  },
  { route: 'GET /fastbreak/strategies', ...reading },
  {
    route: 'POST /fastbreak/strategies',
    ...{ may: admins, answer: 201, changes: true },
    body: () => ({ name: randomUUID(), rules }),
  },
  { route: `GET ${strategy}`, ...reading, subject: 'strategy' },
  {
    route: `PATCH ${strategy}`,
    ...{ ...changing, needsSession: true, headers: () => ({ 'If-Match': '"1"' }), body: () => ({ rules }) },
  },
  { route: `DELETE ${strategy}`, ...changing },
  { route: `GET ${strategy}/versions`, ...reading, subject: 'strategy' },
  { route: `GET ${strategy}/backtest`, ...reading, subject: 'strategy' },
  { route: `POST ${strategy}/backtest`, ...changing, answer: 202, body: () => ({}) },
  { route: `GET ${strategy}/backtest/{backtest}`, ...reading, subject: 'strategy' },
  { route: `POST ${strategy}/activate`, ...changing, needsSession: true },
  // A draft is neither paused nor resumed.
  { route: `POST ${strategy}/pause`, ...changing, answer: 409 },
  { route: `POST ${strategy}/resume`, ...changing, needsSession: true, answer: 409 },
]

export async function addOpportunity(owner: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into opportunities (tenant_id, kind, instrument_kind, instrument_id, title, quantity, amount, currency, facts,
       score, reasons, valid_until)
     values ($1, 'offer', 'matrix', uuidv7(), 'Matrix', 1, 1, 'EUR',
       '{"days_to_run_out": null, "price_change": null, "lateness_risk": null, "lead_time_days": null,
         "supplier_rating": null, "supplier_tier": null, "abc_class": null, "daily_demand": null, "available": null,
         "on_order": null}', -1,
       '[{"code": "cost", "words": "The offer costs 0.01 EUR.", "value": 1, "weight": -1, "source": "offer"}]',
       now() + interval '1 day') returning id`,
    [tenantId],
  )
  return rows[0].id
}

/** A draft, with a back-test of the same ID. */
export async function addStrategy(owner: pg.Pool, tenantId: string, user: string): Promise<string> {
  const { rows } = await owner.query(
    `with made as (insert into strategies (tenant_id, name, created_by) values ($1, uuidv7(), $2) returning *)
     , version as (insert into strategy_versions (tenant_id, strategy_id, number, rules, created_by)
       select tenant_id, id, 1, $3, created_by from made returning *)
     insert into strategy_backtests (tenant_id, id, strategy_id, strategy_version_id, against_version_id, from_day,
       until_day, time_zone, created_by, request_id, status)
     select tenant_id, strategy_id, strategy_id, id, id, '2026-01-01', '2026-01-31', 'UTC', created_by, 'matrix', 'failed'
     from version returning id`,
    [
      tenantId,
      user,
      {
        ...{ ...rules, autonomy: 'observe', choose: { by: 'score', order: 'highest', most: 5 } },
        ...{ approve_over: null, cooldown: 24, max_open: 10 },
      },
    ],
  )
  return rows[0].id
}
