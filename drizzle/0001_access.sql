-- Two group roles without a login. The application's login role inherits waybill_app; it steps into
-- waybill_system only by name, for the few statements that look across tenants.
do $$
begin
  create role waybill_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  create role waybill_system nologin;
exception when duplicate_object or unique_violation then null;
end $$;

grant usage on schema public to waybill_app, waybill_system;
grant select on schema_migrations to waybill_app, waybill_system;

-- Every table with a tenant_id gets the same two policies; a law test finds a table without them.
create function protect_tenant_table(target regclass, tenant_column name default 'tenant_id')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy tenant on %s to waybill_app using (%I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))',
    target, tenant_column);
  execute format('create policy system on %s to waybill_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to waybill_app, waybill_system', target);
end $$;
revoke execute on function protect_tenant_table from public;

select protect_tenant_table('tenants', 'id');
select protect_tenant_table(format('%I.%I', table_schema, table_name)::regclass)
from information_schema.columns
where table_schema = 'public' and column_name = 'tenant_id'
order by table_name;

-- What happened stays as it was written.
revoke update, delete on audit_entries from waybill_app, waybill_system;
revoke insert, update, delete on tenants from waybill_app;

-- Read before any tenant is known, so they carry none.
grant select, insert, update, delete on sign_in_throttles, rate_limits to waybill_app, waybill_system;

-- Whoever watches exports hears of every change when it commits.
create function notify_export_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('export_changes', json_build_object('id', new.id, 'tenant_id', new.tenant_id)::text);
  if tg_op = 'UPDATE' and new.cancel_requested_at is distinct from old.cancel_requested_at then
    perform pg_notify('export_cancellations', new.id::text);
  end if;
  return null;
end $$;
create trigger export_change after insert or update on data_exports
  for each row execute function notify_export_change();

-- Lets the rows of expired exports forget their files, which the caller has removed; returns how many.
create function cleanup_expired_exports() returns integer language sql as $$
  with expired as (
    update data_exports set file_path = null, files = '[]'
    where status = 'completed' and expires_at <= now() and file_path is not null
    returning 1
  )
  select count(*)::integer from expired;
$$;

-- Both ends included; null leaves an end open. Cancelled exports count in the total alone.
create function get_export_statistics(p_date_from timestamptz default null, p_date_to timestamptz default null)
returns table (
  total_exports bigint,
  successful_exports bigint,
  failed_exports bigint,
  avg_duration_ms numeric,
  total_file_size numeric,
  total_records numeric
) language sql stable as $$
  select
    count(*),
    count(*) filter (where success),
    count(*) filter (where not success and error_message is distinct from 'cancelled'),
    round(avg(duration_ms) filter (where success), 2),
    coalesce(sum(file_size), 0),
    coalesce(sum(record_count), 0)
  from export_statistics
  where (p_date_from is null or created_at >= p_date_from)
    and (p_date_to is null or created_at <= p_date_to);
$$;
