DROP INDEX "inventory_items_product_warehouse_key";--> statement-breakpoint
DROP INDEX "inventory_items_warehouse_idx";--> statement-breakpoint
ALTER TABLE "inventory_items" DROP COLUMN "warehouse";--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "is_active";--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'locations', 'stock_movements', 'stock_reservations', 'stock_transfers', 'stock_differences'
]) name;

-- The application posts and promises; what a level is, and the order of the ledger, is written by triggers alone.
revoke insert, update, delete on inventory_items, stock_movements, stock_reservations from waybill_app, waybill_system;
grant insert (tenant_id, product_id, location_id, bin, minimum, maximum, reorder_point, reorder_quantity, unit_cost, notes),
  update (bin, minimum, maximum, reorder_point, reorder_quantity, notes, updated_at)
  on inventory_items to waybill_app;
grant insert (tenant_id, product_id, location_id, quantity, kind, reason, unit_cost, reference, reservation_id,
  transfer_id, reverses_id, created_by, occurred_at) on stock_movements to waybill_app;
grant insert (tenant_id, product_id, location_id, quantity, open_quantity, reference, expires_at, created_by),
  update (open_quantity, status, ended_at, updated_at) on stock_reservations to waybill_app;

-- Refuses what a level cannot give: no piece is promised twice, and none leaves that is not there.
create function require_available(level inventory_items, taken integer, is_counted boolean) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  free integer := case when is_counted then level.on_hand else level.on_hand - level.reserved end;
begin
  if free < 0 and not exists (
    select from locations where tenant_id = level.tenant_id and id = level.location_id and allows_negative
  ) then
    raise exception 'insufficient stock' using errcode = 'WB001',
      detail = json_build_object('available', free + taken, 'product_id', level.product_id,
        'location_id', level.location_id)::text;
  end if;
end $$;

-- Gives a movement its number and balance and carries it into the level, under the level's lock. Without its update
-- first, an insert that gives way to an update would be refused for the negative level that it proposes. Only the owner
-- may say when a movement was posted, to load a history. A session plans these statements once, perhaps while the
-- tables are empty: hence no sequential scans.
create function post_stock_movement() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  level inventory_items;
  now_at timestamptz := clock_timestamp();
begin
  for attempt in 1..2 loop
    update inventory_items set
      unit_cost = case when new.kind = 'receipt' and new.unit_cost is not null
        then (greatest(on_hand, 0) * unit_cost + new.quantity * new.unit_cost) / (greatest(on_hand, 0) + new.quantity)
        else unit_cost end,
      on_hand = on_hand + new.quantity,
      seq = seq + 1,
      last_movement_at = case when new.kind = 'count' then last_movement_at
        else coalesce(new.posted_at, greatest(now_at, last_movement_at, last_counted_at)) end,
      last_counted_at = case when new.kind <> 'count' then last_counted_at
        else coalesce(new.posted_at, greatest(now_at, last_movement_at, last_counted_at)) end,
      updated_at = coalesce(new.posted_at, greatest(now_at, last_movement_at, last_counted_at))
    where tenant_id = new.tenant_id and product_id = new.product_id and location_id = new.location_id
    returning * into level;
    exit when found;
    insert into inventory_items (tenant_id, product_id, location_id, unit_cost)
      select tenant_id, id, new.location_id, unit_cost from products
      where tenant_id = new.tenant_id and id = new.product_id
      on conflict do nothing;
  end loop;
  new.seq := level.seq;
  new.balance_after := level.on_hand;
  new.posted_at := level.updated_at;
  if new.reservation_id is not null then
    update stock_reservations set
      open_quantity = open_quantity + new.quantity,
      status = case when open_quantity + new.quantity = 0 then 'consumed' else status end,
      ended_at = case when open_quantity + new.quantity = 0 then now() end,
      updated_at = now()
    where tenant_id = new.tenant_id and id = new.reservation_id and product_id = new.product_id
      and location_id = new.location_id and status = 'active' and open_quantity >= -new.quantity;
    if not found then
      raise exception 'the reservation has not so much open' using errcode = 'WB002';
    end if;
    select * into level from inventory_items where id = level.id;
  end if;
  if new.quantity < 0 then
    perform require_available(level, -new.quantity, new.kind = 'count');
  end if;
  return new;
end $$;
create trigger post before insert on stock_movements for each row execute function post_stock_movement();

-- Carries what a reservation promises, and what of it is given back, into the level.
create function carry_reservation() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  level inventory_items;
  change integer := case tg_op when 'INSERT' then new.open_quantity else new.open_quantity - old.open_quantity end;
begin
  if tg_op = 'UPDATE' and (change > 0 or old.status <> 'active') then
    raise exception 'an ended reservation stays as it is, and none grows' using errcode = 'WB002';
  end if;
  for attempt in 1..2 loop
    update inventory_items set reserved = reserved + change
    where tenant_id = new.tenant_id and product_id = new.product_id and location_id = new.location_id
    returning * into level;
    exit when found;
    insert into inventory_items (tenant_id, product_id, location_id, unit_cost)
      select tenant_id, id, new.location_id, unit_cost from products where tenant_id = new.tenant_id and id = new.product_id
      on conflict do nothing;
  end loop;
  if change > 0 then
    perform require_available(level, change, false);
  end if;
  return new;
end $$;
create trigger carry before insert or update on stock_reservations for each row execute function carry_reservation();

-- What is posted stays as it was written, for the owner too.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed', tg_table_name;
end $$;
create trigger immutable before update on stock_movements for each row execute function refuse_change();

-- The columns of each table that are searched; the index of levels went with their warehouse.
create index inventory_items_search_idx on inventory_items using gin (
  tenant_id,
  (casefold(normalize(coalesce(bin, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create or replace function search_inventory_items(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from inventory_items
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(bin, ''), NFC) collate "pg_unicode_fast") like pattern
$$;

create index stock_movements_search_idx on stock_movements using gin (
  tenant_id,
  (casefold(normalize(coalesce(reference, '') || chr(10) || coalesce(reason, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_stock_movements(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from stock_movements
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(reference, '') || chr(10) || coalesce(reason, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_stock_movements from public;
grant execute on function search_stock_movements to waybill_app;

create index stock_reservations_search_idx on stock_reservations using gin (
  tenant_id,
  (casefold(normalize(coalesce(reference, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_stock_reservations(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from stock_reservations
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(reference, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_stock_reservations from public;
grant execute on function search_stock_reservations to waybill_app;
