import type pg from 'pg'

interface Proof {
  decisions: number
  committed: number
  orders: number
  /** Counters, trades and orders that disagree with the ledger, and entries that are missing. */
  differences: number
  /** Entries behind which more was committed than the cap that their decision saw. */
  over: number
  /** Refusals that had room. */
  refusedWithRoom: number
  /** Chains that are broken. */
  broken: number
}

/** Adds up the money of a company from its ledger, and checks everything else against it. */
export async function proveMoney(client: pg.Client, tenantId: string): Promise<Proof> {
  const { rows } = await client.query(
    `with checked as materialized (
      select d.id, d.outcome, d.amount, c.* from trade_decisions d,
        jsonb_to_recordset(d.checks) c ("check" text, cap bigint, committed bigint, passed boolean)
      where d.tenant_id = $1
    ), running as (
      select decision_id, kind, sum(reserved_delta + settled_delta) over (order by entry_no) as committed
      from spending_ledger where tenant_id = $1
    ), counted as (
      select c.id, c.reserved, c.settled, coalesce(sum(l.reserved_delta), 0) as held, coalesce(sum(l.settled_delta), 0) as owed
      from budget_counters c
      left join (select unnest(charged) as counter_id, reserved_delta, settled_delta from spending_ledger where tenant_id = $1) l
        on l.counter_id = c.id
      where c.tenant_id = $1 group by c.id
    ), traded as (
      select t.id, t.reserved, t.settled, coalesce(sum(l.reserved_delta), 0) as held, coalesce(sum(l.settled_delta), 0) as owed
      from trades t left join spending_ledger l on l.tenant_id = t.tenant_id and l.trade_id = t.id
      where t.tenant_id = $1 group by t.id
    )
    select (select count(*)::int from trade_decisions where tenant_id = $1) as decisions,
      (select (c.reserved + c.settled)::float8 from budget_counters c join budget_limits l on l.id = c.limit_id
        where c.tenant_id = $1 and l.scope = 'tenant' and c.period = 'total') as committed,
      (select count(*) from counted where (reserved, settled) <> (held, owed))::int
        + (select count(*) from traded where (reserved, settled) <> (held, owed))::int
        + (select count(*) from (select from spending_ledger where tenant_id = $1 group by currency
            having count(*) <> max(entry_no)) gaps)::int
        + (select count(*) from trade_decisions d where tenant_id = $1 and outcome <> 'refused'
            and not exists (select from trades t where t.tenant_id = $1 and t.id = d.trade_id))::int
        + (select count(*) from trades t full join purchase_orders o on o.trade_id = t.id
            where coalesce(t.tenant_id, o.tenant_id) = $1 and (t.adapter = 'purchase_order' or o.trade_id is not null)
              and (t.status, o.order_no, o.total * 100) is distinct from ('placed', t.external_ref, t.amount))::int as differences,
      (select count(*)::int from purchase_orders where tenant_id = $1 and trade_id is not null) as orders,
      (select count(*) from running r join checked c on c.id = r.decision_id and c."check" = 'total'
        where r.kind = 'reserve' and r.committed > c.cap)::int as over,
      (select count(*) from (select bool_or(not passed and committed + amount > cap) as is_explained from checked
        where outcome = 'refused' group by id) refusals where is_explained is not true)::int as "refusedWithRoom"`,
    [tenantId],
  )
  await client.query('begin; set local role waybill_app')
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
  const broken = await client.query(`select count(spend_broken_entry('EUR'))::int as entries`)
  await client.query('rollback')
  return { ...rows[0], broken: broken.rows[0].entries }
}
