-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'budget_limits', 'budget_counters', 'risk_alerts', 'trade_decisions', 'trades', 'spending_ledger', 'trading_state',
  'emergency_stops'
]) name;

-- Money moves in the functions below alone: they belong to a role of their own, which the policies bind as they bind
-- the application.
do $$
begin
  create role waybill_ledger nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant waybill_app to waybill_ledger with inherit true;
grant waybill_ledger to current_user with inherit true, set true;
grant create on schema public to waybill_ledger;

revoke insert, update, delete on budget_counters, trade_decisions, trades, spending_ledger from waybill_app, waybill_system;
revoke update, delete on emergency_stops from waybill_app, waybill_system;
revoke delete on budget_limits, risk_alerts, trading_state from waybill_app, waybill_system;
grant insert, update on budget_counters, trades to waybill_ledger;
grant insert on trade_decisions, spending_ledger to waybill_ledger;

create trigger immutable before update on trade_decisions for each row execute function refuse_change();
create trigger immutable before update on spending_ledger for each row execute function refuse_change();
create trigger immutable before update on emergency_stops for each row execute function refuse_change();

-- The first day, in the zone, of the period that an instant lies in; null for the total.
create function spend_period_start(period text, at timestamptz, zone text, week_starts_on integer) returns date
language sql immutable parallel safe as $$
  select case period
    when 'day' then today
    when 'week' then today - (extract(isodow from today)::integer - week_starts_on + 7) % 7
    when 'month' then date_trunc('month', today::timestamp)::date
  end from (select (at at time zone zone)::date as today)
$$;

-- When the next period begins: local midnight, or the first instant after it where the clocks skip it.
create function spend_period_end(period text, starts_on date, zone text) returns timestamptz
language sql immutable parallel safe as $$
  select (case period
    when 'day' then starts_on + 1
    when 'week' then starts_on + 7
    when 'month' then (starts_on + interval '1 month')::date
  end)::timestamp at time zone zone
$$;

-- The total without what is kept back of it; null without a cap, which greatest() alone would make 0.
create function spend_total(budget budget_limits) returns bigint
language sql immutable parallel safe as $$
  select case when budget.total_cap is not null then greatest(budget.total_cap - budget.reserve_amount, 0) end
$$;

-- What a limit lets through in one period; null without a cap.
create function spend_cap(budget budget_limits, period text) returns bigint
language sql immutable parallel safe as $$
  select case period
    when 'day' then budget.daily_cap
    when 'week' then budget.weekly_cap
    when 'month' then budget.monthly_cap
    when 'total' then least(spend_total(budget), budget.emergency_threshold)
  end
$$;

-- A cap that is raised raises what its running periods may hold; one that is lowered keeps what is committed.
create function raise_ceilings() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update budget_counters c
  set ceiling = case when spend_cap(new, c.period) is not null then greatest(c.ceiling, spend_cap(new, c.period)) end
  where c.tenant_id = new.tenant_id and c.limit_id = new.id and c.ceiling is not null
    and c.starts_on is not distinct from spend_period_start(c.period, now(), new.time_zone, new.week_starts_on);
  return null;
end $$;

-- One cap beside what is committed under it. A counter is charged also where it has no cap.
create type spend_room as (
  name text, scope text, subject text, currency text, limit_id uuid, counter_id uuid, cap bigint, committed bigint,
  resets_at timestamptz
);

-- One request for money. With a trade it asks for more money for that trade.
create type spend_request as (
  index integer, principal_id uuid, user_id uuid, for_user_id uuid, key text, hash text, request_id text, trade_id uuid, amount bigint,
  currency text, supplier_id uuid, category text, instrument_kind text, instrument_id text, quantity integer,
  adapter text
);

create type spend_entry as (
  trade_id uuid, decision_id uuid, currency text, kind text, reserved_delta bigint, settled_delta bigint, charged uuid[],
  reason text, actor_id uuid, request_id text
);

