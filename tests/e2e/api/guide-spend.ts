import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { signRequest } from '#src/lib/access/signatures/request-signature.ts'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import type { Client } from './client.ts'
import { addOpportunity, addStrategy } from './rights/scouting.ts'

const base = '/api/fastbreak'

/** What the variables of the guide's chapter on spending stand for. */
export async function arrangeSpending(
  owner: pg.Pool,
  tenant: FixtureTenant,
  admin: Client,
  { KEY_PREFIX: keyId, SIGNING_SECRET: secret }: { KEY_PREFIX: string; SIGNING_SECRET: string },
): Promise<Record<string, string>> {
  await owner.query(
    `insert into budget_limits (tenant_id, scope, currency, time_zone, total_cap, approve_over)
     values ($1, 'tenant', 'EUR', 'UTC', 100000000, 500000) on conflict do nothing`,
    [tenant.id],
  )
  const buy = async (amount: number) => {
    const body = JSON.stringify({
      instrument: { kind: 'product', id: randomUUID() },
      amount,
      currency: 'EUR',
    })
    const url = `${base}/trades`
    const answer = await admin.post(url, body, {
      ...{ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' },
      ...signRequest({ method: 'POST', url, body }, { keyId, secret }),
    })
    return (await answer.json()).data?.trade_id as string | undefined
  }
  const placed = await buy(20_000)
  // Placing it is the worker's: it comes half a second later, and the guide shows it as it will be.
  if (placed)
    await owner.query(`select spend_move($1, $2, 'execute', null, '{"request_id": "guide"}')`, [
      tenant.id,
      placed,
    ])
  if (placed)
    await owner.query(`select spend_move($1, $2, 'place', null, '{"request_id": "guide"}')`, [
      tenant.id,
      placed,
    ])
  const people = { SESSION_PASSWORD: 'admin', OTHER_PASSWORD: 'super_admin' }
  const passwords = Object.entries(people).map(([name, role]) => [
    name,
    tenant.users.find((user) => user.role === role)!.password,
  ])
  const { rows: limits } = await owner.query(
    `insert into budget_limits (tenant_id, scope, subject, currency, time_zone, daily_cap)
     values ($1, 'category', gen_random_uuid(), 'EUR', 'UTC', 10000) returning id`,
    [tenant.id],
  )
  const { rows: alerts } = await owner.query(
    `insert into risk_alerts (tenant_id, kind, severity, message)
     values ($1, 'threshold', 'low', '50% of a budget is committed') returning id`,
    [tenant.id],
  )
  const { rows: requests } = await owner.query(
    'select request_id from trade_decisions where tenant_id = $1 limit 1',
    [tenant.id],
  )
  const { rows: states } = await owner.query('select version from trading_state where tenant_id = $1', [
    tenant.id,
  ])
  const [taken, dismissed] = [await addOpportunity(owner, tenant.id), await addOpportunity(owner, tenant.id)]
  const user = tenant.users.find(({ role }) => role === 'admin')!.id
  const [strategy, active, paused] = [
    await addStrategy(owner, tenant.id, user),
    await addStrategy(owner, tenant.id, user),
    await addStrategy(owner, tenant.id, user),
  ]
  await owner.query(
    `update strategies set status = case id when $1 then 'active' else 'paused' end where id in ($1, $2)`,
    [active, paused],
  )
  return {
    ...Object.fromEntries(passwords),
    ...{ OPPORTUNITY_ID: taken, OTHER_OPPORTUNITY_ID: dismissed },
    ...{
      STRATEGY_ID: strategy,
      BACKTEST_ID: strategy,
      ACTIVE_STRATEGY_ID: active,
      PAUSED_STRATEGY_ID: paused,
    },
    ...{ TRADE_ID: placed ?? '', WAITING_TRADE_ID: (await buy(600_000)) ?? '' },
    ...{
      LIMIT_ID: limits[0].id,
      RISK_ALERT_ID: alerts[0].id,
      REQUEST_ID: requests[0].request_id,
      STATE_VERSION: String(states[0]?.version ?? 0),
    },
    KEY: randomUUID(),
  }
}
