select protect_tenant_table(name::regclass) from unnest(array[
  'purchasing_settings', 'purchase_orders', 'purchase_order_lines', 'deliveries', 'delivery_lines'
]) name;

-- Numbers have no gaps, so orders and deliveries are ended and never deleted; what arrived is undone by a reversal.
revoke delete on purchasing_settings, purchase_orders, deliveries, delivery_lines from waybill_app, waybill_system;
revoke update on deliveries, delivery_lines from waybill_app, waybill_system;
grant update (status, reversed_by, reversed_at, reversal_reason, updated_at) on deliveries to waybill_app;
grant insert (delivery_id) on stock_movements to waybill_app;

-- The columns of each table that are searched.
create index purchase_orders_search_idx on purchase_orders using gin (
  tenant_id,
  (casefold(normalize(coalesce(order_no, '') || chr(10) || coalesce(reference, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_purchase_orders(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from purchase_orders
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(order_no, '') || chr(10) || coalesce(reference, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_purchase_orders from public;
grant execute on function search_purchase_orders to waybill_app;

create index deliveries_search_idx on deliveries using gin (
  tenant_id,
  (casefold(normalize(coalesce(delivery_no, '') || chr(10) || coalesce(reference, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_deliveries(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from deliveries
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(delivery_no, '') || chr(10) || coalesce(reference, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_deliveries from public;
grant execute on function search_deliveries to waybill_app;

-- What became of each line by the day that was promised: lists, scorecards and figures all read it here. A line that is
-- not in full by then is not judged before that day is over, nor where the rest was called off until that day.
create view purchase_line_results with (security_invoker = true) as
select l.tenant_id, l.id as order_line_id, o.supplier_id, t.promised_on, t.accepted_in_time,
  case
    when o.status in ('draft', 'submitted', 'approved', 'cancelled') then null
    when t.accepted_in_time >= l.quantity then true
    when t.promised_on >= current_date then null
    when o.status = 'closed' and o.ended_at::date <= t.promised_on then null
    else false
  end as is_on_time_in_full
from purchase_order_lines l
  join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
  cross join lateral (
    select p.promised_on, coalesce(sum(dl.quantity - dl.rejected), 0)::integer as accepted_in_time
    from (select coalesce(l.confirmed_on, l.due_on) as promised_on) p
      left join (
        delivery_lines dl
        join deliveries d on d.tenant_id = dl.tenant_id and d.id = dl.delivery_id and d.status = 'posted'
      ) on dl.tenant_id = l.tenant_id and dl.order_line_id = l.id and d.delivered_on <= p.promised_on
    group by p.promised_on
  ) t;
grant select on purchase_line_results to waybill_app;

-- A supplier's figures for the days from the first to the last: lines by the day they were promised for, deliveries by
-- the day they arrived, answers by the day the order was created. Days are those of the connection's zone.
create function supplier_performance(supplier uuid, first_day date, last_day date)
returns table (deliveries integer, lines_judged integer, lines_in_full integer, pieces bigint, rejected bigint,
  days_late_p50 integer, days_late_p90 integer, orders_confirmed integer, response_days numeric)
language sql stable parallel safe set search_path = public, pg_temp as $$
  select arrived.deliveries, promised.judged, promised.in_full, arrived.pieces, arrived.rejected, arrived.p50,
    arrived.p90, answered.orders, answered.days
  from (
    select count(distinct d.id)::integer as deliveries, coalesce(sum(dl.quantity), 0) as pieces,
      coalesce(sum(dl.rejected), 0) as rejected,
      percentile_disc(0.5) within group (order by d.delivered_on - coalesce(l.confirmed_on, l.due_on)) as p50,
      percentile_disc(0.9) within group (order by d.delivered_on - coalesce(l.confirmed_on, l.due_on)) as p90
    from purchase_orders o
      join deliveries d on d.tenant_id = o.tenant_id and d.order_id = o.id and d.status = 'posted'
        and d.delivered_on between first_day and last_day
      join delivery_lines dl on dl.tenant_id = d.tenant_id and dl.delivery_id = d.id
      join purchase_order_lines l on l.tenant_id = dl.tenant_id and l.id = dl.order_line_id
    where o.supplier_id = supplier
  ) arrived, (
    select count(is_on_time_in_full)::integer as judged,
      (count(*) filter (where is_on_time_in_full))::integer as in_full
    from purchase_line_results where supplier_id = supplier and promised_on between first_day and last_day
  ) promised, (
    select count(*)::integer as orders,
      round(avg(extract(epoch from confirmed_at - sent_at)) / 86400, 1) as days
    from purchase_orders
    where supplier_id = supplier and confirmed_at is not null and created_at::date between first_day and last_day
  ) answered
$$;
revoke execute on function supplier_performance from public;
grant execute on function supplier_performance to waybill_app;