create function spend_covers(scope text, subject text, currency text, request spend_request) returns boolean
language sql immutable parallel safe as $$
  select currency = request.currency and case scope
    when 'tenant' then true
    when 'user' then subject = request.for_user_id::text
    when 'category' then subject = request.category
    when 'supplier' then subject = request.supplier_id::text
    else false
  end
$$;

-- As it is written in answers.
create function spend_instant(at timestamptz) returns text language sql immutable parallel safe as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Every check of one amount, in order; all failures are kept. Reads nothing, so that it answers "what if" as well.
create function spend_evaluate(state text, amount bigint, rooms spend_room[]) returns jsonb
language sql immutable parallel safe as $$
  select jsonb_build_array(
    jsonb_build_object('check', 'state', 'scope', 'tenant', 'state', state, 'passed', state = 'ACTIVE'),
    jsonb_build_object('check', 'budget', 'scope', 'tenant',
      'passed', exists (select from unnest(rooms) r where r.scope = 'tenant'))
  ) || coalesce((
    select jsonb_agg(jsonb_build_object('check', name, 'scope', scope, 'subject', subject, 'limit_id', limit_id,
      'cap', cap, 'committed', committed, 'room', greatest(cap - committed, 0), 'resets_at', spend_instant(resets_at),
      'passed', committed + amount <= cap) order by position)
    from unnest(rooms) with ordinality r (name, scope, subject, currency, limit_id, counter_id, cap, committed, resets_at,
      position)
    where cap is not null
  ), '[]')
$$;

-- The rooms of all limits that cover one of the requests, in the order in which they are checked. A counter that is not
-- there yet has nothing committed.
create function spend_rooms(requests spend_request[], at timestamptz) returns spend_room[]
language sql stable set search_path = public, pg_temp as $$
  with limits as (
    select l from budget_limits l
    where l.is_active and exists (
      select from unnest(requests) r where spend_covers(l.scope, l.subject, l.currency, r::spend_request))
  ), periods as (
    select l, p as period, c.id as counter_id, coalesce(c.reserved + c.settled, 0) as committed,
      spend_period_end(p, spend_period_start(p, at, (l).time_zone, (l).week_starts_on), (l).time_zone) as resets_at
    from limits cross join unnest(array['day', 'week', 'month', 'total']) p
    left join budget_counters c on c.tenant_id = (l).tenant_id and c.limit_id = (l).id and c.period = p
      and c.starts_on is not distinct from spend_period_start(p, at, (l).time_zone, (l).week_starts_on)
  ), rooms as (
    select 1 as step, l, 'per_transaction' as name, null::uuid as counter_id, (l).per_transaction_cap as cap,
      0::bigint as committed, null::timestamptz as resets_at from limits
    union all
    select 2, l, case period when 'day' then 'daily' when 'week' then 'weekly' when 'month' then 'monthly' else 'total' end,
      counter_id, case period when 'total' then spend_total(l) else spend_cap(l, period) end,
      committed, resets_at from periods
    union all
    select 3, l, 'emergency', counter_id, (l).emergency_threshold, committed, null from periods where period = 'total'
    union all
    select 4, l, 'approve_over', null, (l).approve_over, 0, null from limits
  )
  select coalesce(array_agg(
    (name, (l).scope, (l).subject, (l).currency, (l).id, counter_id, cap, committed, resets_at)::spend_room
    order by step, array_position(array['tenant', 'user', 'category', 'supplier'], (l).scope), (l).id,
      array_position(array['daily', 'weekly', 'monthly', 'total'], name)
  ), '{}') from rooms
$$;

