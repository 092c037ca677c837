import type pg from 'pg'

const dayMs = 86_400_000

/** Days before now, what was bought, its category, cents, and how far it has come. */
const purchases = [
  [20, 'Copy paper, 400 boxes', 'Office Supplies', 1_180_000, 'settle'],
  [17, 'Desk lamps', 'Furniture', 342_500, 'settle'],
  [13, 'Label printers', 'Technology', 795_000, 'settle'],
  [9, 'Storage binders', 'Office Supplies', 268_400, 'place'],
  [6, 'Conference chairs', 'Furniture', 1_450_000, 'place'],
  [4, 'Headsets', 'Technology', 610_000, 'place'],
  [2, 'Envelopes', 'Office Supplies', 96_250, 'place'],
  [1, 'Docking stations', 'Technology', 2_150_000, 'wait'],
  [0, 'Shelving', 'Furniture', 480_000, 'place'],
] as const

/** Budgets in dollars, and purchases of the last weeks that went through the risk check as any other would. */
export async function insertSpending(client: pg.ClientBase, tenantId: string, userId: string): Promise<void> {
  await client.query(
    `insert into budget_limits (tenant_id, scope, subject, currency, time_zone, per_transaction_cap, weekly_cap,
       monthly_cap, total_cap, reserve_amount, approve_over, changed_by)
     select $1, scope, subject, 'USD', t.time_zone, single, weekly, monthly, total, kept, approve, $2
     from tenants t, (values
       ('tenant', null, 3000000, 6000000, 15000000, 180000000, 5000000, 2000000),
       ('category', 'Furniture', null, null, 2500000, null, 0, null),
       ('category', 'Technology', 2500000, null, 4000000, null, 0, null)
     ) as v (scope, subject, single, weekly, monthly, total, kept, approve) where t.id = $1`,
    [tenantId, userId],
  )
  for (const [days, name, category, amount, reached] of purchases) {
    const request = {
      ...{ index: 0, principal_id: userId, user_id: userId, for_user_id: userId, key: `sample ${name}` },
      ...{ hash: 'sample', request_id: 'sample', amount, currency: 'USD', category, adapter: 'paper' },
      ...{ instrument_kind: 'item', instrument_id: name, quantity: 1 },
    }
    const { rows } = await client.query("select spend_decide_at($1, $2, $3) -> 0 ->> 'trade_id' as id", [
      ...[tenantId, JSON.stringify([request]), new Date(Date.now() - days * dayMs)],
    ])
    const moves = { wait: [], place: ['execute', 'place'], settle: ['execute', 'place', 'settle'] }[reached]
    for (const move of moves) {
      const details = { request_id: 'sample', actor_id: userId, external_ref: `PO ${name}` }
      await client.query('select spend_move($1, $2, $3, null, $4)', [tenantId, rows[0].id, move, details])
    }
  }
}
