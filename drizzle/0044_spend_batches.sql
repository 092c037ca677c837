ALTER TABLE "trades" DROP CONSTRAINT "trades_adapter_check";--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "trade_id" uuid;--> statement-breakpoint
ALTER TABLE "trades" ADD COLUMN "location_id" uuid;--> statement-breakpoint
ALTER TABLE "trades" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_location_fk" FOREIGN KEY ("tenant_id","location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD CONSTRAINT "purchase_orders_trade_id_key" UNIQUE("tenant_id","trade_id");--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_order_check" CHECK (adapter <> 'purchase_order' or (supplier_id is not null and location_id is not null and due_on is not null));--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_adapter_check" CHECK (adapter in ('paper', 'purchase_order'));--> statement-breakpoint
-- by hand
alter table purchase_orders add constraint purchase_orders_trade_fk
  foreign key (tenant_id, trade_id) references trades (tenant_id, id);

-- Where and when an order is to be delivered.
alter type spend_request add attribute location_id uuid, add attribute due_on date;

-- A batch writes each table once: what one request cost in statements of its own, a whole batch costs now.
create or replace function spend_post(entries spend_entry[], at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  is_complete boolean;
  head record;
  entry record;
  hashes text[];
  first_no bigint;
begin
  with moves as (
    select counter_id, sum(e.reserved_delta)::bigint as reserved, sum(e.settled_delta)::bigint as settled
    from unnest(entries) e, unnest(e.charged) counter_id group by counter_id
  ), moved as (
    update budget_counters c set reserved = c.reserved + m.reserved, settled = c.settled + m.settled
    from moves m, budget_limits l
    where c.id = m.counter_id and l.tenant_id = c.tenant_id and l.id = c.limit_id
      and (m.reserved + m.settled <= 0
        or c.reserved + c.settled + m.reserved + m.settled <= coalesce(spend_cap(l, c.period), c.ceiling, 9000000000000000))
    returning 1
  )
  select (select count(*) from moves) = (select count(*) from moved) into is_complete;
  if not is_complete then
    raise exception 'a budget has less room than was decided' using errcode = 'WB003';
  end if;

  for head in
    select c.id, l.currency, c.tenant_id, c.last_entry_no as entry_no, c.last_hash as hash
    from budget_limits l join budget_counters c on c.tenant_id = l.tenant_id and c.limit_id = l.id and c.period = 'total'
    where l.scope = 'tenant' and l.currency in (select e.currency from unnest(entries) e)
    order by c.id for no key update of c
  loop
    hashes := '{}';
    first_no := head.entry_no;
    for entry in
      select * from unnest(entries) with ordinality e (trade_id, decision_id, currency, kind, reserved_delta, settled_delta,
        charged, reason, actor_id, request_id, position)
      where e.currency = head.currency order by position
    loop
      head.entry_no := head.entry_no + 1;
      head.hash := spend_hash(head.hash, head.entry_no, head.currency, entry.trade_id, entry.decision_id, entry.kind,
        entry.reserved_delta, entry.settled_delta, entry.charged, entry.reason, entry.actor_id, entry.request_id, at);
      hashes := hashes || head.hash;
    end loop;
    insert into spending_ledger (tenant_id, currency, entry_no, trade_id, decision_id, kind, reserved_delta,
      settled_delta, charged, reason, actor_id, request_id, recorded_at, hash)
    select head.tenant_id, e.currency, first_no + e.place, e.trade_id, e.decision_id, e.kind, e.reserved_delta,
      e.settled_delta, e.charged, e.reason, e.actor_id, e.request_id, at, hashes[e.place]
    from (
      select u.*, row_number() over (order by u.position) as place
      from unnest(entries) with ordinality u (trade_id, decision_id, currency, kind, reserved_delta, settled_delta,
        charged, reason, actor_id, request_id, position)
      where u.currency = head.currency
    ) e order by e.place;
    update budget_counters set last_entry_no = head.entry_no, last_hash = head.hash where id = head.id;
  end loop;
end $$;

-- Decides up to 64 requests, each for itself, in one statement: a known key gets the answer that it got.
create or replace function spend_decide_at(tenant uuid, asked jsonb, at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan set lock_timeout = '2s' as $$
declare
  state text;
  requests spend_request[];
  request spend_request;
  previous spend_request;
  rooms spend_room[];
  own spend_room[];
  charged uuid[];
  checks jsonb;
  failures jsonb;
  refusals jsonb;
  trade trades;
  decision trade_decisions;
  known_keys text[];
  repeated integer[];
  purchase text;
  purchases text[] := '{}';
  -- What is written when all of them are decided.
  fresh spend_request[] := '{}';
  decisions trade_decisions[] := '{}';
  entries spend_entry[] := '{}';
  answers jsonb[] := '{}';
  written bigint;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  perform pg_advisory_xact_lock_shared(7291, hashtext(tenant::text));
  state := coalesce((select s.state from trading_state s where s.tenant_id = tenant), 'ACTIVE');

  -- In the order of their keys: two batches that share some would else wait for each other.
  requests := array(
    select r from jsonb_populate_recordset(null::spend_request, asked) r order by r.principal_id, r.key, r.index);
  perform from trades t where t.tenant_id = tenant
    and t.id in (select r.trade_id from unnest(requests) r) order by t.id for no key update;
  -- A cap that is changed waits for this decision, or this decision sees the change.
  perform from budget_limits l where l.tenant_id = tenant and l.is_active
    and exists (select from unnest(requests) r where spend_covers(l.scope, l.subject, l.currency, r::spend_request))
    order by l.id for share;
  insert into budget_counters (tenant_id, limit_id, period, starts_on, ceiling)
    select tenant, l.id, p, spend_period_start(p, at, l.time_zone, l.week_starts_on), spend_cap(l, p)
    from budget_limits l cross join unnest(array['day', 'week', 'month', 'total']) p
    where l.tenant_id = tenant and l.is_active
      and exists (select from unnest(requests) r where spend_covers(l.scope, l.subject, l.currency, r::spend_request))
      and not exists (select from budget_counters c where c.tenant_id = tenant and c.limit_id = l.id and c.period = p
        and c.starts_on is not distinct from spend_period_start(p, at, l.time_zone, l.week_starts_on))
    on conflict do nothing;
  perform from budget_counters c where c.tenant_id = tenant
    and c.id in (select r.counter_id from unnest(spend_rooms(requests, at)) r) order by c.id for no key update;
  rooms := spend_rooms(requests, at);
  -- One look into the index for each request: joins may read every decision of the company instead.
  known_keys := array(select r.key from unnest(requests) r where (
    select true from trade_decisions d where d.tenant_id = tenant and d.principal_id = r.principal_id
      and d.idempotency_key = r.key limit 1));
  repeated := array(select r.index from unnest(requests) r where r.trade_id is null and (
    select true from trades t where t.tenant_id = tenant and t.instrument_kind = r.instrument_kind
      and t.instrument_id = r.instrument_id and t.supplier_id is not distinct from r.supplier_id
      and t.amount = r.amount and t.currency = r.currency and t.created_at > at - interval '24 hours'
      and t.status not in ('rejected', 'cancelled', 'expired', 'failed') limit 1));

  foreach request in array requests loop
    if request.principal_id = previous.principal_id and request.key = previous.key then
      answers := answers || spend_answer(request.index, decision, decision.request_hash <> request.hash);
      continue;
    end if;
    previous := request;
    decision := null;
    if request.key = any(known_keys) then
      select * into decision from trade_decisions d where d.tenant_id = tenant
        and d.principal_id = request.principal_id and d.idempotency_key = request.key;
      if decision.id is not null then
        answers := answers || spend_answer(request.index, decision, decision.request_hash <> request.hash);
        continue;
      end if;
    end if;

    trade := null;
    if request.trade_id is not null then
      select * into trade from trades t where t.tenant_id = tenant and t.id = request.trade_id;
    end if;
    -- The cap of a single trade counts what the trade is already for.
    own := array(
      select (r.name, r.scope, r.subject, r.currency, r.limit_id, r.counter_id, r.cap,
        case when r.name = 'per_transaction' then coalesce(trade.amount, 0) else r.committed end, r.resets_at)::spend_room
      from unnest(rooms) r where spend_covers(r.scope, r.subject, r.currency, request));
    checks := spend_evaluate(state, request.amount, own);
    if request.trade_id is null then
      purchase := jsonb_build_array(request.instrument_kind, request.instrument_id, request.supplier_id, request.amount,
        request.currency)::text;
      checks := checks || jsonb_build_object('check', 'repeat', 'scope', 'tenant',
        'passed', request.index <> all(repeated) and purchase <> all(purchases));
    else
      checks := checks || jsonb_build_object('check', 'trade', 'scope', 'tenant', 'state', trade.status,
        'passed', coalesce(trade.status in ('reserved', 'placed'), false));
      -- Only who approves may ask for more, so nobody needs to approve it again.
      checks := jsonb_path_query_array(checks, '$[*] ? (@.check != "approve_over")');
    end if;
    failures := jsonb_path_query_array(checks, '$[*] ? (@.passed == false).check');
    refusals := failures - 'approve_over' - 'repeat';

    decision.id := uuidv7();
    decision.request_hash := request.hash;
    decision.amount := request.amount;
    decision.currency := request.currency;
    decision.checks := checks;
    decision.decided_at := at;
    if refusals <> '[]' then
      decision.outcome := 'refused';
      decision.code := case
        when refusals ? 'trade' then 'illegal_transition'
        when state <> 'ACTIVE' then 'trading_halted'
        when refusals ? 'budget' then 'no_budget'
        else 'trade_refused' end;
    else
      decision.outcome := case when failures = '[]' then 'reserved' else 'awaiting_approval' end;
      decision.trade_id := coalesce(request.trade_id, uuidv7());
      decision.expires_at := case when request.trade_id is null then at + interval '72 hours' else trade.expires_at end;
      charged := array(select distinct r.counter_id from unnest(own) r where r.counter_id is not null);
      if request.trade_id is null then
        purchases := purchases || purchase;
      else
        update trades set amount = amount + request.amount, reserved = reserved + request.amount, updated_at = at
          where tenant_id = tenant and id = request.trade_id;
      end if;
      entries := entries || (decision.trade_id, decision.id, request.currency, 'reserve', request.amount, 0, charged, null,
        request.user_id, request.request_id)::spend_entry;
      rooms := array(select (r.name, r.scope, r.subject, r.currency, r.limit_id, r.counter_id, r.cap,
        r.committed + case when r.counter_id = any(charged) then request.amount else 0 end, r.resets_at)::spend_room
        from unnest(rooms) r);
    end if;
    if state = 'ACTIVE' and failures ? 'emergency' then
      insert into risk_alerts (tenant_id, kind, severity, limit_id, currency, value, cap, message)
        select tenant, 'emergency', 'critical', r.limit_id, r.currency, r.committed + request.amount, r.cap,
          'A trade would have passed the emergency threshold'
        from unnest(own) r where r.name = 'emergency' and r.committed + request.amount > r.cap
          and not exists (select from risk_alerts a where a.tenant_id = tenant and a.kind = 'emergency'
            and a.limit_id = r.limit_id and a.acknowledged_at is null);
    end if;
    fresh := fresh || request;
    decisions := decisions || decision;
    answers := answers || spend_answer(request.index, decision, false);
  end loop;

  insert into trade_decisions (id, tenant_id, principal_id, user_id, idempotency_key, request_hash, trade_id, amount,
    currency, supplier_id, category, outcome, code, checks, request_id, expires_at, decided_at)
  select d.id, tenant, r.principal_id, r.user_id, r.key, r.hash, d.trade_id, r.amount, r.currency, r.supplier_id,
    r.category, d.outcome, d.code, d.checks, r.request_id, d.expires_at, at
  from unnest(fresh) with ordinality r join unnest(decisions) with ordinality d using (ordinality) order by ordinality
  on conflict (tenant_id, principal_id, idempotency_key) do nothing;
  get diagnostics written = row_count;
  if written <> cardinality(decisions) then
    raise exception 'another batch decided one of the keys at the same time' using errcode = 'serialization_failure';
  end if;
  insert into trades (id, tenant_id, requested_by, instrument_kind, instrument_id, supplier_id, category, quantity, amount,
    currency, status, reason, adapter, location_id, due_on, reserved, request_id, expires_at, created_at, updated_at)
  select d.trade_id, tenant, r.user_id, r.instrument_kind, r.instrument_id, r.supplier_id, r.category, r.quantity, r.amount,
    r.currency, d.outcome,
    case when d.checks @> '[{"check": "approve_over", "passed": false}]' then 'above the amount that needs approval'
      when d.outcome = 'awaiting_approval' then 'the same was bought within 24 hours' end,
    r.adapter, r.location_id, r.due_on, r.amount, r.request_id, d.expires_at, at, at
  from unnest(fresh) with ordinality r join unnest(decisions) with ordinality d using (ordinality)
  where d.outcome <> 'refused' and r.trade_id is null order by ordinality;
  insert into audit_entries (tenant_id, action, subject_type, subject_id, user_id, request_id, details)
  select tenant,
    case when d.outcome = 'refused' then 'trade.refused' when r.trade_id is not null then 'trade.amended'
      else 'trade.' || d.outcome end,
    'trade', coalesce(d.trade_id, r.trade_id, d.id), r.user_id, r.request_id,
    jsonb_build_object('amount', r.amount, 'currency', r.currency, 'decision_id', d.id, 'code', d.code)
  from unnest(fresh) with ordinality r join unnest(decisions) with ordinality d using (ordinality) order by ordinality;

  if cardinality(entries) > 0 then
    perform spend_post(entries, at);
    perform spend_alert(array(select distinct c from unnest(entries) e, unnest(e.charged) c));
  end if;
  return to_jsonb(answers);
end $$;

-- These are called once or more for each request, and a plan that is kept costs a fraction of one that is made.
create or replace function spend_evaluate(state text, amount bigint, rooms spend_room[]) returns jsonb
language plpgsql immutable parallel safe as $$
begin
  return jsonb_build_array(
    jsonb_build_object('check', 'state', 'scope', 'tenant', 'state', state, 'passed', state = 'ACTIVE'),
    jsonb_build_object('check', 'budget', 'scope', 'tenant',
      'passed', exists (select from unnest(rooms) r where r.scope = 'tenant'))
  ) || coalesce((
    select jsonb_agg(jsonb_build_object('check', r.name, 'scope', r.scope, 'subject', r.subject, 'limit_id', r.limit_id,
      'cap', r.cap, 'committed', r.committed, 'room', greatest(r.cap - r.committed, 0),
      'resets_at', spend_instant(r.resets_at), 'passed', r.committed + amount <= r.cap) order by r.position)
    from unnest(rooms) with ordinality r (name, scope, subject, currency, limit_id, counter_id, cap, committed, resets_at,
      position)
    where r.cap is not null
  ), '[]');
end $$;

create or replace function spend_answer(index integer, decision trade_decisions, is_other boolean) returns jsonb
language plpgsql immutable as $$
begin
  if is_other then
    return jsonb_build_object('index', index, 'is_other', true);
  end if;
  return jsonb_build_object('index', index, 'id', decision.id, 'trade_id', decision.trade_id, 'outcome', decision.outcome,
    'code', decision.code, 'amount', decision.amount, 'currency', decision.currency, 'checks', decision.checks,
    'expires_at', spend_instant(decision.expires_at), 'decided_at', spend_instant(decision.decided_at));
end $$;

create or replace function spend_hash(previous text, entry_no bigint, currency text, trade_id uuid, decision_id uuid, kind text,
  reserved_delta bigint, settled_delta bigint, charged uuid[], reason text, actor_id uuid, request_id text, at timestamptz)
returns text language plpgsql immutable parallel safe as $$
begin
  return encode(sha256(convert_to(array_to_string(array[
    previous, entry_no::text, currency, trade_id::text, decision_id::text, kind, reserved_delta::text,
    settled_delta::text, array_to_string(charged, ','), to_json(reason)::text, actor_id::text, to_json(request_id)::text,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  ], chr(10), ''), 'UTF8')), 'hex');
end $$;

-- Pieces that go back are no longer owed, and their money is held again until they are replaced or the order ends.
create or replace function spend_sources(move text) returns text[] language sql immutable parallel safe as $$
  select case move
    when 'approve' then array['awaiting_approval']
    when 'reject' then array['awaiting_approval']
    when 'cancel' then array['awaiting_approval', 'reserved', 'placed']
    when 'expire' then array['awaiting_approval', 'reserved']
    when 'execute' then array['reserved']
    when 'place' then array['executing', 'unknown']
    when 'fail' then array['executing', 'unknown']
    when 'lose' then array['executing']
    when 'settle' then array['placed']
    when 'unsettle' then array['placed', 'settled']
    when 'release' then array['placed']
    when 'credit' then array['placed', 'settled']
  end
$$;

create or replace function spend_taken(tenant uuid, trade trades, kind text, is_owed boolean, amount bigint, reason text, actor uuid,
  request text) returns spend_entry[]
language plpgsql stable set search_path = public, pg_temp as $$
declare
  holding record;
  take bigint;
  remaining bigint := amount;
  entries spend_entry[] := '{}';
begin
  for holding in
    select decision_id, charged, sum(case when is_owed then settled_delta else reserved_delta end)::bigint as held
    from spending_ledger l where l.tenant_id = tenant and l.trade_id = trade.id
    group by decision_id, charged order by min(entry_no)
  loop
    take := least(remaining, holding.held);
    continue when take <= 0;
    entries := entries || (trade.id, holding.decision_id, trade.currency, kind,
      case when not is_owed then -take when kind = 'settle' then take else 0 end,
      case when is_owed then -take when kind = 'settle' then take else 0 end, holding.charged, reason, actor,
      request)::spend_entry;
    remaining := remaining - take;
  end loop;
  return entries;
end $$;

create or replace function spend_move(tenant uuid, trade_id uuid, move text, amount bigint, details jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set lock_timeout = '2s' as $$
declare
  state text;
  trade trades;
  most bigint;
  given bigint;
  entries spend_entry[] := '{}';
  at timestamptz := clock_timestamp();
  reason text := details->>'reason';
  actor uuid := details->>'actor_id';
  request text := details->>'request_id';
begin
  perform set_config('app.tenant_id', tenant::text, true);
  if move in ('approve', 'execute') then
    perform pg_advisory_xact_lock_shared(7291, hashtext(tenant::text));
    state := coalesce((select s.state from trading_state s where s.tenant_id = tenant), 'ACTIVE');
    if state = 'HALTED' or (state = 'REDUCING' and move = 'approve') then
      return jsonb_build_object('code', 'trading_halted', 'state', state);
    end if;
  end if;
  select * into trade from trades t where t.tenant_id = tenant and t.id = trade_id for no key update;
  if trade.id is null then
    return jsonb_build_object('code', 'not_found');
  end if;
  if trade.status <> all(spend_sources(move)) or (move = 'cancel' and trade.settled > 0)
    or (move = 'expire' and trade.expires_at > at) then
    return jsonb_build_object('code', 'illegal_transition', 'status', trade.status);
  end if;
  most := case when move in ('credit', 'unsettle') then trade.settled else trade.reserved end;
  given := coalesce(amount, most);
  if move in ('settle', 'unsettle', 'release', 'credit') and given > most then
    return jsonb_build_object('code', 'too_much', 'reserved', trade.reserved, 'settled', trade.settled);
  end if;

  if move in ('reject', 'cancel', 'expire', 'fail') then
    entries := spend_taken(tenant, trade, 'release', false, trade.reserved, reason, actor, request);
  elsif move = 'release' then
    entries := spend_taken(tenant, trade, 'release', false, given, reason, actor, request);
  elsif move = 'credit' then
    entries := spend_taken(tenant, trade, 'release', true, given, reason, actor, request);
  elsif move = 'unsettle' then
    entries := spend_taken(tenant, trade, 'settle', true, given, reason, actor, request);
  elsif move = 'settle' then
    entries := spend_taken(tenant, trade, 'settle', false, given, reason, actor, request);
  end if;
  perform from budget_counters c where c.tenant_id = tenant
    and c.id in (select counter from unnest(entries) e, unnest(e.charged) counter) order by c.id for no key update;
  if cardinality(entries) > 0 then
    perform spend_post(entries, at);
    select trade.reserved + sum(e.reserved_delta), trade.settled + sum(e.settled_delta)
      into trade.reserved, trade.settled from unnest(entries) e;
  end if;
  -- What an invoice did not use is given back, unless another one is to come.
  if move = 'settle' and trade.reserved > 0 and not coalesce((details->>'more_to_come')::boolean, false) then
    update trades t set reserved = trade.reserved, settled = trade.settled where t.tenant_id = tenant and t.id = trade.id;
    perform spend_post(spend_taken(tenant, trade, 'release', false, trade.reserved, reason, actor, request), at);
    trade.reserved := 0;
  end if;

  update trades t set
    reserved = trade.reserved,
    settled = trade.settled,
    status = case move
      when 'approve' then 'reserved' when 'reject' then 'rejected' when 'cancel' then 'cancelled'
      when 'expire' then 'expired' when 'execute' then 'executing' when 'place' then 'placed' when 'fail' then 'failed'
      when 'lose' then 'unknown' when 'unsettle' then 'placed'
      else case when trade.reserved > 0 then t.status when trade.settled > 0 then 'settled'
        when t.status = 'settled' then 'settled' else 'cancelled' end end,
    reason = case when move in ('approve', 'execute', 'place', 'settle') then null else coalesce(details->>'reason', t.reason) end,
    approved_by = case when move = 'approve' then actor else t.approved_by end,
    attempt = t.attempt + case when move = 'execute' then 1 else 0 end,
    external_ref = coalesce(details->>'external_ref', t.external_ref),
    expires_at = case when move = 'approve' then at + interval '72 hours' when move in ('execute', 'place') then null
      else t.expires_at end,
    updated_at = at
  where t.tenant_id = tenant and t.id = trade.id;
  return null;
end $$;

-- An alert says which budget it is about.
create or replace function spend_alert(counters uuid[]) returns void
language sql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
  insert into risk_alerts (tenant_id, kind, severity, limit_id, counter_id, threshold, currency, value, cap, message)
  select c.tenant_id, 'threshold', case when percent >= 100 then 'high' when percent >= 80 then 'medium' else 'low' end,
    l.id, c.id, percent, l.currency, c.reserved + c.settled, spend_cap(l, c.period),
    format('%s%% of the %s budget of %s is committed', percent,
      case c.period when 'day' then 'daily' when 'week' then 'weekly' when 'month' then 'monthly' else 'total' end,
      coalesce(case l.scope
        when 'tenant' then 'the company'
        when 'user' then (select u.first_name || ' ' || u.last_name from users u where u.id::text = l.subject)
        when 'supplier' then (select s.name from suppliers s where s.tenant_id = l.tenant_id and s.id::text = l.subject)
        else 'the category ' || l.subject end, l.subject))
  from budget_counters c join budget_limits l on l.tenant_id = c.tenant_id and l.id = c.limit_id
  cross join unnest(l.alert_at) percent
  where c.id = any(counters) and spend_cap(l, c.period) > 0
    and (c.reserved + c.settled) * 100 >= spend_cap(l, c.period) * percent
    and not exists (select from risk_alerts a
      where a.tenant_id = c.tenant_id and a.counter_id = c.id and a.threshold = percent)
  on conflict do nothing
$$;
