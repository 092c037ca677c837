import { asc, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { ledgerProofs, trades } from '#src/lib/db/schema/spend/trades.ts'
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

type Head = Pick<typeof ledgerProofs.$inferSelect, 'currency' | 'entryNo' | 'hash'>

/** The last entry of each ledger of a company. */
export async function findHeads(tx: Tx): Promise<Head[]> {
  const { rows } = await tx.execute<{ currency: string; entry_no: string; hash: string }>(sql`
    select distinct on (currency) currency, entry_no, hash from spending_ledger order by currency, entry_no desc`)
  return rows.map(({ currency, entry_no, hash }) => ({ currency, entryNo: Number(entry_no), hash }))
}

/** Notes up to where the ledgers of a company were found unaltered. */
export async function storeProofs(tx: Tx, owner: TenantId, heads: Head[]): Promise<void> {
  for (const head of heads)
    await tx
      .insert(ledgerProofs)
      .values({ tenantId: owner, ...head, provedAt: sql`now()` })
      .onConflictDoUpdate({
        target: [ledgerProofs.tenantId, ledgerProofs.currency],
        set: { entryNo: head.entryNo, hash: head.hash, provedAt: sql`now()` },
      })
}

/**
 * Everything of a company that does not add up, in words; empty where every cent is proved. Hashes are read again from
 * the last proof on, or with `isWhole` from the first entry.
 */
export async function reconcile(tx: Tx, isWhole: boolean): Promise<string[]> {
  const { rows } = await tx.execute<{ message: string }>(sql`
    with entered as (
      select counter as id, sum(reserved_delta) as reserved, sum(settled_delta) as settled
      from spending_ledger l, unnest(l.charged) counter group by counter
    ), traded as (
      select trade_id as id, sum(reserved_delta) as reserved, sum(settled_delta) as settled
      from spending_ledger group by trade_id
    ), proved as (
      select l.currency, p.entry_no, p.hash from budget_limits l
      left join ledger_proofs p on p.tenant_id = l.tenant_id and p.currency = l.currency and not ${isWhole}
      where l.scope = 'tenant'
    ), broken as (
      select currency, spend_broken_entry(currency, coalesce(entry_no, 0), coalesce(hash, '')) as entry_no from proved
      union all
      select p.currency, p.entry_no from proved p left join spending_ledger e
        on e.currency = p.currency and e.entry_no = p.entry_no where p.entry_no > 0 and e.hash is distinct from p.hash
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
    union all
    select format('The trade %s was placed as an order, but there is none.', t.id) from trades t
    where t.adapter = 'purchase_order' and t.status in ('placed', 'settled')
      and not exists (select from purchase_orders o where o.tenant_id = t.tenant_id and o.trade_id = t.id)
    union all
    select format('The order %s is there, but its trade %s is %s.', o.order_no, t.id, t.status)
    from purchase_orders o join trades t on t.tenant_id = o.tenant_id and t.id = o.trade_id
    where t.status not in ('placed', 'settled', 'cancelled')
    order by message limit 100`)
  return rows.map((row) => row.message)
}
