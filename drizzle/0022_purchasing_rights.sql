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
