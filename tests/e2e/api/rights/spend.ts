import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule, World } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const base = '/fastbreak'
const trade = `${base}/trades/{id}`
const stop = `${base}/risk/emergency-stop`

const purchase = () => ({ instrument: { kind: 'matrix', id: randomUUID() }, amount: 1, currency: 'EUR' })
const keyed = () => ({ 'Idempotency-Key': randomUUID() })
const explained = () => ({ reason: 'The matrix' })

const read = { may: managers, reads: true, answer: 200 } as const
const own = { may: managers, subject: 'trade', keysSign: true, changes: true } as const
/** Of a trade that is placed and holds nothing. */
const decided = { may: admins, subject: 'trade', answer: 409 } as const

/** Who may spend, decide about it and stop it. What would stop the company is sent wrong, and must be refused as such. */
export const spendRules: Rule[] = [
  { route: `GET ${base}/trades`, ...read },
  {
    route: `POST ${base}/trades`,
    ...{ may: managers, keysSign: true, headers: keyed, body: purchase, answer: 201, changes: true },
  },
  { route: `GET ${trade}`, ...read, subject: 'trade' },
  { route: `POST ${trade}/approve`, ...decided, needsSession: true, but: { own: 403 } },
  { route: `POST ${trade}/reject`, ...decided, body: explained },
  { route: `POST ${trade}/cancel`, ...own, body: explained, answer: 200 },
  { route: `POST ${trade}/settle`, ...own, headers: keyed, body: () => ({ amount: 1 }), answer: 400 },
  { route: `POST ${trade}/release`, ...own, headers: keyed, body: explained, answer: 200 },
  {
    route: `POST ${trade}/amend`,
    ...{ may: admins, subject: 'trade', needsSession: true, changes: true, answer: 200, but: { own: 403 } },
    ...{ headers: keyed, body: () => ({ additional_amount: 1 }) },
  },
  { route: `POST ${base}/risk/check`, ...read, body: () => ({ requests: [purchase()] }) },
  { route: `GET ${base}/risk/limits`, ...read },
  {
    route: `PUT ${base}/risk/limits`,
    ...{ may: admins, answer: 200, changes: true },
    body: () => ({ scope: 'category', subject: randomUUID(), currency: 'EUR', daily_cap: 1 }),
  },
  {
    route: `DELETE ${base}/risk/limits/{id}`,
    // Without their password, which comes before what it is about.
    ...{ may: admins, subject: 'limit', needsSession: true, answer: 400 },
    ...{ but: { 'of another company': 400, unknown: 400 }, headers: () => ({ 'If-Match': '"1"' }) },
  },
  { route: `GET ${base}/risk/spending`, ...read, subject: 'limit', query: (id) => `?limit_id=${id}` },
  { route: `GET ${base}/risk/alerts`, ...read },
  {
    route: `PATCH ${base}/risk/alerts/{id}`,
    ...{ may: managers, subject: 'risk alert', answer: 200, changes: true },
    body: () => ({ acknowledged: true }),
  },
  { route: `GET ${stop}`, ...read },
  ...['reconciliation', 'errors'].map(
    (what): Rule => ({ route: `GET ${base}/${what}`, ...read, may: admins }),
  ),
  { route: `GET ${base}/health`, ...read },
  // No request of the matrix has such an ID.
  {
    route: `GET ${base}/traces/{request_id}`,
    ...{ may: admins, reads: true, subject: 'risk alert', answer: 404, but: { malformed: 404 } },
  },
  { route: `POST ${stop}`, may: managers, body: () => ({ reason: '' }), answer: 400 },
  ...['resume', 'confirm'].map(
    (step): Rule => ({
      route: `POST ${stop}/${step}`,
      may: admins,
      needsSession: true,
      body: () => ({ version: -1 }),
      answer: 400,
    }),
  ),
]

/** A budget that all requests of the matrix fit into. */
export async function addBudget(owner: pg.Pool, tenantId: string): Promise<void> {
  await owner.query(
    `insert into budget_limits (tenant_id, scope, currency, time_zone, total_cap) values ($1, 'tenant', 'EUR', 'UTC', 1000000)`,
    [tenantId],
  )
}

export async function addTrade({ owner }: World, tenantId: string, user: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into trades (tenant_id, requested_by, instrument_kind, instrument_id, quantity, amount, currency, status,
       adapter, reserved, request_id)
     values ($1, $2, 'matrix', uuidv7(), 1, 1, 'EUR', 'placed', 'paper', 0, 'matrix') returning id`,
    [tenantId, user],
  )
  return rows[0].id
}

export async function addLimit({ owner }: World, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into budget_limits (tenant_id, scope, subject, currency, time_zone)
     values ($1, 'category', uuidv7(), 'EUR', 'UTC') returning id`,
    [tenantId],
  )
  return rows[0].id
}

export async function addRiskAlert({ owner }: World, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into risk_alerts (tenant_id, kind, severity, message)
     values ($1, 'threshold', 'low', 'Matrix') returning id`,
    [tenantId],
  )
  return rows[0].id
}
