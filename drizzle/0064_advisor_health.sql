-- by hand
-- As before, but an owner that is no monitor, who is refused where the data is, gets no folder instead of an error, and
-- the transaction that holds the lock of a sweep, idle while the sweep works elsewhere, counts neither as idle nor as
-- the oldest.
create or replace function advisor_health() returns jsonb language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'connections', a.connections, 'active', a.active, 'idle_in_transaction', a.idle, 'waiting', a.waiting,
    'max_connections', current_setting('max_connections')::integer,
    'oldest', (select jsonb_build_object('seconds', extract(epoch from clock_timestamp() - xact_start),
        'application', application_name, 'state', state, 'query', left(regexp_replace(query, '\s+', ' ', 'g'), 200))
      from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid() and datid = d.datid and backend_type = 'client backend'
        and query not like 'select pg_try_advisory_xact_lock(%'
      order by xact_start limit 1),
    'blocks_hit', d.blks_hit, 'blocks_read', d.blks_read, 'deadlocks', d.deadlocks, 'temp_bytes', d.temp_bytes,
    'since', d.stats_reset, 'database_bytes', pg_database_size(d.datid),
    'live_rows', t.live, 'dead_rows', t.dead, 'data_directory', case when pg_has_role(current_user, 'pg_read_all_settings', 'usage')
      then current_setting('data_directory', true) end,
    'replicas', (select coalesce(jsonb_agg(application_name order by application_name), '[]') from pg_stat_replication))
  from pg_stat_database d
  cross join (select count(*) as connections, count(*) filter (where state = 'active') as active,
      count(*) filter (where state like 'idle in transaction%'
        and query not like 'select pg_try_advisory_xact_lock(%') as idle,
      count(*) filter (where wait_event_type = 'Lock') as waiting
    from pg_stat_activity where backend_type = 'client backend') a
  cross join (select coalesce(sum(n_live_tup), 0) as live, coalesce(sum(n_dead_tup), 0) as dead
    from pg_stat_user_tables) t
  where d.datname = current_database()
$$;