-- Moves counters and writes the ledger: the one place where money is held, owed or given back. The counters are locked
-- before; the condition and the table's check would each refuse what a mistake above let through.
create function spend_post(entries spend_entry[], at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  is_complete boolean;
  head record;
  entry record;
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
    for entry in
      select * from unnest(entries) with ordinality e (trade_id, decision_id, currency, kind, reserved_delta, settled_delta,
        charged, reason, actor_id, request_id, position)
      where e.currency = head.currency order by position
    loop
      head.entry_no := head.entry_no + 1;
      head.hash := spend_hash(head.hash, head.entry_no, head.currency, entry.trade_id, entry.decision_id, entry.kind,
        entry.reserved_delta, entry.settled_delta, entry.charged, entry.reason, entry.actor_id, entry.request_id, at);
      insert into spending_ledger (tenant_id, currency, entry_no, trade_id, decision_id, kind, reserved_delta,
        settled_delta, charged, reason, actor_id, request_id, recorded_at, hash)
      values (head.tenant_id, head.currency, head.entry_no, entry.trade_id, entry.decision_id, entry.kind,
        entry.reserved_delta, entry.settled_delta, entry.charged, entry.reason, entry.actor_id, entry.request_id, at,
        head.hash);
    end loop;
    update budget_counters set last_entry_no = head.entry_no, last_hash = head.hash where id = head.id;
  end loop;
end $$;

-- What an entry is proved by: the hash of the entry before it and every field of its own, one to a line.
create function spend_hash(previous text, entry_no bigint, currency text, trade_id uuid, decision_id uuid, kind text,
  reserved_delta bigint, settled_delta bigint, charged uuid[], reason text, actor_id uuid, request_id text, at timestamptz)
returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(array_to_string(array[
    previous, entry_no::text, currency, trade_id::text, decision_id::text, kind, reserved_delta::text,
    settled_delta::text, array_to_string(charged, ','), to_json(reason)::text, actor_id::text, to_json(request_id)::text,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  ], chr(10), ''), 'UTF8')), 'hex')
$$;

-- Raises an alert for every threshold that what is committed has crossed, once in each period.
create function spend_alert(counters uuid[]) returns void
language sql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
  insert into risk_alerts (tenant_id, kind, severity, limit_id, counter_id, threshold, currency, value, cap, message)
  select c.tenant_id, 'threshold', case when percent >= 100 then 'high' when percent >= 80 then 'medium' else 'low' end,
    l.id, c.id, percent, l.currency, c.reserved + c.settled, spend_cap(l, c.period),
    format('%s%% of a budget is committed', percent)
  from budget_counters c join budget_limits l on l.tenant_id = c.tenant_id and l.id = c.limit_id
  cross join unnest(l.alert_at) percent
  where c.id = any(counters) and spend_cap(l, c.period) > 0
    and (c.reserved + c.settled) * 100 >= spend_cap(l, c.period) * percent
    and not exists (select from risk_alerts a
      where a.tenant_id = c.tenant_id and a.counter_id = c.id and a.threshold = percent)
  on conflict do nothing
$$;

