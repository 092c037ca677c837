import { randomUUID } from 'node:crypto'
import type { SpendRequest } from '#src/features/spend/decisions/repository.ts'
import type { DecisionResource } from '#src/features/spend/decisions/schema.ts'
import type { Context } from '#src/lib/context.ts'
import { ownerRows } from './owner.ts'

export interface LimitRow {
  scope?: 'tenant' | 'user' | 'strategy' | 'category' | 'supplier'
  subject?: string | null
  currency?: string
  per_transaction_cap?: number | null
  daily_cap?: number | null
  weekly_cap?: number | null
  monthly_cap?: number | null
  total_cap?: number | null
  reserve_amount?: number
  emergency_threshold?: number | null
  approve_over?: number | null
  time_zone?: string
  week_starts_on?: number
}

/** A limit as the owner writes it; returns its id. */
export async function insertLimit(tenantId: string, limit: LimitRow): Promise<string> {
  const row = { scope: 'tenant', currency: 'EUR', time_zone: 'Europe/Berlin', ...limit, tenant_id: tenantId }
  const names = Object.keys(row)
  const [inserted] = await ownerRows<{ id: string }>(
    `insert into budget_limits (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})
     returning id`,
    Object.values(row),
  )
  return inserted!.id
}

/** A request of this person for a different thing each time, so that none is a repeat. */
export function requestOf(
  { principal }: Context,
  amount: number,
  more: Partial<SpendRequest> = {},
): SpendRequest {
  return {
    ...{
      principal_id: principal.userId,
      user_id: principal.userId,
      for_user_id: principal.userId,
      key: randomUUID(),
      hash: 'h',
    },
    ...{ request_id: 'test', amount, currency: 'EUR', supplier_id: null, category: null },
    ...{ instrument_kind: 'product', instrument_id: randomUUID(), quantity: 1, adapter: 'paper' },
    ...more,
  }
}

/** What `spend_decide` answers at a given time, which only the owner may choose. */
export async function decideAt(
  tenantId: string,
  requests: SpendRequest[],
  at: Date,
): Promise<DecisionResource[]> {
  const asked = JSON.stringify(requests.map((request, index) => ({ index, ...request })))
  const [row] = await ownerRows<{ answers: (DecisionResource & { index: number })[] }>(
    'select spend_decide_at($1, $2, $3) as answers',
    [tenantId, asked, at],
  )
  return row!.answers.toSorted((a, b) => a.index - b.index)
}

/** Where counters, ledger and trades of a company differ, and every entry that breaks a chain. */
export async function differences(tenantId: string): Promise<unknown[]> {
  return ownerRows(
    `with counted as (
       select c.id, c.reserved, c.settled from budget_counters c where c.tenant_id = $1
     ), entered as (
       select counter as id, sum(reserved_delta) as reserved, sum(settled_delta) as settled
       from spending_ledger l, unnest(l.charged) counter where l.tenant_id = $1 group by counter
     ), traded as (
       select t.id, t.reserved, t.settled, coalesce(sum(reserved_delta), 0) as ledger_reserved,
         coalesce(sum(settled_delta), 0) as ledger_settled
       from trades t left join spending_ledger l on l.tenant_id = t.tenant_id and l.trade_id = t.id
       where t.tenant_id = $1 group by t.id
     )
     select 'counter' as what, coalesce(c.id, e.id) as id from counted c full join entered e using (id)
     where (coalesce(c.reserved, 0), coalesce(c.settled, 0)) <> (coalesce(e.reserved, 0), coalesce(e.settled, 0))
     union all select 'trade', id from traded
     where (reserved, settled) <> (ledger_reserved, ledger_settled)
     union all select 'numbers', null where exists (
       select from spending_ledger where tenant_id = $1 group by currency having count(*) <> max(entry_no))`,
    [tenantId],
  )
}

/** A company with two people who may request, and nothing else. */
export async function bareTenant(): Promise<{ id: string; users: [string, string] }> {
  const [tenant] = await ownerRows<{ id: string }>(`insert into tenants (name) values ('Model') returning id`)
  const users = await ownerRows<{ id: string }>(
    `insert into users (tenant_id, email, first_name, last_name, role, password_hash)
     select $1, gen_random_uuid() || '@example.com', 'A', 'B', 'admin', 'x' from generate_series(1, 2) returning id`,
    [tenant!.id],
  )
  return { id: tenant!.id, users: [users[0]!.id, users[1]!.id] }
}

/** What somebody buys in a test: another thing each time. */
export function purchase(amount: number, more: object = {}) {
  return { instrument: { kind: 'product', id: randomUUID() }, amount, currency: 'EUR', ...more }
}

export function keyed(key: string = randomUUID()) {
  return { key, route: 'POST /trades', input: null }
}
