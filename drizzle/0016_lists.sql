DROP INDEX "export_schedules_next_run_idx";--> statement-breakpoint
CREATE INDEX "export_schedules_next_run_idx" ON "export_schedules" USING btree ("tenant_id",(case when next_run is null then 'infinity'::timestamptz else next_run end),"id");--> statement-breakpoint
-- by hand
-- Both are in PostgreSQL's own contrib and trusted: an owner without superuser rights may create them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- LIKE is not leakproof, so under a policy it never uses an index. These functions use one as the owner, whom
-- policies do not bind, and return only IDs of the tenant that the policies would show. The pattern is folded.

create index sales_search_idx on sales using gin (
  tenant_id,
  (casefold(normalize(coalesce(order_no, '') || chr(10) || coalesce(city, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_sales(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from sales
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(order_no, '') || chr(10) || coalesce(city, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_sales from public;
grant execute on function search_sales to waybill_app;

create index customers_search_idx on customers using gin (
  tenant_id,
  (casefold(normalize(coalesce(customer_no, '') || chr(10) || coalesce(name, '') || chr(10) || coalesce(city, '') || chr(10) || coalesce(state, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_customers(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from customers
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(customer_no, '') || chr(10) || coalesce(name, '') || chr(10) || coalesce(city, '') || chr(10) || coalesce(state, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_customers from public;
grant execute on function search_customers to waybill_app;

create index ledger_entries_search_idx on ledger_entries using gin (
  tenant_id,
  (casefold(normalize(coalesce(journal_no, '') || chr(10) || coalesce(reference, '') || chr(10) || coalesce(description, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_ledger_entries(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from ledger_entries
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(journal_no, '') || chr(10) || coalesce(reference, '') || chr(10) || coalesce(description, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_ledger_entries from public;
grant execute on function search_ledger_entries to waybill_app;

create index inventory_items_search_idx on inventory_items using gin (
  tenant_id,
  (casefold(normalize(coalesce(warehouse, '') || chr(10) || coalesce(bin, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_inventory_items(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from inventory_items
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(warehouse, '') || chr(10) || coalesce(bin, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_inventory_items from public;
grant execute on function search_inventory_items to waybill_app;

create index products_search_idx on products using gin (
  tenant_id,
  (casefold(normalize(coalesce(sku, '') || chr(10) || coalesce(name, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_products(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from products
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(sku, '') || chr(10) || coalesce(name, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_products from public;
grant execute on function search_products to waybill_app;