-- Decides up to 64 requests, each for itself, in one statement: a known key gets the answer that it got.
create function spend_decide_at(tenant uuid, asked jsonb, at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off set lock_timeout = '2s' as $$
declare
  state text;
  requests spend_request[];
  request spend_request;
  rooms spend_room[];
  own spend_room[];
  charged uuid[];
  checks jsonb;
  trade trades;
  decision trade_decisions;
  entries spend_entry[] := '{}';
  answers jsonb := '[]';
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

  foreach request in array requests loop
    decision := null;
    trade := null;
    select * into trade from trades t where t.tenant_id = tenant and t.id = request.trade_id;
    -- The cap of a single trade counts what the trade is already for.
    own := array(
      select (r.name, r.scope, r.subject, r.currency, r.limit_id, r.counter_id, r.cap,
        case when r.name = 'per_transaction' then coalesce(trade.amount, 0) else r.committed end, r.resets_at)::spend_room
      from unnest(rooms) r where spend_covers(r.scope, r.subject, r.currency, request));
    checks := spend_evaluate(state, request.amount, own);
    if request.trade_id is null then
      checks := checks || jsonb_build_object('check', 'repeat', 'scope', 'tenant', 'passed', not exists (
        select from trades t where t.tenant_id = tenant and t.instrument_kind = request.instrument_kind
          and t.instrument_id = request.instrument_id and t.supplier_id is not distinct from request.supplier_id
          and t.amount = request.amount and t.currency = request.currency and t.created_at > at - interval '24 hours'
          and t.status not in ('rejected', 'cancelled', 'expired', 'failed')));
    else
      checks := checks || jsonb_build_object('check', 'trade', 'scope', 'tenant', 'state', trade.status,
        'passed', trade.status in ('reserved', 'placed'));
      -- Only who approves may ask for more, so nobody needs to approve it again.
      checks := jsonb_path_query_array(checks, '$[*] ? (@.check != "approve_over")');
    end if;
    decision.outcome := case
      when jsonb_path_exists(checks, '$[*] ? (@.passed == false && @.check != "approve_over" && @.check != "repeat")')
        then 'refused'
      when jsonb_path_exists(checks, '$[*] ? (@.passed == false)') then 'awaiting_approval'
      else 'reserved' end;
    decision.code := case
      when decision.outcome <> 'refused' then null
      when jsonb_path_exists(checks, '$[*] ? (@.passed == false && @.check == "trade")') then 'illegal_transition'
      when state <> 'ACTIVE' then 'trading_halted'
      when jsonb_path_exists(checks, '$[*] ? (@.passed == false && @.check == "budget")') then 'no_budget'
      else 'trade_refused' end;
    insert into trade_decisions (tenant_id, principal_id, user_id, idempotency_key, request_hash, trade_id, amount, currency,
      supplier_id, category, outcome, code, checks, request_id, expires_at, decided_at)
    values (tenant, request.principal_id, request.user_id, request.key, request.hash,
      case when decision.outcome <> 'refused' then coalesce(request.trade_id, uuidv7()) end,
      request.amount, request.currency, request.supplier_id, request.category, decision.outcome, decision.code, checks,
      request.request_id, case when decision.outcome <> 'refused' then case when request.trade_id is null then at + interval '72 hours' else trade.expires_at end end,
      at)
    on conflict (tenant_id, principal_id, idempotency_key) do nothing returning * into decision;
    if decision.id is null then
      select * into decision from trade_decisions d where d.tenant_id = tenant
        and d.principal_id = request.principal_id and d.idempotency_key = request.key;
      answers := answers || spend_answer(request.index, decision, decision.request_hash <> request.hash);
      continue;
    end if;

    answers := answers || spend_answer(request.index, decision, false);
    if decision.outcome <> 'refused' then
      charged := array(select distinct r.counter_id from unnest(own) r where r.counter_id is not null);
      if request.trade_id is null then
        insert into trades (id, tenant_id, requested_by, instrument_kind, instrument_id, supplier_id, category, quantity,
          amount, currency, status, reason, adapter, reserved, request_id, expires_at, created_at, updated_at)
        values (decision.trade_id, tenant, request.user_id, request.instrument_kind, request.instrument_id,
          request.supplier_id, request.category, request.quantity, request.amount, request.currency, decision.outcome,
          case when jsonb_path_exists(checks, '$[*] ? (@.passed == false && @.check == "approve_over")')
            then 'above the amount that needs approval'
            when decision.outcome = 'awaiting_approval' then 'the same was bought within 24 hours' end,
          request.adapter, request.amount, request.request_id, decision.expires_at, at, at);
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
    insert into risk_alerts (tenant_id, kind, severity, limit_id, currency, value, cap, message)
      select tenant, 'emergency', 'critical', r.limit_id, r.currency, r.committed + request.amount, r.cap,
        'A trade would have passed the emergency threshold'
      from unnest(own) r where r.name = 'emergency' and r.committed + request.amount > r.cap and state = 'ACTIVE'
        and not exists (select from risk_alerts a where a.tenant_id = tenant and a.kind = 'emergency'
          and a.limit_id = r.limit_id and a.acknowledged_at is null);
    insert into audit_entries (tenant_id, action, subject_type, subject_id, user_id, request_id, details)
    values (tenant, case when decision.outcome = 'refused' then 'trade.refused'
        when request.trade_id is not null then 'trade.amended' else 'trade.' || decision.outcome end,
      'trade', coalesce(decision.trade_id, request.trade_id, decision.id), request.user_id, request.request_id,
      jsonb_build_object('amount', request.amount, 'currency', request.currency, 'decision_id', decision.id,
        'code', decision.code));
  end loop;

  if cardinality(entries) > 0 then
    perform spend_post(entries, at);
    perform spend_alert(array(select distinct c from unnest(entries) e, unnest(e.charged) c));
  end if;
  return answers;
end $$;

create function spend_answer(index integer, decision trade_decisions, is_other boolean) returns jsonb
language sql immutable as $$
  select case when is_other then jsonb_build_object('index', index, 'is_other', true) else
    jsonb_build_object('index', index, 'id', decision.id, 'trade_id', decision.trade_id, 'outcome', decision.outcome,
      'code', decision.code, 'amount', decision.amount, 'currency', decision.currency, 'checks', decision.checks,
      'expires_at', spend_instant(decision.expires_at), 'decided_at', spend_instant(decision.decided_at)) end
$$;

create function spend_decide(tenant uuid, asked jsonb) returns jsonb
language sql security definer set search_path = public, pg_temp as $$
  select spend_decide_at(tenant, asked, clock_timestamp())
$$;

-- From where a trade may be moved; any other move is refused.
create function spend_sources(move text) returns text[] language sql immutable parallel safe as $$
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
    when 'release' then array['placed']
    when 'credit' then array['placed', 'settled']
  end
$$;

-- Takes an amount out of what a trade holds or owes, from the decision that was first: money goes back to the counters
-- that it came from.
create function spend_taken(tenant uuid, trade trades, kind text, is_owed boolean, amount bigint, reason text, actor uuid,
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
    entries := entries || (trade.id, holding.decision_id, trade.currency, kind, case when is_owed then 0 else -take end,
      case when is_owed then -take when kind = 'settle' then take else 0 end, holding.charged, reason, actor,
      request)::spend_entry;
    remaining := remaining - take;
  end loop;
  return entries;
end $$;

-- Moves one trade, and its money with it. Answers with what stood in the way, or with null.
create function spend_move(tenant uuid, trade_id uuid, move text, amount bigint, details jsonb) returns jsonb
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
  most := case when move = 'credit' then trade.settled else trade.reserved end;
  given := coalesce(amount, most);
  if move in ('settle', 'release', 'credit') and given > most then
    return jsonb_build_object('code', 'too_much', 'reserved', trade.reserved, 'settled', trade.settled);
  end if;

  if move in ('reject', 'cancel', 'expire', 'fail') then
    entries := spend_taken(tenant, trade, 'release', false, trade.reserved, reason, actor, request);
  elsif move = 'release' then
    entries := spend_taken(tenant, trade, 'release', false, given, reason, actor, request);
  elsif move = 'credit' then
    entries := spend_taken(tenant, trade, 'release', true, given, reason, actor, request);
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
      when 'lose' then 'unknown'
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

-- The ledger of one currency, read again from its first entry: the number of the first entry that is not what its hash
-- says or is out of sequence, or null.
create function spend_broken_entry(wanted text) returns bigint
language sql stable set search_path = public, pg_temp as $$
  select min(place) from (
    select row_number() over entries as place, entry_no, hash,
      spend_hash(coalesce(lag(hash) over entries, ''), entry_no, currency, trade_id, decision_id, kind, reserved_delta,
        settled_delta, charged, reason, actor_id, request_id, recorded_at) as expected
    from spending_ledger where currency = wanted window entries as (order by entry_no)
  ) checked where entry_no <> place or hash <> expected
$$;

create trigger raise_ceilings after update on budget_limits for each row execute function raise_ceilings();

-- While they still belong to whoever makes them: later nobody here may take a right away.
revoke execute on function spend_post, spend_alert, spend_decide_at, spend_decide, spend_move, raise_ceilings from public;
grant execute on function spend_decide, spend_move to waybill_app;
alter function raise_ceilings owner to waybill_ledger;
alter function spend_post owner to waybill_ledger;
alter function spend_alert owner to waybill_ledger;
alter function spend_decide_at owner to waybill_ledger;
alter function spend_decide owner to waybill_ledger;
alter function spend_move owner to waybill_ledger;
revoke create on schema public from waybill_ledger;
