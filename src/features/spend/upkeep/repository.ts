import { asc, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

type Found = Pick<typeof trades.$inferSelect, 'id' | 'tenantId' | 'status' | 'requestedBy'>

const { id, tenantId, status, requestedBy } = trades
const found = { id, tenantId, status, requestedBy }

/**
 * Trades of all companies that wait to be placed, and those whose worker ended while it placed them. What a stop
 * keeps back is not among them.
 */
export async function findToPlace(tx: Tx, limit: number): Promise<Found[]> {
  return tx
    .select(found)
    .from(trades)
    .where(
      sql`(${status} = 'reserved' or (${status} = 'executing' and ${trades.updatedAt} < now() - interval '1 minute'))
        and not exists (select from trading_state s where s.tenant_id = ${tenantId} and s.state = 'HALTED')`,
    )
    .orderBy(asc(trades.createdAt))
    .limit(limit)
}

/** Trades of all companies whose reservation has run out. */
export async function findExpired(tx: Tx, limit: number): Promise<Found[]> {
  return tx
    .select(found)
    .from(trades)
    .where(sql`${status} in ('awaiting_approval', 'reserved') and ${trades.expiresAt} <= now()`)
    .orderBy(asc(trades.expiresAt))
    .limit(limit)
}

/** Companies that have ever been given a budget. */
export async function findTenants(tx: Tx): Promise<TenantId[]> {
  const { rows } = await tx.execute<{ id: TenantId }>(sql`select distinct tenant_id as id from budget_limits`)
  return rows.map((row) => row.id)
}

/** Companies that go on spending although a trade would have passed their emergency threshold. */
export async function findUnhalted(tx: Tx): Promise<{ tenantId: TenantId; aroseAt: Date }[]> {
  const { rows } = await tx.execute<{ id: TenantId; arose_at: number }>(sql`
    select a.tenant_id as id, (extract(epoch from max(a.created_at)) * 1000)::float8 as arose_at from risk_alerts a
      left join trading_state s on s.tenant_id = a.tenant_id
    where a.kind = 'emergency' and a.acknowledged_at is null and (s.changed_at is null or s.changed_at < a.created_at)
    group by a.tenant_id`)
  return rows.map((row) => ({ tenantId: row.id, aroseAt: new Date(row.arose_at) }))
}

/** Everything of a company that does not add up, in words; empty where every cent is proved. */
export async function reconcile(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ message: string }>(sql`
    with entered as (
      select counter as id, sum(reserved_delta) as reserved, sum(settled_delta) as settled
      from spending_ledger l, unnest(l.charged) counter group by counter
    ), traded as (
      select trade_id as id, sum(reserved_delta) as reserved, sum(settled_delta) as settled
      from spending_ledger group by trade_id
    ), broken as (
      select currency, spend_broken_entry(currency) as entry_no from (select distinct currency from spending_ledger) used
    )
    select format('The counter %s holds %s and owes %s, but its ledger says %s and %s.', c.id, c.reserved, c.settled,
      coalesce(e.reserved, 0), coalesce(e.settled, 0)) as message
    from budget_counters c left join entered e on e.id = c.id
    where (c.reserved, c.settled) is distinct from (coalesce(e.reserved, 0), coalesce(e.settled, 0))
    union all
    select format('The trade %s holds %s and owes %s, but its ledger says %s and %s.', t.id, t.reserved, t.settled,
      coalesce(l.reserved, 0), coalesce(l.settled, 0))
    from trades t left join traded l on l.id = t.id
    where (t.reserved, t.settled) is distinct from (coalesce(l.reserved, 0), coalesce(l.settled, 0))
    union all
    select format('Entry %s of the ledger in %s is not what it was.', entry_no, currency) from broken
    where entry_no is not null
    union all
    select format('The ledger in %s ends before its last entry.', l.currency)
    from budget_limits l join budget_counters c on c.limit_id = l.id and c.period = 'total'
    where l.scope = 'tenant'
      and c.last_entry_no <> (select count(*) from spending_ledger e where e.currency = l.currency)
    order by message limit 100`)
  return rows.map((row) => row.message)
}
